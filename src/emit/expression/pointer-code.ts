import { layoutOf } from "../../spec/abi/layout.ts";
import { assertNever } from "../../spec/assert-never.ts";
import type { CType, PointerType } from "../../spec/ctype.ts";
import type { Expression } from "../../spec/expression.ts";
import { isText, wideTextBits } from "../argument.ts";
import type { Context } from "../context.ts";
import { brand, functionBrand, functionOf } from "../ts-type.ts";
import { callText } from "./call-code.ts";
import { type Code, LEVEL, primary } from "./code.ts";
import { commaText, conditionalText, letText } from "./compound-code.ts";
import { type ExpressionContext, runtimeCall } from "./expression-context.ts";
import { integerCode } from "./integer-code.ts";
import { loadText, type Place, placeOf, pointedPlace, stepBigint } from "./place.ts";
import { Refused } from "./refused.ts";
import { integerScalar, isBig, scalarOf } from "./scalar.ts";
import { isNull, truthCode } from "./truth-code.ts";

/** Code for a pointer. What it is in JavaScript depends on where it comes from. */
export interface PointerCode extends Code {
  /**
   * `null`; a `Pointer` or `null`; what a parameter `T *` takes (`memory`), what a parameter `const char *` takes
   * (`string`), or `const wchar_t *` (`wide`), what a parameter for a function takes; a string (`literal`), or one that a
   * function returned, or `null` (`text`).
   */
  readonly form: "null" | "pointer" | "memory" | "string" | "wide" | "function" | "literal" | "text";
  /** What it points to, in types; `null` for `void *`, and for what TypeScript has nothing for. */
  readonly brand: string | null;
  /** Its name for errors, as a string literal. */
  readonly name: string;
}

const INNER = '"a pointer in it"';

export function pointerCode(expression: Expression, ec: ExpressionContext): PointerCode {
  if (isNull(expression)) return { ...primary("null"), form: "null", brand: null, name: INNER };
  const inner = (form: PointerCode["form"], text: string, level: number = LEVEL.primary): PointerCode => ({
    text,
    level,
    form,
    brand: brandOf(expression.type, ec.cx),
    name: INNER,
  });
  switch (expression.kind) {
    case "parameter": {
      const parameter = ec.parameters[expression.index];
      if (parameter === undefined) throw new Refused(`there is no parameter ${expression.index}`);
      return { ...inner(parameterForm(parameter.type, ec), parameter.given), name: parameter.name };
    }
    case "local": {
      const local = ec.locals.get(expression.name);
      if (local?.kind !== "pointer") throw new Refused(`it uses '${expression.name}' for what it is not`);
      return local.code;
    }
    case "global":
    case "member":
    case "dereference":
      return inner("pointer", loadText(expression, ec));
    case "call":
      return inner(isString(expression.type, ec) ? "text" : "pointer", callText(expression, ec).text);
    case "conditional": {
      const [yes, no] = [pointerCode(expression.whenTrue, ec), pointerCode(expression.whenFalse, ec)];
      const text = conditionalText(truthCode(expression.condition, ec), yes, no);
      return { ...either(yes, no), text, level: LEVEL.conditional };
    }
    case "comma": {
      const right = pointerCode(expression.right, ec);
      return { ...right, ...primary(commaText(expression.left, right, ec)) };
    }
    case "let": {
      const [text, body] = letText(expression, ec, pointerCode);
      return { ...body, ...primary(text) };
    }
    case "cast":
      return cast(expression.of, ec);
    case "address":
      return placeCode(placeOf(expression.of, ec), ec);
    case "binary":
      return placeCode(pointedPlace(expression, ec), ec);
    case "int":
    case "float":
    case "string":
    case "unary":
      throw new Refused("it takes something else for a pointer");
    default:
      return assertNever(expression);
  }
}

function parameterForm(type: CType, ec: ExpressionContext): PointerCode["form"] {
  if (functionOf(type, ec.cx) !== null) return "function";
  if (isString(type, ec)) return "string";
  const resolved = ec.cx.types.resolve(type);
  return resolved.kind === "pointer" && wideTextBits(resolved, ec.cx) !== null ? "wide" : "memory";
}

function cast(of: Expression, ec: ExpressionContext): PointerCode {
  if (of.kind === "string") return { ...primary(JSON.stringify(of.value)), form: "literal", brand: null, name: INNER };
  if (ec.cx.types.resolve(of.type).kind === "array") return placeCode(placeOf(of, ec), ec);
  const from = scalarOf(of.type, ec.cx);
  if (from.kind === "pointer") return pointerCode(of, ec);
  if (from.kind !== "integer") throw new Refused("it takes something else for a pointer");
  const { text } = integerCode(of, ec);
  const address = runtimeCall(ec, "pointerAt", isBig(integerScalar(of.type, ec.cx)) ? text : `BigInt(${text})`);
  return { ...primary(address), form: "pointer", brand: null, name: INNER };
}

/** What a pointer type points to, as `Pointer<…>` says it. */
export function brandOf(type: CType, cx: Context): string | null {
  const resolved = cx.types.resolve(type);
  if (resolved.kind !== "pointer") return null;
  return functionOf(type, cx) !== null ? functionBrand(type, cx) : brand(resolved.to, cx);
}

export function isString(type: CType, ec: ExpressionContext): boolean {
  const resolved = ec.cx.types.resolve(type);
  return resolved.kind === "pointer" && isText(resolved, ec.cx);
}

