import type * as TsMorph from "ts-morph";
import type { Choices } from "./choices.ts";

/** How each target's own text writes names that the one module declares otherwise: by target and name. */
export type Rewrites = ReadonlyMap<number, ReadonlyMap<string, string>>;

export interface MergeContext {
  readonly ts: typeof TsMorph.ts;
  readonly choices: Choices;
  readonly rewrites: Rewrites;
  /** `linux-x64`, in the order of the targets. */
  readonly platforms: readonly string[];
  /** Local name of a function, or only a type, of the runtime. */
  readonly runtime: (name: string, isType?: boolean) => string;
  /** Local name of a base class of records that only some targets have. */
  readonly base: (name: string, targets: readonly number[]) => string;
}

/** With more names rewritten. */
export function rewriting(cx: MergeContext, more: Rewrites): MergeContext {
  if (more.size === 0) return cx;
  const targets = new Set([...cx.rewrites.keys(), ...more.keys()]);
  const rewrites = new Map(
    [...targets].map((target) => [target, new Map([...(cx.rewrites.get(target) ?? []), ...(more.get(target) ?? [])])]),
  );
  return { ...cx, rewrites };
}
