import type { CType, FloatType, FunctionType, IntName, IntType } from "../ctype.ts";
import type { Target } from "../spec.ts";
import type { C2ffiObject } from "./c2ffi-object.ts";
import { required } from "./required.ts";

export interface PlainContext {
  readonly target: Target;
  /** Id in the spec of the record or enum without a tag that has a number; `null` where only the number is known. */
  untagged(number: number): string | null;
}

/** The C type that an object says, and no more than it says. */
export function typeFromC2ffi(object: C2ffiObject, cx: PlainContext): CType {
  const { tag } = object;
  const int = INTS.get(tag);
  if (int !== undefined) return integer(int, cx.target);
  const float = FLOATS.get(tag);
  if (float !== undefined) return floating(float, object);
  switch (tag) {
    case ":void":
      return { kind: "void" };
    case ":_Bool":
    case ":bool":
      return { kind: "bool" };
    case ":pointer":
      return { kind: "pointer", to: typeFromC2ffi(required(object, "type"), cx), nullability: null };
    case ":array":
      return { kind: "array", of: typeFromC2ffi(required(object, "type"), cx), length: required(object, "size") };
    case ":bitfield":
      return typeFromC2ffi(required(object, "type"), cx);
    case ":complex":
      return { kind: "complex", of: typeFromC2ffi(required(object, "type"), cx) };
    case ":function":
      return UNKNOWN_FUNCTION;
    case ":function-pointer":
      return { kind: "pointer", to: UNKNOWN_FUNCTION, nullability: null };
    case ":struct":
    case ":union":
    case ":enum":
    case "struct":
    case "union":
    case "enum":
      return { kind: "ref", id: referredId(object, cx) };
    case "__int128_t":
      return integer("__int128", cx.target);
    case "__uint128_t":
      return integer("unsigned __int128", cx.target);
    default:
      return /^[:<]|^__builtin_/.test(tag) ? other(object) : { kind: "ref", id: tag };
  }
}

/** Id of a record or enum where it is declared; the number tells those without a tag apart. */
export function declaredId({ tag, name = "", id = 0 }: C2ffiObject): string {
  return name === "" ? `${tag} @${id}` : `${tag} ${name}`;
}

function referredId(object: C2ffiObject, cx: PlainContext): string {
  const known = (object.name ?? "") === "" && object.id !== undefined ? cx.untagged(object.id) : null;
  return known ?? declaredId({ ...object, tag: object.tag.replace(":", "") });
}

/** c2ffi keeps nothing of a function type behind a pointer; without a prototype it says as much. */
const UNKNOWN_FUNCTION: FunctionType = {
  kind: "function",
  result: { kind: "other", spelling: "?", size: null, align: null },
  parameters: [],
  variadic: false,
  prototype: false,
  callingConvention: "c",
};

const INTS: ReadonlyMap<string, IntName> = new Map<string, IntName>([
  [":char", "char"],
  [":signed-char", "signed char"],
  [":unsigned-char", "unsigned char"],
  [":short", "short"],
  [":unsigned-short", "unsigned short"],
  [":int", "int"],
  [":unsigned-int", "unsigned int"],
  [":long", "long"],
  [":unsigned-long", "unsigned long"],
  [":long-long", "long long"],
  [":unsigned-long-long", "unsigned long long"],
  [":__int128", "__int128"],
  [":unsigned-__int128", "unsigned __int128"],
]);

const FLOATS: ReadonlyMap<string, FloatType["name"]> = new Map<string, FloatType["name"]>([
  [":float", "float"],
  [":double", "double"],
  [":long-double", "long double"],
  [":_Float16", "_Float16"],
  [":__fp16", "_Float16"],
  [":__bf16", "__bf16"],
  [":__float128", "__float128"],
]);

function integer(name: IntName, target: Target): IntType {
  const signed = name === "char" ? target.charSigned : !name.startsWith("unsigned");
  return { kind: "int", name, bits: integerBits(name, target), signed };
}

function integerBits(name: IntName, target: Target): IntType["bits"] {
  switch (name.replace("unsigned ", "").replace("signed ", "")) {
    case "char":
      return 8;
    case "short":
      return 16;
    case "long":
      return target.longBits;
    case "long long":
      return 64;
    case "__int128":
      return 128;
    default:
      return 32;
  }
}

/** Widths that do not depend on the target; older files say none. */
const FLOAT_BITS: { readonly [K in FloatType["name"]]: FloatType["bits"] | null } = {
  _Float16: 16,
  __bf16: 16,
  float: 32,
  double: 64,
  "long double": null,
  __float128: 128,
};

function floating(name: FloatType["name"], object: C2ffiObject): CType {
  const bits = [64, 96, 128].find((width): width is 64 | 96 | 128 => width === object["bit-size"]);
  const known = FLOAT_BITS[name] ?? bits;
  return known === undefined ? { ...other(object), spelling: name } : { kind: "float", name, bits: known };
}

/** A type that c2ffi had no tag for, or this reader has none. */
function other(object: C2ffiObject): Extract<CType, { kind: "other" }> {
  return { kind: "other", spelling: object.tag, ...otherLayout(object) };
}

/** Bytes, as far as an object has them. */
export function otherLayout(object: C2ffiObject): { readonly size: number | null; readonly align: number | null } {
  const size = object["bit-size"] ?? 0;
  const align = object["bit-alignment"] ?? 0;
  return size > 0 && align > 0 ? { size: size / 8, align: align / 8 } : { size: null, align: null };
}