function either(yes: PointerCode, no: PointerCode): PointerCode {
  const forms = new Set([yes.form, no.form]);
  const only = (...allowed: readonly PointerCode["form"][]): boolean =>
    [...forms].every((form) => allowed.includes(form));
  const brand = yes.brand === no.brand ? yes.brand : null;
  if (only("literal")) return { ...yes, form: "literal" };
  if (only("literal", "text", "null")) return { ...yes, form: "text", brand: null };
  if (only("literal", "text", "string", "null")) return { ...yes, form: "string", brand: null };
  if (yes.form === "null") return no;
  if (no.form === "null") return yes;
  if (only("pointer", "memory")) return { ...yes, form: forms.size === 1 ? yes.form : "memory", brand };
  if (forms.size === 1 && yes.brand === no.brand) return yes;
  throw new Refused("it is one of two sorts of pointers");
}

function placeCode(place: Place, ec: ExpressionContext): PointerCode {
  const { base, constant, dynamic } = place;
  if (constant === 0n && dynamic.length === 0) return base;
  const sum = [baseAddress(base, ec), ...(constant === 0n ? [] : [`${constant}n`]), ...dynamic.map(stepBigint)];
  return { ...primary(runtimeCall(ec, "pointerAt", sum.join(" + "))), form: "pointer", brand: null, name: INNER };
}

function baseAddress(base: PointerCode, ec: ExpressionContext): string {
  switch (base.form) {
    case "null":
      return "0n";
    case "pointer":
    case "memory":
      return runtimeCall(ec, "addressIn", base.text, ec.macro, base.name);
    case "string":
    case "wide":
    case "literal":
    case "text":
      throw new Refused("it takes the address of a text");
    case "function":
      throw new Refused("it takes the address of a function");
    default:
      return assertNever(base.form);
  }
}

/** Code for the address of a pointer, a `bigint`; 0 for NULL. */
export function addressText(expression: Expression, ec: ExpressionContext): string {
  return baseAddress(pointerCode(expression, ec), ec);
}

/** Bytes of what a pointer type points to. GNU C counts in bytes for `void *`. */
export function pointeeSize(type: CType, ec: ExpressionContext): number {
  const resolved = ec.cx.types.resolve(type);
  if (resolved.kind !== "pointer") throw new Refused("it takes something else for a pointer");
  const { kind } = ec.cx.types.resolve(resolved.to);
  if (kind === "void") return 1;
  const size = layoutOf(resolved.to, ec.cx.types, ec.cx.target)?.size ?? 0;
  if (size === 0) throw new Refused("it counts elements of unknown size");
  return size;
}

/** Code for a pointer as an argument of type `wanted`, and as declared: a pointer to a function is called by its typedef. */
export function pointerArgument(
  wanted: PointerType,
  declared: CType,
  expression: Expression,
  ec: ExpressionContext,
): string {
  const given = pointerCode(expression, ec);
  if (given.form === "null") return "null";
  const type = brandOf(declared, ec.cx);
  if (isFunction(wanted, given, ec)) {
    if (given.brand === type && type !== null) return given.text;
    throw new Refused("it converts a pointer to a function");
  }
  if (given.form === "wide") {
    if (given.brand === type && wideTextBits(wanted, ec.cx) !== null) return given.text;
    throw new Refused("it converts a text");
  }
  if (isText(wanted, ec.cx)) {
    const isText = given.form === "string" || given.form === "literal" || given.form === "text";
    return isText ? given.text : characters(given, ec);
  }
  if (given.form === "string" || given.form === "literal" || given.form === "text") {
    throw new Refused("it passes a text where C may write");
  }
  // What takes any memory takes more than what takes memory of one type.
  if (given.brand === type || type === null) return given.text;
  return `${ec.cx.imports.value("retyped")}<${type}>(${given.text})`;
}

/** Code for a pointer as the result of a function, and its TypeScript type; `null` for the type that such results have. */
export function pointerResult(
  wanted: PointerType,
  declared: CType,
  expression: Expression,
  ec: ExpressionContext,
): { readonly text: string; readonly type: string | null } {
  const given = pointerCode(expression, ec);
  switch (given.form) {
    case "null":
      return { text: "null", type: "null" };
    case "literal":
      return { text: given.text, type: "string" };
    case "text":
      return { text: given.text, type: "string | null" };
    case "string":
    case "wide":
      throw new Refused("its value is a text that it was given");
    case "pointer":
    case "memory":
    case "function":
      break;
    default:
      return assertNever(given.form);
  }
  const type = brandOf(declared, ec.cx);
  if (isFunction(wanted, given, ec)) {
    if (given.form === "pointer" && given.brand === type && type !== null) return { text: given.text, type: null };
    throw new Refused("it converts a pointer to a function");
  }
  if (isText(wanted, ec.cx)) {
    return { text: runtimeCall(ec, "cstring", characters(given, ec)), type: "string | null" };
  }
  const isSame = given.form === "pointer" && given.brand === type;
  return { text: isSame ? given.text : recast(type, given, ec), type: null };
}

function isFunction(wanted: PointerType, given: PointerCode, ec: ExpressionContext): boolean {
  return functionOf(wanted, ec.cx) !== null || given.form === "function";
}

/** A pointer to `char`. */
function characters(given: PointerCode, ec: ExpressionContext): string {
  const char = `${ec.cx.imports.type("c")}.char`;
  return given.form === "pointer" && given.brand === char ? given.text : recast(char, given, ec);
}

function recast(type: string | null, given: PointerCode, ec: ExpressionContext): string {
  const generic = type === null ? "" : `<${type}>`;
  return `${ec.cx.imports.value("recast")}${generic}(${given.text}, ${ec.macro}, ${given.name})`;
}
