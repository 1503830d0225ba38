import { binaryOperator, type Expression, unaryOperator } from "../../spec/expression.ts";
import type { Cursor } from "../clang/cursor.ts";
import * as clang from "../clang/libclang.ts";
import { readStringLiteral } from "../read-string-literal.ts";
import { readCall } from "./read-call.ts";
import { Refusal } from "./refusal.ts";
import type { Scope } from "./scope.ts";
import type { Statement, Syntax } from "./syntax.ts";
import type { Typed } from "./typed.ts";
import { undefinedReason } from "./undefined-reason.ts";

/**
 * Reads an expression of clang's tree. The cursors have the types and every conversion; operators, which libclang before
 * version 17 does not tell, are taken from clang's own text of the same expression, so the two are read side by side.
 *
 * @throws Refusal where they differ in shape, or have something that no expression of the spec is.
 */
export function readExpression(syntax: Syntax, cursor: Cursor, scope: Scope): Typed {
  const special = readSpecial(syntax, cursor, scope);
  if (special !== null) return special;
  if (cursor.kind === clang.CXCursor_UnexposedExpr) {
    const [only, ...others] = expressionsIn(cursor);
    if (only === undefined || others.length > 0) throw mismatch(cursor);
    return folded(cursor, scope, [scope.types.convert(readExpression(syntax, only, scope), cursor.type, false)]);
  }
  return folded(cursor, scope, readExposed(syntax, cursor, scope));
}

/** Children that are expressions, without the types and names that libclang shows too. */
export function expressionsIn(cursor: Cursor): readonly Cursor[] {
  return cursor.children.filter(({ kind }) => isExpression(kind));
}

export function isExpression(kind: number): boolean {
  return kind >= clang.CXCursor_FirstExpr && kind < clang.CXCursor_FirstStmt;
}

export function mismatch(cursor: Cursor): Refusal {
  return new Refusal(`c2ts cannot read a part of it (cursor kind ${cursor.kind})`);
}

/** What clang has no cursor kind of its own for. */
function readSpecial(syntax: Syntax, cursor: Cursor, scope: Scope): Typed | null {
  const parts = expressionsIn(cursor);
  if (syntax.kind === "conditional" && syntax.whenTrue === null && parts.length === 4) {
    const { condition, whenFalse } = syntax;
    return conditional(cursor, [condition, condition, whenFalse], parts.slice(1), scope);
  }
  if (syntax.kind !== "call" || syntax.callee.kind !== "name") return null;
  if (syntax.callee.name === "__builtin_offsetof") return scope.types.constant(cursor);
  if (syntax.callee.name !== "__builtin_choose_expr" || parts.length !== 3) return null;
  return conditional(cursor, syntax.arguments, parts, scope);
}

/** The node itself and, behind it, those of its operands that decide whether it is a constant. */
type Node = readonly [Typed, ...Typed[]];

function readExposed(syntax: Syntax, cursor: Cursor, scope: Scope): Node {
  const parts = expressionsIn(cursor);
  switch (syntax.kind) {
    case "group": {
      if (cursor.kind !== clang.CXCursor_ParenExpr || parts.length !== 1) throw mismatch(cursor);
      return [readExpression(syntax.of, one(parts, 0), scope)];
    }
    case "number":
    case "character":
    case "measure":
      return [literal(cursor, scope)];
    case "name":
      return [readName(cursor, scope)];
    case "string":
      return [readString(cursor, scope)];
    case "prefix":
      return readPrefix(syntax.operator, syntax.of, cursor, scope);
    case "binary":
      return readBinary(syntax, cursor, scope);
    case "conditional": {
      if (cursor.kind !== clang.CXCursor_ConditionalOperator || syntax.whenTrue === null) throw mismatch(cursor);
      return [conditional(cursor, [syntax.condition, syntax.whenTrue, syntax.whenFalse], parts, scope)];
    }
    case "cast": {
      if (cursor.kind !== clang.CXCursor_CStyleCastExpr) throw mismatch(cursor);
      const of = readExpression(syntax.of, one(parts, parts.length - 1), scope);
      // An explicit cast is kept where it changes only the name of the type: the name can matter (`int64_t`).
      const key = scope.types.key(cursor.type);
      const type = scope.types.type(cursor.type, true);
      return [{ key, expression: { kind: "cast", type, of: of.expression } }, of];
    }
    case "member": {
      if (cursor.kind !== clang.CXCursor_MemberRefExpr || parts.length !== 1) throw mismatch(cursor);
      return [readMember(syntax.of, syntax.operator, cursor, scope)];
    }
    case "index":
      return [readIndex(syntax.of, syntax.index, cursor, scope)];
    case "call":
      if (cursor.kind !== clang.CXCursor_CallExpr) throw mismatch(cursor);
      return [readCall(syntax, cursor, scope)];
    case "block": {
      const [block] = cursor.children;
      if (cursor.kind !== clang.CXCursor_StmtExpr || block === undefined) throw mismatch(cursor);
      return [readStatements(syntax.statements, block, scope)];
    }
    case "postfix":
    case "type":
      throw mismatch(cursor);
  }
}

