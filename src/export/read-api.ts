import { statSync } from "node:fs";
import type { CallExpression, Node, ObjectLiteralExpression, ParameterDeclaration } from "ts-morph";
import { tsMorph } from "../compile/ts-morph.ts";
import type { CApi, CApiFunction } from "./c-api.ts";
import { checkName, parameterName } from "./c-name.ts";
import { docLines } from "./doc-lines.ts";
import { ExportError } from "./export-error.ts";
import { initializerOf } from "./origin.ts";
import { quoted, refuse } from "./place.ts";
import { isRuntime, readType } from "./read-type.ts";

/**
 * What a TypeScript file declares with `exportToC`. It is read, not run: names of parameters, comments and C's names of records are in
 * its text only, and a program must not start for its header to be written.
 * @throws ExportError
 */
export function readApi(path: string): CApi {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new ExportError(`cannot read ${path}`);
  const { Project, Node: is, ts } = tsMorph();
  const project = new Project({
    compilerOptions: {
      allowJs: true,
      noLib: true,
      types: [],
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
    },
  });
  const file = project.addSourceFileAtPath(path);
  const [fault] = project.getProgram().getSyntacticDiagnostics(file);
  if (fault !== undefined) {
    const text = ts.flattenDiagnosticMessageText(fault.compilerObject.messageText, " ");
    throw new ExportError(`${file.getBaseName()}:${fault.getLineNumber()}: ${text}`);
  }
  const calls = file
    .getDescendants()
    .filter(is.isCallExpression)
    .filter((call) => isRuntime(call.getExpression(), "exportToC"));
  const [call, another] = calls;
  if (call === undefined) {
    throw new ExportError(
      `${file.getBaseName()} exports nothing to C: there is no exportToC("name", { … }) of c2ts-runtime in it`,
    );
  }
  if (another !== undefined)
    refuse(another, "a second exportToC: one file declares one, since one header is made of it");
  return readCall(call, file.getBaseName());
}

function readCall(call: CallExpression, file: string): CApi {
  const { Node: is } = tsMorph();
  const [first, second] = call.getArguments();
  const name = first === undefined ? null : initializerOf(first);
  if (
    name?.kind !== "expression" ||
    !(is.isStringLiteral(name.node) || is.isNoSubstitutionTemplateLiteral(name.node))
  ) {
    refuse(call, "the first argument of exportToC must be a name in quotes");
  }
  const functions = second === undefined ? null : initializerOf(second);
  if (functions?.kind !== "expression" || !is.isObjectLiteralExpression(functions.node)) {
    refuse(call, "the second argument of exportToC must be an object that is written out: { name: exported(…), … }");
  }
  const literal = name.node.getLiteralText();
  checkName(literal, name.node);
  return { name: literal, file, functions: readFunctions(functions.node) };
}

function readFunctions(object: ObjectLiteralExpression): readonly CApiFunction[] {
  const { Node: is } = tsMorph();
  const read = object.getProperties().map((property) => {
    const written = is.isPropertyAssignment(property) || is.isShorthandPropertyAssignment(property);
    const name = written ? property.getNameNode() : undefined;
    if (!written || !(is.isIdentifier(name) || is.isStringLiteral(name))) {
      refuse(property, `${quoted(property)} must be written as name: exported(result, parameters, fn)`);
    }
    const symbol = property.getName().replaceAll(/^["']|["']$/g, "");
    checkName(symbol, property);
    const value = is.isPropertyAssignment(property) ? property.getInitializer() : property.getNameNode();
    const made = value === undefined ? null : exportedCall(value);
    if (made === null) refuse(property, `${symbol} must be exported(result, parameters, fn)`);
    return readFunction(symbol, property, made);
  });
  if (read.length === 0) refuse(object, "it exports no function");
  return read;
}

function exportedCall(value: Node): CallExpression | null {
  const { Node: is } = tsMorph();
  const { kind, node } = nodeOf(value);
  if (kind !== "expression" || !is.isCallExpression(node)) return null;
  return isRuntime(node.getExpression(), "exported") ? node : null;
}

function nodeOf(value: Node): { readonly kind: string; readonly node: Node | undefined } {
  const origin = initializerOf(value);
  return origin.kind === "runtime" ? { kind: "runtime", node: undefined } : origin;
}

function readFunction(name: string, property: Node, call: CallExpression): CApiFunction {
  const { Node: is } = tsMorph();
  const [result, list, fn] = call.getArguments();
  const types = list === undefined ? null : initializerOf(list);
  if (result === undefined || types?.kind !== "expression" || !is.isArrayLiteralExpression(types.node)) {
    refuse(call, `the parameters of ${name} must be an array that is written out: [c.int, …]`);
  }
  const body = fn === undefined ? undefined : nodeOf(fn).node;
  const names = is.isParametered(body) ? body.getParameters().map(nameOf) : [];
  const uses = types.node.getElements().map(readType);
  // Tags have names of their own.
  const taken = new Set(uses.flatMap((type) => type.c.match(/(?<!(?:struct|union) )\b\w+/g) ?? []));
  const parameters = uses.map((type, i) => {
    const own = parameterName(names[i] ?? "", i, taken);
    taken.add(own);
    return { name: own, type };
  });
  const own = docLines(property);
  const doc = own.length > 0 || body === undefined ? own : docLines(body);
  if (isRuntime(result, "c", "void")) return { name, doc, result: null, parameters };
  const type = readType(result);
  // A string is copied for C.
  return { name, doc, result: type.c === "const char *" ? { ...type, c: "char *" } : type, parameters };
}

/** Nothing for a pattern, and for a rest parameter, which is several. */
function nameOf(parameter: ParameterDeclaration): string {
  const { Node: is } = tsMorph();
  const name = parameter.getNameNode();
  return is.isIdentifier(name) && !parameter.isRestParameter() ? name.getText() : "";
}
