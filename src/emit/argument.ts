import type { Passed } from "../spec/abi/lowering.ts";
import { assertNever } from "../spec/assert-never.ts";
import { printType } from "../spec/c-printer.ts";
import type { CType, PointerType } from "../spec/ctype.ts";
import type { Context } from "./context.ts";
import { descriptor } from "./descriptor.ts";
import { callbackFault, functionDescriptorOf } from "./function-type.ts";
import { integerToken } from "./integer.ts";
import { pointeeOf } from "./pointee.ts";
import { transparentFirst, transparentPointers } from "./transparent-union.ts";
import { asInteger, brand, functionBrand, functionOf, inputType } from "./ts-type.ts";
import { vectorShape } from "./vector.ts";
import { wideCharacterBits } from "./wide-character.ts";
import { wideInput, wideScalar } from "./wide-scalar.ts";

/** How a parameter gets from TypeScript to C. */
export type Argument =
  | {
      readonly kind: "scalar";
      readonly type: string;
      /** Engine token. */
      readonly token: string;
      readonly register: "integer" | "float";
      /** Checked value, given the parameter's local name. */
      readonly code: (local: string) => string;
      /** Whether `code` uses the call's scope. */
      readonly scoped: boolean;
    }
  | {
      readonly kind: "pieces";
      readonly type: string;
      readonly passed: Extract<Passed, { kind: "pieces" }>;
      /** The object whose memory holds the checked value. */
      readonly code: (local: string) => string;
    };

/** A parameter of a function, or a member of a record, as error messages name it. */
export interface Owner {
  readonly owner: string;
  readonly name: string;
}

/** Local name of the scope that call-scoped callbacks live in. */
export function scopeLocal(cx: Context): string {
  return cx.names.free("$s");
}

/** `null` where no binding of the type exists. */
export function argumentOf(type: CType, place: Owner, cx: Context): Argument | null {
  const where = `${JSON.stringify(place.owner)}, ${JSON.stringify(place.name)}`;
  const checked =
    (check: string) =>
    (local: string): string =>
      `${cx.imports.value(check)}(${local}, ${where})`;
  const scalar = (token: string, check: string, register: "integer" | "float" = "integer"): Argument | null => {
    const text = inputType(type, cx);
    return text === null ? null : { kind: "scalar", type: text, token, register, code: checked(check), scoped: false };
  };
  const resolved = cx.types.resolve(type);
  const wide = wideScalar(type, cx);
  if (wide !== null) {
    if (!wide.passed && !cx.byAddress) return null;
    const code = (local: string): string =>
      `${cx.imports.value("boxed")}(${cx.imports.value("c")}.${wide.c}, ${local}, ${where})`;
    return { kind: "pieces", type: wideInput(wide, cx), passed: pieces(type, cx), code };
  }
  const first = transparentFirst(type, cx);
  if (first !== null) return transparentArgument(type, first, place, where, cx);
  switch (resolved.kind) {
    case "bool":
      return scalar("bool", "bool");
    case "int":
    case "enum": {
      const integer = asInteger(type, cx);
      return integer === null ? null : scalar(integerToken(integer), integerToken(integer));
    }
    case "float":
      return scalar(resolved.name === "float" ? "f32" : "f64", "f64", "float");
    case "pointer":
      return pointerArgument(type, resolved, place, where, cx);
    case "array":
      return pointerArgument(type, { kind: "pointer", to: resolved.of, nullability: null }, place, where, cx);
    case "record": {
      const name = cx.names.typeName(resolved.record.id);
      if (name === null || resolved.record.layout === null) return null;
      const code = (local: string): string => `${cx.imports.value("byValue")}(${name.local}, ${local}, ${where})`;
      return { kind: "pieces", type: name.local, passed: pieces(type, cx), code };
    }
    case "vector": {
      const vector = cx.byAddress ? vectorShape(type, cx) : null;
      if (vector === null) return null;
      const constant = cx.hoisted.constant(vector.code, hoistedName(vector.code));
      const code = (local: string): string => `${cx.imports.value("boxed")}(${constant}, ${local}, ${where})`;
      return { kind: "pieces", type: vector.input, passed: pieces(type, cx), code };
    }
    case "void":
    case "function":
    case "complex":
    case "other":
    case "unknown":
      return null;
    default:
      return assertNever(resolved);
  }
}