/** What the compiler can compute by itself is a literal. */
function folded(cursor: Cursor, scope: Scope, [node, ...operands]: Node): Typed {
  const { kind } = node.expression;
  if (kind === "int" || kind === "float" || kind === "string") return node;
  const decisive = operands.length > 0 ? operands.map(({ expression }) => expression) : castOperand(node.expression);
  if (decisive.length === 0 || !decisive.every((one) => one.kind === "int" || one.kind === "float")) return node;
  const reason = undefinedReason(node.expression, scope.types.type(cursor.type, false));
  if (reason !== null) throw new Refusal(`C leaves it undefined: ${reason}`);
  return scope.types.constant(cursor) ?? node;
}

function castOperand(expression: Expression): readonly Expression[] {
  return expression.kind === "cast" ? [expression.of] : [];
}

function literal(cursor: Cursor, scope: Scope): Typed {
  const value = scope.types.constant(cursor);
  if (value === null) throw new Refusal(`it computes with \`${cursor.type.spelling}\``);
  return value;
}

function readString(cursor: Cursor, scope: Scope): Typed {
  const value = cursor.kind === clang.CXCursor_StringLiteral ? readStringLiteral(cursor) : null;
  const { type } = cursor;
  if (value?.kind !== "string") throw new Refusal("it has a string that is not plain text");
  return {
    key: scope.types.key(type),
    expression: { kind: "string", type: scope.types.type(type, false), value: value.value },
  };
}

function readName(cursor: Cursor, scope: Scope): Typed {
  if (cursor.kind !== clang.CXCursor_DeclRefExpr) throw mismatch(cursor);
  const declaration = cursor.referenced;
  const known = scope.lookup(declaration);
  if (known !== null) return known;
  switch (declaration.kind) {
    case clang.CXCursor_EnumConstantDecl:
      return literal(cursor, scope);
    case clang.CXCursor_VarDecl: {
      const type = scope.types.type(declaration.type, true);
      return {
        key: scope.types.key(declaration.type),
        expression: { kind: "global", type, name: declaration.spelling },
      };
    }
    case clang.CXCursor_FunctionDecl:
      throw new Refusal(`it uses the address of function '${declaration.spelling}'`);
    default:
      throw mismatch(cursor);
  }
}

function readPrefix(operator: string, syntax: Syntax, cursor: Cursor, scope: Scope): Node {
  const parts = expressionsIn(cursor);
  if (cursor.kind !== clang.CXCursor_UnaryOperator || parts.length !== 1) throw mismatch(cursor);
  const of = readExpression(syntax, one(parts, 0), scope);
  const key = scope.types.key(cursor.type);
  switch (operator) {
    case "+":
    case "__extension__":
      return [of];
    case "*":
      return [
        { key, expression: { kind: "dereference", type: scope.types.type(cursor.type, true), of: of.expression } },
      ];
    case "&": {
      const type = scope.types.type(cursor.type, false);
      return [{ key, expression: { kind: "address", type, of: of.expression } }];
    }
    default: {
      const known = unaryOperator(operator);
      if (known === undefined) throw new Refusal(`it uses ${operator}`);
      checkWidth(one(parts, 0), operator);
      const type = scope.types.type(cursor.type, false);
      return [{ key, expression: { kind: "unary", type, operator: known, of: of.expression } }, of];
    }
  }
}

function readBinary(syntax: Extract<Syntax, { kind: "binary" }>, cursor: Cursor, scope: Scope): Node {
  const parts = expressionsIn(cursor);
  if (cursor.kind !== clang.CXCursor_BinaryOperator || parts.length !== 2) throw mismatch(cursor);
  const left = readExpression(syntax.left, one(parts, 0), scope);
  const right = readExpression(syntax.right, one(parts, 1), scope);
  const key = scope.types.key(cursor.type);
  if (syntax.operator === ",") return [scope.sequence(left, right)];
  const operator = binaryOperator(syntax.operator);
  if (operator === undefined) throw new Refusal("it assigns a value");
  for (const part of parts) checkWidth(part, operator);
  // The name of the type comes from an operand that has it: what clang makes of two names differs between versions.
  const named = [left, right].find((side) => side.key === key)?.expression.type;
  const type = named ?? scope.types.type(cursor.type, false);
  return [
    { key, expression: { kind: "binary", type, operator, left: left.expression, right: right.expression } },
    left,
    right,
  ];
}

/** Operators whose result may have more bits than their operands. */
const GROWING = /^(?:[-+*~]|<<)$/;

/**
 * Refuses arithmetic with a bit-field wider than `int`: to gcc its type has just that width, to clang it is the declared one, and
 * C leaves that open (C17 6.7.2.1p5).
 */
