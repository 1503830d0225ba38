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
  const [here = "", there = ""] = [targets[0], targets[i + 1]];
  const { both, left, right } = different(first, other);
  const parts = [listed("", both), listed(`; only for ${here}: `, left), listed(`; only for ${there}: `, right)].join(
    "",
  );
  throw new TargetError(
    `the headers say different things for ${here} and ${there}: ${parts.replace(/^; /, "")}. One module cannot be right for both: make one for each`,
  );
}

function bare({ code }: EmittedModule): string {
  const { js, types } = compileModule(code, "index.ts", { comments: false });
  return `${js}\n${types}`;
}

const MOST = 20;

function listed(title: string, names: readonly string[]): string {
  if (names.length === 0) return "";
  return `${title}${names.slice(0, MOST).join(", ")}${names.length > MOST ? `, … (${names.length} in all)` : ""}`;
}

/** Declarations that read differently without their comments, and those that only one module has. */
function different(
  one: EmittedModule,
  other: EmittedModule,
): { readonly [part in "both" | "left" | "right"]: readonly string[] } {
  const texts = (module: EmittedModule): ReadonlyMap<string, string> =>
    new Map(
      module.emitted.map((declaration) => [
        declarationKey(declaration),
        module.codeOf(declaration).replaceAll(/\/\*\*[\s\S]*?\*\//g, ""),
      ]),
    );
  const [left, right] = [texts(one), texts(other)];
  return {
    both: [...left].flatMap(([key, text]) => (right.has(key) && right.get(key) !== text ? [key] : [])),
    left: [...left.keys()].filter((key) => !right.has(key)),
    right: [...right.keys()].filter((key) => !left.has(key)),
  };
}