function transparentArgument(union: CType, first: CType, place: Owner, where: string, cx: Context): Argument | null {
  const pointers = transparentPointers(union, cx);
  if (pointers === null) return argumentOf(first, place, cx);
  const code = (local: string): string => pointers.code(local, where);
  return { kind: "scalar", register: "integer", scoped: false, type: pointers.type, token: "ptr", code };
}

/** A type that is passed in pieces, as the ABI and reports know it. */
export function pieces(type: CType, cx: Context): Extract<Passed, { kind: "pieces" }> {
  const resolved = cx.types.resolve(type);
  if (resolved.kind !== "record") return { kind: "pieces", type, name: printType(type) };
  const { id } = resolved.record;
  return { kind: "pieces", type: { kind: "ref", id }, name: id };
}

function pointerArgument(type: CType, pointer: PointerType, place: Owner, where: string, cx: Context): Argument {
  // Spread last: objects that begin with a spread are slow in V8 of Node 20.
  const base = { kind: "scalar", register: "integer", scoped: false } as const;
  const callee = functionOf(pointer, cx);
  if (callee !== null) {
    const signature = functionBrand(type, cx);
    const made = functionDescriptorOf(type, callee, `${place.owner}_${place.name}`, cx);
    if (signature !== null && made !== null) {
      const code = (local: string): string => `${scopeLocal(cx)}.fn(${made}, ${local}, ${where})`;
      const taken = `${cx.imports.type("FunctionArg")}<${signature}>`;
      return { kind: "scalar", register: "integer", scoped: true, type: taken, token: "ptr", code };
    }
    const code = (local: string): string => `${cx.imports.value("ptr")}(${local}, ${where})`;
    return { type: `${cx.imports.type("Pointer")} | null`, token: "ptr", code, ...base };
  }
  if (isText(pointer, cx)) {
    const code = (local: string): string => `${cx.imports.value("str")}(${local}, ${where})`;
    return { type: cx.imports.type("CString"), token: "str", code, ...base };
  }
  const to = pointeeOf(pointer, cx);
  const pointee = brand(to, cx);
  const made = pointee === null ? null : descriptor(to, cx);
  const argument = cx.imports.type("PointerArg");
  const wide = wideTextBits(pointer, cx);
  if (wide !== null && made !== null) {
    const code = (local: string): string => `${cx.imports.value("wideStr")}(${made}, ${local}, ${where})`;
    return { type: `string | ${argument}<${pointee}>`, token: `str${wide}`, code, ...base };
  }
  if (pointee === null || made === null) {
    const code = (local: string): string => `${cx.imports.value("ptr")}(${local}, ${where})`;
    return { type: argument, token: "ptr", code, ...base };
  }
  const constant = cx.hoisted.constant(made, hoistedName(pointee));
  const code = (local: string): string => `${cx.imports.value("ptrTo")}(${constant}, ${local}, ${where})`;
  return { type: `${argument}<${pointee}>`, token: "ptr", code, ...base };
}

/** `const char *`: text that C reads. */
export function isText(pointer: PointerType, cx: Context): boolean {
  const to = cx.types.resolve(pointer.to);
  return to.kind === "int" && to.name === "char" && cx.types.isConst(pointer.to);
}

/** `const wchar_t *`, `const char16_t *`, `const char32_t *`: the bits of one character of text that C reads; `null` for others. */
export function wideTextBits(pointer: PointerType, cx: Context): 16 | 32 | null {
  return cx.types.isConst(pointer.to) ? wideCharacterBits(pointer.to, cx) : null;
}

/** A name that says what a descriptor describes: `Pointer<sqlite3>` is `$Pointer_sqlite3`. */
export function hoistedName(brandText: string): string {
  return brandText
    .replaceAll(/\bc\./g, "")
    .replaceAll(/[^\p{ID_Continue}]+/gu, "_")
    .replace(/_$/, "")
    .slice(0, 60);
}

/** Why a function pointer parameter takes no function; `null` if it takes one, or is none. */
export function argumentFault(type: CType, cx: Context): string | null {
  const callee = functionOf(type, cx);
  return callee === null ? null : callbackFault(callee, cx);
}
