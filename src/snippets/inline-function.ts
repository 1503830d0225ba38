import type { Declaration, FunctionDeclaration } from "../spec/declaration.ts";
import { FORMAT } from "../spec/format.ts";
import type { Spec, Target } from "../spec/spec.ts";
import { inlineType } from "./inline-type.ts";
import type { InlineRequest } from "./request.ts";

/** C text, and what it declares. */
export interface InlineFunction {
  readonly text: string;
  readonly spec: Spec;
}

/** What a body finds without asking: C's mathematics, text and memory. */
const HEADERS = ["math.h", "stdbool.h", "stddef.h", "stdint.h", "stdlib.h", "string.h", "sys/types.h"];

/** Its symbol: `inline` is a keyword of C's. */
const SYMBOL = "c2ts_inline";

/**
 * A C function of a body, and a spec that says the same.
 * @throws SnippetError for a type that is not known.
 */
export function inlineFunction({ result, parameters, body }: InlineRequest, target: Target): InlineFunction {
  const returned = inlineType(result, target);
  const given = parameters.map(([type, name]) => ({ name, spelling: type, ...inlineType(type, target) }));
  const list = given.map(({ name, spelling }) => `${spelling} ${name}`).join(", ");
  const [before, after] = isExpression(body) ? [returned.type.kind === "void" ? "" : "return", ";"] : ["", ""];
  const text = [
    ...HEADERS.map((name) => `#include <${name}>`),
    `${result} ${SYMBOL}(${list === "" ? "void" : list}) {`,
    before,
    '#line 1 "inline.c"',
    body,
    `${after}}`,
    "",
  ].join("\n");
  const location = { file: "inline.c", line: 1, column: 1 };
  const declaration: FunctionDeclaration = {
    kind: "function",
    name: "inline",
    symbol: SYMBOL,
    type: {
      kind: "function",
      result: returned.type,
      parameters: given.map(({ name, type }) => ({ name, type, written: null, nonnull: false })),
      variadic: false,
      prototype: true,
      callingConvention: "c",
    },
    storage: "extern",
    inline: false,
    noreturn: false,
    warnUnusedResult: false,
    returnsNonnull: false,
    format: null,
    linkage: { weak: false, visibility: "default" },
    location,
    doc: null,
    deprecated: null,
    unavailable: null,
  };
  const typedefs = new Map([returned, ...given].flatMap((one) => one.typedefs.map((typedef) => [typedef.id, typedef])));
  const declarations: readonly Declaration[] = [...typedefs.values(), declaration];
  return { text, spec: { format: FORMAT, target, clang: "", arguments: [], headers: ["inline.c"], declarations } };
}

/** Whether a body is one expression, `x * 2`, and not statements. */
function isExpression(body: string): boolean {
  const bare = body.replaceAll(/\/\*.*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/gs, " ").trim();
  return bare.startsWith("({") || !/[;{]|\breturn\b/.test(bare);
}
