import { printDeclaration, printType } from "../c-printer.ts";
import type { CType, FunctionType, Parameter } from "../ctype.ts";
import type { Difference, Impact } from "./change.ts";
import { compareTypes, type Tables } from "./compare-types.ts";

/** What a caller of a function, or one who is called through a pointer to it, has to know. */
export function compareFunctionTypes(a: FunctionType, b: FunctionType, tables: Tables): readonly Difference[] {
  return [
    ...differ("breaking", "calling convention", a.callingConvention, b.callingConvention),
    ...typeDifference("result", a.result, b.result, tables),
    ...compareParameterLists(a, b, tables),
  ];
}

function compareParameterLists(a: FunctionType, b: FunctionType, tables: Tables): readonly Difference[] {
  if (!a.prototype && !b.prototype) return [];
  // `int f()` and `int f(void)` are called alike; of `int f()` and `int f(int)` nobody knows.
  const isUnknown = !a.prototype || !b.prototype;
  const takesNone = a.parameters.length === 0 && b.parameters.length === 0;
  const prototype = isUnknown ? differ(takesNone ? "source" : "breaking", "parameters", list(a), list(b)) : [];
  const variadic = differ("breaking", "variadic", yesNo(a.variadic), yesNo(b.variadic));
  if (isUnknown) return [...prototype, ...variadic];
  if (a.parameters.length !== b.parameters.length)
    return [...differ("breaking", "parameters", list(a), list(b)), ...variadic];
  return [
    ...a.parameters.flatMap((one, i) => compareParameters(one, b.parameters[i] ?? one, i + 1, tables)),
    ...variadic,
  ];
}

function compareParameters(a: Parameter, b: Parameter, position: number, tables: Tables): readonly Difference[] {
  return [
    ...typeDifference(`parameter ${position}`, a.type, b.type, tables, [a.name, b.name]),
    ...differ("source", `parameter ${position} takes NULL`, yesNo(!a.nonnull), yesNo(!b.nonnull)),
    ...differ("text", `parameter ${position}: name`, a.name, b.name),
    ...differ("text", `parameter ${position}: written`, spelled(a.written), spelled(b.written)),
  ];
}

const spelled = (type: CType | null): string | null => (type === null ? null : printType(type));

/** At most one difference: that of two types, as C writes them. */
export function typeDifference(
  what: string,
  a: CType,
  b: CType,
  tables: Tables,
  names: readonly [string | null, string | null] = [null, null],
): readonly Difference[] {
  const impact = compareTypes(a, b, tables);
  if (impact === null) return [];
  const [before, after] = [printDeclaration(a, names[0] ?? ""), printDeclaration(b, names[1] ?? "")];
  return [{ impact, what, before, after }];
}

/** At most one difference: that of two values, which is none if they are equal. */
export function differ(
  impact: Impact,
  what: string,
  before: string | null,
  after: string | null,
): readonly Difference[] {
  return before === after ? [] : [{ impact, what, before, after }];
}

export const yesNo = (value: boolean): string => (value ? "yes" : "no");

function list(type: FunctionType): string {
  return printDeclaration({ ...type, result: { kind: "void" } }, "").replace(/^void ?/, "");
}
