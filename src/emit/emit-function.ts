import { MAX_SLOTS } from "../spec/abi/lowering.ts";
import { printPrototype, printType } from "../spec/c-printer.ts";
import type { CType } from "../spec/ctype.ts";
import type { FunctionDeclaration } from "../spec/declaration.ts";
import type { Problem } from "../spec/diagnostic.ts";
import { type Argument, argumentFault, argumentOf, scopeLocal } from "./argument.ts";
import { callBody } from "./by-value.ts";
import type { Callable } from "./callable.ts";
import type { Context } from "./context.ts";
import { emitComment } from "./emit-comment.ts";
import { headOf, isSynchronous } from "./function-head.ts";
import { sharedDescriptorOf } from "./function-type.ts";
import { breakLine } from "./line-breaks.ts";
import type { ModuleWriter } from "./module-writer.ts";
import { nonnullArgument, nonnullResult, returnsNonnull, takesNonnull } from "./nonnull.ts";
import { parameterNames, referredNames } from "./parameter-names.ts";
import { resultOf } from "./result.ts";
import { functionOf } from "./ts-type.ts";
import { usesVaList } from "./va-list.ts";
import { registerFault } from "./wide-scalar.ts";

/** One exported function, bound on its first call. Returns whether there was one to emit. */
export function emitFunction(declaration: FunctionDeclaration, writer: ModuleWriter, cx: Context): boolean {
  const callable = prepare(declaration, cx);
  if ("code" in callable) {
    cx.report(callable, declaration);
    return false;
  }
  const body = callBody(callable, cx);
  if ("code" in body) {
    cx.report(body, declaration);
    return false;
  }
  reportCallbacks(declaration, cx);
  const { result } = declaration.type;
  const returned = functionOf(result, cx);
  if (returned !== null) sharedDescriptorOf(result, returned, `${declaration.name}_result`, cx);
  const { local } = cx.names.ordinary(declaration.name);
  const lines = inScope(body.lines, callable, cx);
  const rest = callable.open ? ["args"] : [];
  const wanted = [...declaration.type.parameters.map(({ name }) => name), ...rest];
  const parameters = parameterNames(wanted, avoided(wanted, local, lines, cx));
  const fill = (text: string): string =>
    text.replaceAll(/\ue000(\d+)\ue001/g, (_, i: string) => parameters[Number(i)] ?? "");

  if (callable.cache !== null) writer.writeLine(`let ${callable.cache}: ${body.cacheType} | undefined;`);
  emitComment(
    { ...declaration, prototype: `${printPrototype(declaration)};`, renamed: renamed(declaration, parameters) },
    writer,
  );
  const head = headOf(callable, local, parameters, cx);
  for (const line of head.lines) writer.writeLine(line);
  if (cx.asyncOnly.has(declaration.name)) {
    writer.writeLine(`  ${cx.imports.value("asyncOnly")}(${JSON.stringify(declaration.name)});`);
  }
  for (const [text, depth] of lines) {
    for (const line of breakLine(fill(text), depth + 1)) writer.writeLine(line);
  }
  writer.writeLine(head.end);
  return true;
}

function prepare(declaration: FunctionDeclaration, cx: Context): Callable | Problem {
  const { name: decl, type } = declaration;
  const count = type.parameters.length;
  if (count > MAX_SLOTS) {
    const reason = `it has ${count} parameters, and the call engine takes ${MAX_SLOTS}`;
    return { code: "declared-unsupported", decl, reason };
  }
  const plain = usesVaList(type.result, cx.types) ? null : resultOf(type.result, cx, cx.ownedText.has(decl));
  if (plain === null) return unsupported(decl, type.result, "its result", cx);
  const result = returnsNonnull(declaration, cx) ? nonnullResult(plain, decl, cx) : plain;
  const checked: Argument[] = [];
  for (const [index, parameter] of type.parameters.entries()) {
    const shown = parameter.name ?? `arg${index}`;
    const where = `parameter '${shown}'`;
    if (
      usesVaList(parameter.type, cx.types) ||
      (parameter.written !== null && usesVaList(parameter.written, cx.types))
    ) {
      return { code: "va-list", decl, where };
    }
    const argument = argumentOf(parameter.type, { owner: decl, name: shown }, cx);
    if (argument === null) return unsupported(decl, parameter.type, where, cx);
    checked.push(takesNonnull(parameter, cx) ? nonnullArgument(argument, { owner: decl, name: shown }, cx) : argument);
  }
  const inner = cx.names.claim(`$${decl}`);
  const open = type.variadic || !type.prototype;
  return {
    declaration,
    arguments: checked,
    result,
    open,
    inner,
    cache: isSynchronous(declaration, open) ? inner : null,
  };
}

/** What there is a register for has a reason of its own; the rest has no TypeScript at all. */
function unsupported(decl: string, type: CType, where: string, cx: Context): Problem {
  const reason = registerFault(type, cx);
  const printed = printType(type);
  const resolved = cx.types.resolve(type);
  if (resolved.kind === "record" && resolved.record.layout === null) {
    return { code: "unsupported-by-value", decl, type: printed, reason: "it is incomplete, so its size is not known" };
  }
  if (reason === null) return { code: "unsupported-type", decl, type: printed, where };
  return { code: "unsupported-by-value", decl, type: printed, reason };
}

function reportCallbacks(declaration: FunctionDeclaration, cx: Context): void {
  for (const [index, parameter] of declaration.type.parameters.entries()) {
    const reason = argumentFault(parameter.type, cx);
    if (reason === null) continue;
    const where = `parameter '${parameter.name ?? `arg${index}`}'`;
    cx.report({ code: "unsupported-callback", decl: declaration.name, where, reason }, declaration);
  }
}

/** Names that parameters must not have, since the body means something else by them. */
function avoided(
  wanted: readonly (string | null)[],
  local: string,
  lines: readonly Line[],
  cx: Context,
): ReadonlySet<string> {
  const isKnown = (name: string): boolean => name.startsWith("$") || cx.names.isTaken(name) || cx.imports.has(name);
  if (!wanted.some((name) => name !== null && isKnown(name))) return new Set([local]);
  return new Set([...referredNames(lines.map(([text]) => text.replaceAll(/\ue000\d+\ue001/g, "")).join("\n")), local]);
}

/** Line of the body and its depth of indentation within it. */
export type Line = readonly [text: string, depth: number];

function inScope(lines: readonly string[], callable: Callable, cx: Context): readonly Line[] {
  if (!callable.arguments.some((argument) => argument.kind === "scalar" && argument.scoped)) {
    return lines.map((text): Line => [text, 0]);
  }
  const scope = scopeLocal(cx);
  return [
    [`const ${scope} = ${cx.imports.value("callScope")}();`, 0],
    ["try {", 0],
    ...lines.map((text): Line => [text, 1]),
    ["} finally {", 0],
    [`${scope}.end();`, 1],
    ["}", 0],
  ];
}

function renamed(declaration: FunctionDeclaration, parameters: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    declaration.type.parameters.flatMap(({ name }, i) => (name === null ? [] : [[name, parameters[i] ?? name]])),
  );
}
