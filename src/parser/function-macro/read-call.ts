import type { Cursor } from "../clang/cursor.ts";
import * as clang from "../clang/libclang.ts";
import { parseFunctionText } from "./parse-syntax.ts";
import { expressionsIn, mismatch, readExpression, readStatements } from "./read-expression.ts";
import { Refusal } from "./refusal.ts";
import type { Scope } from "./scope.ts";
import type { Syntax } from "./syntax.ts";
import type { Typed } from "./typed.ts";

/** Builtins that the emitter knows. */
const KNOWN = new Set(["__builtin_bswap16", "__builtin_bswap32", "__builtin_bswap64"]);
/** Builtins that only tell the compiler something about their first argument. */
const HINTS = new Set(["__builtin_expect", "__builtin_expect_with_probability"]);

/** A call of a function of the headers; of a `static` one, which no library has, what it computes. */
export function readCall(syntax: Extract<Syntax, { kind: "call" }>, cursor: Cursor, scope: Scope): Typed {
  const [callee, ...given] = expressionsIn(cursor);
  const declaration = callee === undefined ? null : calledFunction(callee);
  if (declaration === null || given.length !== syntax.arguments.length) throw mismatch(cursor);
  const name = declaration.spelling;
  if (name === "__builtin_constant_p") return notConstant(cursor, scope);
  const values = syntax.arguments.map((argument, i) => {
    const value = given[i];
    if (value === undefined) throw mismatch(cursor);
    return readExpression(argument, value, scope);
  });
  const [first] = values;
  if (HINTS.has(name) && first !== undefined) return first;
  if (name.startsWith("__builtin_") && !KNOWN.has(name)) {
    const constant = scope.types.constant(cursor);
    if (constant !== null) return constant;
    throw new Refusal(`it uses the compiler's own ${name}`);
  }
  if (declaration.isStatic) return named(readInlined(declaration, values, scope), cursor, scope);
  return {
    key: scope.types.key(cursor.type),
    expression: {
      kind: "call",
      type: scope.types.type(cursor.type, true),
      function: name,
      arguments: values.map(({ expression }) => expression),
    },
  };
}

/** A value under the name that the function gives the type of its result. */
function named(value: Typed, cursor: Cursor, scope: Scope): Typed {
  const type = scope.types.type(cursor.type, true);
  return type.kind === "ref" ? { key: value.key, expression: { kind: "cast", type, of: value.expression } } : value;
}

function calledFunction(callee: Cursor): Cursor | null {
  if (callee.kind === clang.CXCursor_DeclRefExpr) {
    const declaration = callee.referenced;
    return declaration.kind === clang.CXCursor_FunctionDecl ? declaration : null;
  }
  const [only, ...others] = expressionsIn(callee);
  const isWrapping = callee.kind === clang.CXCursor_UnexposedExpr || callee.kind === clang.CXCursor_ParenExpr;
  return isWrapping && only !== undefined && others.length === 0 ? calledFunction(only) : null;
}

/** A compiler may say no for anything: what is not known before the program runs is no constant. */
function notConstant(cursor: Cursor, scope: Scope): Typed {
  const { type } = cursor;
  return { key: scope.types.key(type), expression: { kind: "int", type: scope.types.type(type, false), value: "0" } };
}

function readInlined(declaration: Cursor, values: readonly Typed[], outer: Scope): Typed {
  const { definition } = declaration;
  const name = declaration.spelling;
  const body = definition.children.find(({ kind }) => kind === clang.CXCursor_CompoundStmt);
  const { parameters } = definition;
  if (body === undefined || parameters.length !== values.length)
    throw new Refusal(`it calls '${name}', which is static`);
  const scope = outer.called(definition);
  parameters.forEach((parameter, i) => {
    const value = values[i];
    if (value !== undefined) scope.declare(parameter, value);
  });
  try {
    const statements = parseFunctionText(definition.prettyPrinted, scope.isTypeName);
    return scope.close(readStatements(statements, body, scope));
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    throw new Refusal(`it calls '${name}', which is static and no single expression (${cause.message})`, { cause });
  }
}
