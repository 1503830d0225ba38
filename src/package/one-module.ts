import { compileModule } from "../compile/compile-module.ts";
import type { EmittedModule } from "../emit/emit-module.ts";
import { declarationKey } from "../spec/declaration-key.ts";
import { TargetError } from "./target-error.ts";

/**
 * The one module that is right on several targets: what runs and what types it is the same for all of them, whatever their comments
 * say. Sizes, offsets, constants, widths and the way of each call are all in that text, so that nothing can be wrong that is equal.
 *
 * @param targets triples, of the modules in their order.
 * @throws TargetError that names what differs
 */
export function oneModule(modules: readonly EmittedModule[], targets: readonly string[]): EmittedModule {
  const [first, ...others] = modules;
  if (first === undefined) throw new TargetError("no target given to make a module for");
  if (others.length === 0) return first;
  const wanted = bare(first);
  const i = others.findIndex((other) => bare(other) !== wanted);
  const other = others[i];
  if (other === undefined) return first;
  const names = different(first, other);
  const shown = names.length === 0 ? "" : `: ${names.slice(0, 5).join(", ")}${names.length > 5 ? ", …" : ""}`;
  throw new TargetError(
    `the headers say different things for ${targets[0]} and ${targets[i + 1]}${shown}. One module cannot be right for both: make one for each`,
  );
}

function bare({ code }: EmittedModule): string {
  const { js, types } = compileModule(code, "index.ts", { comments: false });
  return `${js}\n${types}`;
}

/** Names of declarations that only one has, or that read differently without their comments. */
function different(one: EmittedModule, other: EmittedModule): readonly string[] {
  const texts = (module: EmittedModule): ReadonlyMap<string, string> =>
    new Map(
      module.emitted.map((declaration) => [
        declarationKey(declaration),
        module.codeOf(declaration).replaceAll(/\/\*\*[\s\S]*?\*\//g, ""),
      ]),
    );
  const [left, right] = [texts(one), texts(other)];
  return [...new Set([...left.keys(), ...right.keys()])].filter((key) => left.get(key) !== right.get(key));
}