function checkWidth(operand: Cursor, operator: string): void {
  if (!GROWING.test(operator)) return;
  if (operand.kind === clang.CXCursor_UnexposedExpr || operand.kind === clang.CXCursor_ParenExpr) {
    for (const part of expressionsIn(operand)) checkWidth(part, operator);
  } else if (operand.kind === clang.CXCursor_MemberRefExpr) {
    const { referenced } = operand;
    if (!referenced.isBitField || referenced.bitWidth <= 32) return;
    throw new Refusal(
      `compilers differ about arithmetic with bit-field '${referenced.spelling}', which is wider than an int`,
    );
  }
}

function conditional(cursor: Cursor, syntax: readonly Syntax[], parts: readonly Cursor[], scope: Scope): Typed {
  const read = (i: number): Typed => {
    const written = syntax[i];
    if (written === undefined || parts.length !== 3) throw mismatch(cursor);
    return readExpression(written, one(parts, i), scope);
  };
  const condition = read(0).expression;
  // What is never evaluated need not be anything that we can read.
  if (condition.kind === "int") return read(condition.value === "0" ? 2 : 1);
  const [whenTrue, whenFalse] = [read(1), read(2)];
  const key = scope.types.key(cursor.type);
  const type = whenTrue.key === key ? whenTrue.expression.type : scope.types.type(cursor.type, false);
  return {
    key,
    expression: {
      kind: "conditional",
      type,
      condition,
      whenTrue: whenTrue.expression,
      whenFalse: whenFalse.expression,
    },
  };
}

function readMember(syntax: Syntax, operator: string, cursor: Cursor, scope: Scope): Typed {
  const base = one(expressionsIn(cursor), 0);
  const read = readExpression(syntax, base, scope).expression;
  scope.types.checkOrder(base.type);
  const of: Expression =
    operator === "->"
      ? { kind: "dereference", type: scope.types.type(scope.types.canonical(base.type).pointee, false), of: read }
      : read;
  const type = scope.types.type(cursor.type, true);
  return { key: scope.types.key(cursor.type), expression: { kind: "member", type, name: cursor.spelling, of } };
}

function readIndex(of: Syntax, index: Syntax, cursor: Cursor, scope: Scope): Typed {
  const parts = expressionsIn(cursor);
  if (cursor.kind !== clang.CXCursor_ArraySubscriptExpr || parts.length !== 2) throw mismatch(cursor);
  const base = one(parts, 0);
  const left = readExpression(of, base, scope).expression;
  const right = readExpression(index, one(parts, 1), scope).expression;
  // C has `i[p]` too.
  if (scope.types.canonical(base.type).kind !== clang.CXType_Pointer) throw mismatch(cursor);
  const type = scope.types.type(cursor.type, true);
  const sum: Expression = { kind: "binary", type: scope.types.type(base.type, false), operator: "+", left, right };
  return { key: scope.types.key(cursor.type), expression: { kind: "dereference", type, of: sum } };
}

/** The value of the last statement of a block; those before it declare what it uses, or do something. */
export function readStatements(statements: readonly Statement[], block: Cursor, outer: Scope): Typed {
  const cursors = block.children.filter(({ kind }) => kind !== clang.CXCursor_NullStmt);
  const scope = outer.inner();
  if (block.kind !== clang.CXCursor_CompoundStmt || cursors.length !== statements.length) throw mismatch(block);
  let result: Typed | null = null;
  statements.forEach((statement, i) => {
    const cursor = one(cursors, i);
    switch (statement.kind) {
      case "declare": {
        result = null;
        const variables = cursor.children;
        if (cursor.kind !== clang.CXCursor_DeclStmt || variables.length !== statement.variables.length) {
          throw mismatch(cursor);
        }
        statement.variables.forEach(({ value }, k) => {
          const variable = one(variables, k);
          const initializer = expressionsIn(variable).at(-1);
          if (variable.kind !== clang.CXCursor_VarDecl || variable.isStatic || initializer === undefined) {
            throw mismatch(variable);
          }
          scope.declare(variable, readExpression(value, initializer, scope));
        });
        return;
      }
      case "return":
        if (cursor.kind !== clang.CXCursor_ReturnStmt || i !== statements.length - 1) throw mismatch(cursor);
        result = readExpression(statement.of, one(expressionsIn(cursor), 0), scope);
        return;
      case "evaluate":
        result = readExpression(statement.of, cursor, scope);
        if (i < statements.length - 1) scope.discard(result);
    }
  });
  if (result === null) throw new Refusal("its last statement has no value");
  return scope.close(result);
}

function one(cursors: readonly Cursor[], index: number): Cursor {
  const cursor = cursors[index];
  if (cursor === undefined) throw new Refusal("clang's tree and its text do not match");
  return cursor;
}
