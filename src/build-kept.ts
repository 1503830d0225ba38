import { cpus } from "node:os";
import { join } from "node:path";
import { KeptObjects } from "./cache/kept-objects.ts";
import type { EmittedModule } from "./emit/emit-module.ts";
import { buildShim, type ShimSource } from "./shim/build-shim.ts";
import type { CompilerMessage } from "./shim/compiler-message.ts";
import { temporaryObjects } from "./temporary-objects.ts";

/** C that a compiler is to make a shared object of, and the module that calls that. */
export interface KeptBuild {
  /** What the object is called, before its key. */
  readonly name: string;
  /** All that the outcome depends on, but for files. */
  readonly asked: unknown;
  /** Arguments of the compiler's. */
  readonly flags: readonly string[];
  /** What has been read, and what it says; asked again when the compiler is through. */
  readonly read: () => readonly string[];
  /** The module without wrappers of what is refused. */
  readonly emit: (object: string, refused: ReadonlyMap<string, string>) => EmittedModule;
  /** What is compiled for a module; `null` if it needs no object. */
  readonly source: (module: EmittedModule) => ShimSource | null;
}

export interface BuiltKept {
  readonly module: EmittedModule;
  /** Absolute path; `null` where none was needed. */
  readonly object: string | null;
  readonly warnings: readonly CompilerMessage[];
  /** Whether the compiler has run for it: its warnings are news. */
  readonly isNew: boolean;
}

/** What the compiler said, when it was asked. */
interface Kept {
  readonly refused: readonly (readonly [name: string, reason: string])[];
  readonly warnings: readonly CompilerMessage[];
}

/**
 * A module and the shared object that it calls; no compiler runs where one has seen all of it before.
 *
 * @throws ShimError: there is no compiler, or it refuses more than single functions.
 */
export function buildKept({ name, asked, flags, read, emit, source }: KeptBuild): BuiltKept {
  const objects = new KeptObjects(temporaryObjects);
  const keyNow = (): string => objects.key(JSON.stringify([asked, flags, surroundings(flags)]), ...read());
  const key = keyNow();
  const object = join(objects.folder, `${name.replaceAll(/[^\w.-]/g, "_")}-${key}.so`);
  const known = objects.recall(key, object);
  if (known !== null) {
    const { refused, warnings }: Kept = JSON.parse(known);
    return { module: emit(object, new Map(refused)), object, warnings, isNew: false };
  }
  const refused = new Map<string, string>();
  for (;;) {
    const module = emit(object, refused);
    const compiled = source(module);
    if (compiled === null) return { module, object: null, warnings: [], isNew: false };
    const result = buildShim(compiled, object);
    if (result.kind === "built") {
      const { warnings, files } = result;
      const kept: Kept = { refused: [...refused], warnings };
      // What has changed meanwhile may be compiled, or not.
      if (keyNow() === key) objects.remember(key, object, files, JSON.stringify(kept));
      return { module, object, warnings, isNew: true };
    }
    // Each round leaves something out, so there is a last one.
    for (const [one, reason] of result.reasons) refused.set(one, reason);
  }
}

/** What else the compiler goes by. */
function surroundings(flags: readonly string[]): readonly (string | undefined)[] {
  const { CC, CPATH, C_INCLUDE_PATH, LIBRARY_PATH } = process.env;
  const processor = flags.some((flag) => flag.endsWith("=native")) ? cpus()[0]?.model : "";
  return [process.cwd(), CC ?? "", CPATH, C_INCLUDE_PATH, LIBRARY_PATH, processor];
}
