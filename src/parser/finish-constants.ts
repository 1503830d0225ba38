import { TypeTable } from "../spec/abi/type-table.ts";
import type { Declaration } from "../spec/declaration.ts";
import { type Asking, runAsking, together } from "./ask-expressions.ts";
import { type AskContext, type Asked, askText, askValue } from "./ask-value.ts";
import { constLiteral } from "./const-literal.ts";
import type { ProbeOptions } from "./probe-options.ts";
import type { Probed, Unfinished } from "./read-probe.ts";

/** What became of a macro when all was asked. */
export type Finished = Exclude<Probed, Unfinished> | { readonly kind: "inexact"; readonly type: Unfinished["type"] };

export interface FinishOptions {
  readonly probe: ProbeOptions;
  /** What has been read so far: among it the records that unfinished constants are made of. */
  readonly declarations: () => readonly Declaration[];
  /** Replacement list of a macro as the header has it; `null` if it is not known. */
  readonly bodyOf: (macro: string) => string | null;
  /** Names of all macros. */
  readonly macros: ReadonlySet<string>;
}

/** Asks on about the constants of which one question has not told all: few headers have any. */
export function finishConstants(
  found: ReadonlyMap<string, Probed>,
  { probe, declarations, bodyOf, macros }: FinishOptions,
): ReadonlyMap<string, Finished> {
  const finished = new Map<string, Finished>();
  const open: (readonly [string, Unfinished])[] = [];
  for (const [name, probed] of found) {
    if (probed.kind === "unfinished") open.push([name, probed]);
    else finished.set(name, probed);
  }
  if (open.length === 0) return finished;
  const context = { types: new TypeTable({ declarations: declarations() }), macros };
  const asking = together(open.map(([name, one]) => askMacro(name, one, bodyOf(name), context)));
  runAsking(asking, probe).forEach((value, i) => {
    const [name, unfinished] = open[i] ?? [];
    if (name === undefined || unfinished === undefined || value === null) return;
    const { type } = unfinished;
    finished.set(name, value === "inexact" ? { kind: "inexact", type } : { kind: "constant", type, value });
  });
  return finished;
}

function* askMacro(name: string, unfinished: Unfinished, body: string | null, context: AskContext): Asking<Asked> {
  switch (unfinished.ask) {
    case "text":
      return yield* askText(name, unfinished.length);
    case "value":
      return yield* askValue(name, unfinished.type, context);
    case "array": {
      const literal = body === null ? null : constLiteral(body);
      return literal === null ? null : yield* askValue(literal, unfinished.type, context);
    }
  }
}
