import type { CType } from "../ctype.ts";
import type { ConstantDeclaration, ConstantValue, DeclarationBase, MacroDeclaration } from "../declaration.ts";
import type { C2ffiObject } from "./c2ffi-object.ts";
import { Digits, digitsOf } from "./digits.ts";
import { RawBytes } from "./raw-bytes.ts";

type WithoutBase<T> = Omit<T, keyof DeclarationBase>;

/** What a `const` stands for: c2ffi writes macros and variables that are not `extern` alike. Without a value it is no constant. */
export function constantFromC2ffi(
  { name = "", value }: C2ffiObject,
  type: CType,
): WithoutBase<ConstantDeclaration> | WithoutBase<MacroDeclaration> {
  if (value === undefined) return { kind: "macro", name, parameters: null, body: [], meaning: null };
  const head = { kind: "constant", name, origin: "macro" } as const;
  if (typeof value === "string") {
    if (type.kind === "float") return { ...head, type, value: { kind: "float", value: value.toLowerCase() } };
    const length = new TextEncoder().encode(value).length;
    return { ...head, type: arrayFor(type, length), value: { kind: "string", value } };
  }
  if (value instanceof RawBytes) {
    return { ...head, type: arrayFor(type, value.bytes.length), value: { kind: "bytes", value: value.hex } };
  }
  return { ...head, type, value: numberValue(value, type) };
}

/** c2ffi declares a `const char *`; the macro is an array, and its terminating NUL counts. */
function arrayFor(type: CType, bytes: number): CType {
  return type.kind === "pointer" ? { kind: "array", of: type.to, length: bytes + 1 } : type;
}

function numberValue(value: number | Digits, type: CType): ConstantValue {
  if (type.kind === "pointer") return { kind: "pointer", value: digitsOf(value) };
  const isFloat = type.kind === "float" || !/^-?\d+$/.test(digitsOf(value));
  if (!isFloat) return { kind: "int", value: digitsOf(value) };
  const number = value instanceof Digits ? Number(value.text) : value;
  return { kind: "float", value: Object.is(number, -0) ? "-0" : String(number) };
}
