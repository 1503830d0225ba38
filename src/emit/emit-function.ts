import { printPrototype } from "../spec/c-printer.ts";
import type { FunctionDeclaration } from "../spec/declaration.ts";
import { argumentFault, scopeLocal } from "./argument.ts";
import type { Callable } from "./callable.ts";
import { type Context, reportedAs } from "./context.ts";
import { emitComment } from "./emit-comment.ts";
import { headOf } from "./function-head.ts";
import { sharedDescriptorOf } from "./function-type.ts";
import { breakLine } from "./line-breaks.ts";
import type { ModuleWriter } from "./module-writer.ts";
import { parameterNames, referredNames } from "./parameter-names.ts";
import { planFunction } from "./plan-function.ts";
import { functionOf } from "./ts-type.ts";

/** One exported function, bound on its first call. Returns whether there was one to emit. */
export function emitFunction(declared: FunctionDeclaration, writer: ModuleWriter, outer: Context): boolean {
  const declaration = outer.names.asWritten(declared);
  const cx = reportedAs(declared, outer);
  const planned = planFunction(declaration, declared, cx);
  if ("code" in planned) {
    cx.report(planned, declaration);
    return false;
  }
  const { callable, body } = planned;
  reportCallbacks(callable.declaration, cx);
  const { result } = declaration.type;
  const returned = functionOf(result, cx);
  if (returned !== null) sharedDescriptorOf(result, returned, `${declaration.name}_result`, cx);
  const { local } = cx.names.ordinary(declaration.name);
  const lines = inScope(body.lines, callable, cx);
  const rest = callable.open ? ["args"] : [];
  const wanted = [...callable.declaration.type.parameters.map(({ name }) => name), ...rest];
  const parameters = parameterNames(wanted, avoided(wanted, local, lines, cx));
  const fill = (text: string): string =>
    text.replaceAll(/\ue000(\d+)\ue001/g, (_, i: string) => parameters[Number(i)] ?? "");

  if (callable.cache !== null) writer.writeLine(`let ${callable.cache}: ${body.cacheType} | undefined;`);
  emitComment(
    { prototype: `${printPrototype(declaration)};`, renamed: renamed(declaration, parameters), ...declaration },
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
