import { compileModule } from "../compile/compile-module.ts";
import type { Counts, EmittedModule } from "../emit/emit-module.ts";
import { MergeError } from "../merge/cannot-merge.ts";
import { mergeModules, namesCollide } from "../merge/merge-modules.ts";
import type { Declaration } from "../spec/declaration.ts";
import { declarationKey } from "../spec/declaration-key.ts";
import { prebuildKey } from "./platform-of-triple.ts";
import { platformsOf } from "./platforms-of.ts";
import { TargetError } from "./target-error.ts";

/** What became of modules that differ in their text. */
export interface Merged {
  /** `null`: they differ in comments alone, and the first is right for all. */
  readonly merged: { readonly code: string; readonly counts: Counts; readonly taken: readonly string[] | null } | null;
}

/** Keeps what became of modules, by their texts: to find it out takes TypeScript's compiler. */
export interface MergeKeeper {
  recall(codes: readonly string[]): Merged | null;
  remember(codes: readonly string[], merged: Merged): void;
}

const NOTHING_KEPT: MergeKeeper = { recall: () => null, remember: () => {} };

/**
 * The one module that is right on several targets. Where what runs and what types it is the same for all of them, whatever their comments
 * say, it is that of the first: sizes, offsets, constants, widths and the way of each call are all in that text, so that nothing can be wrong
 * that is equal. Else it chooses, when it is loaded, what differs.
 *
 * @param emit the modules of all targets; with names that none of them is to take for what is no declaration of C's.
 * @param targets triples, of the modules in their order.
 * @param name what the module is called where it cannot be loaded.
 * @throws TargetError that names what cannot be one
 */
export function oneModule(
  emit: (taken: ReadonlySet<string>) => readonly EmittedModule[],
  targets: readonly string[],
  name: string,
  keeper: MergeKeeper = NOTHING_KEPT,
): EmittedModule {
  const modules = emit(new Set());
  const [first, ...others] = modules;
  if (first === undefined) throw new TargetError("no target given to make a module for");
  if (others.every(({ code }) => code === first.code)) return first;
  const codes = modules.map(({ code }) => code);
  const known = keeper.recall(codes);
  const chosen = known ?? mergedNow(modules, emit, targets, name);
  if (known === null) keeper.remember(codes, chosen);
  const { merged } = chosen;
  if (merged === null) return first;
  return mergedModule(merged.taken === null ? modules : emit(new Set(merged.taken)), merged);
}

function mergedNow(
  modules: readonly EmittedModule[],
  emit: (taken: ReadonlySet<string>) => readonly EmittedModule[],
  targets: readonly string[],
  name: string,
): Merged {
  const [wanted, ...others] = modules.map(bare);
  if (others.every((other) => other === wanted)) return { merged: null };
  const platforms = platformsOf(targets).map(prebuildKey);
  const twice = platforms.findIndex((platform, i) => platforms.indexOf(platform) !== i);
  if (twice >= 0) {
    const other = targets[platforms.indexOf(platforms[twice] ?? "")];
    throw new TargetError(
      `Node.js cannot tell ${other} from ${targets[twice]}, and their headers say different things: make a module for each`,
    );
  }
  const taken = namesCollide(modules.map(({ code }) => code));
  const used = taken === null ? modules : emit(taken);
  const options = { name, platforms, triples: targets, lacks: lacks(used), runtime: "c2ts-runtime" };
  try {
    const code = mergeModules(
      used.map(({ code }) => code),
      options,
    );
    return { merged: { code, counts: countsOf(used), taken: taken === null ? null : [...taken] } };
  } catch (error) {
    if (!(error instanceof MergeError)) throw error;
    throw new TargetError(`one module cannot be right for ${targets.join(", ")}: ${error.message}. Make one for each`);
  }
}

function bare({ code }: EmittedModule): string {
  const { js, types } = compileModule(code, "index.ts", { comments: false });
  return `${js}\n${types}`;
}

/** Symbols that a target's headers do not declare, and another's do. */
function lacks(modules: readonly EmittedModule[]): readonly (readonly string[])[] {
  const symbols = modules.map(
    ({ emitted }) =>
      new Set(emitted.flatMap((one) => (one.kind === "function" || one.kind === "global" ? [one.symbol] : []))),
  );
  const all = new Set(symbols.flatMap((own) => [...own]));
  return symbols.map((own) => [...all].filter((symbol) => !own.has(symbol)));
}

/** What is in any of them, each thing once. */
function emittedBy(modules: readonly EmittedModule[]): readonly Declaration[] {
  return [...new Map(modules.flatMap((one) => one.emitted.map((each) => [declarationKey(each), each]))).values()];
}

function countsOf(modules: readonly EmittedModule[]): Counts {
  const emitted = emittedBy(modules);
  const count = (kind: string): number => emitted.filter((one) => one.kind === kind).length;
  return {
    functions: count("function"),
    records: count("record"),
    enums: count("enum"),
    typedefs: count("typedef"),
    constants: count("constant"),
    globals: count("global"),
    leftOut: Math.max(...modules.map(({ counts }) => counts.leftOut)),
    degraded: Math.max(...modules.map(({ counts }) => counts.degraded)),
  };
}

/** What is said of the one module: it has what any of them has. */
function mergedModule(
  modules: readonly EmittedModule[],
  { code, counts }: Pick<EmittedModule, "code" | "counts">,
): EmittedModule {
  return {
    code,
    counts,
    shim: modules[0]?.shim ?? null,
    bound: new Set(modules.flatMap(({ bound }) => [...bound])),
    problems: modules.flatMap(({ problems }) => problems),
    get emitted() {
      return emittedBy(modules);
    },
    codeOf: (declaration) => {
      const key = declarationKey(declaration);
      const module = modules.find(({ emitted }) => emitted.some((one) => declarationKey(one) === key));
      const own = module?.emitted.find((one) => declarationKey(one) === key);
      return module === undefined || own === undefined ? "" : module.codeOf(own);
    },
  };
}
