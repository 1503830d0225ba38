import { type EmitOptions, type EmittedModule, emitModule } from "./emit/emit-module.ts";
import type { HeadersRead } from "./read-headers.ts";
import type { Spec } from "./spec/spec.ts";

/**
 * The module that an earlier process has made of the same spec with the same options, or the one that is made now: emitting is
 * pure. What only those want who look at single declarations is made when they do.
 */
export function keptModule(spec: Spec, options: EmitOptions, kept: NonNullable<HeadersRead["kept"]>): EmittedModule {
  let made: EmittedModule | null = null;
  const make = (): EmittedModule => {
    made ??= emitModule(spec, options);
    return made;
  };
  const { bound, ...rest } = kept.cache.made(kept.sum, options, () => {
    const { code, problems, bound, counts } = make();
    return { code, problems, bound: [...bound], counts };
  });
  return {
    ...rest,
    bound: new Set(bound),
    shim: null, // a module with one is not only made of the spec: the compiler has a say
    get emitted() {
      return make().emitted;
    },
    codeOf: (declaration) => make().codeOf(declaration),
  };
}
