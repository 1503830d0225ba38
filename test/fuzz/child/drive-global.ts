import type { Case, GlobalModel } from "../model/case.ts";
import { leavesOf } from "../model/leaves.ts";
import { resolve } from "../model/type.ts";
import { format, valueFor } from "../model/values.ts";
import { globalSeeds } from "../program/shared.ts";
import { fill, show } from "./access.ts";
import type { GeneratedModule } from "./module.ts";
import { say } from "./report.ts";

/** Sets a variable of the library, has C look at it and fill it anew, and reads it again. */
export function driveGlobal(one: Case, { name, type, see }: GlobalModel, i: number, module: GeneratedModule): void {
  const { index } = one;
  const key = `global ${name}`;
  const global = module.get(name);
  const problem = module.problem(name);
  if (global === undefined && problem !== undefined) {
    say({ kind: "refused", index, key, problem });
    return;
  }
  if (!isGlobal(global)) throw new Error(`${name} is neither in the module nor in the report`);
  const leaves = leavesOf(type);
  const { kind } = resolve(type);
  const isWhole = kind === "record" || kind === "array";
  const { set } = globalSeeds(one, i);
  if (isWhole) fill(global.value, leaves, set);
  else for (const leaf of leaves) global.value = valueFor(leaf, 0, set);
  module.fn(see)?.();
  say({ kind: "value", index, key: `${key} in`, text: module.taken() });
  const read = isWhole
    ? show(name, global.value, leaves)
    : leaves.map((leaf) => `${name}=${format(leaf.value, global.value)} `).join("");
  say({ kind: "value", index, key: `${key} out`, text: read });
}

function isGlobal(value: unknown): value is { value: unknown } {
  return typeof value === "object" && value !== null && "value" in value;
}
