import type { CType, FunctionType } from "../ctype.ts";
import type { Declaration, EnumDeclaration, Field, Linkage, RecordLayout } from "../declaration.ts";
import type { Target } from "../spec.ts";
import { SpecError } from "../spec-error.ts";
import { baseFromC2ffi } from "./base-from-c2ffi.ts";
import type { C2ffiObject } from "./c2ffi-object.ts";
import { constantFromC2ffi } from "./constant-from-c2ffi.ts";
import { digitsOf } from "./digits.ts";
import { enumInteger } from "./enum-integer.ts";
import { required } from "./required.ts";
import { declaredId, otherLayout, type PlainContext, typeFromC2ffi } from "./type-from-c2ffi.ts";

/**
 * The declaration that an object stands for, as far as c2ffi's own keys say; the rest is as C has it where nothing is
 * said: no qualifiers, no attributes, a prototype. An object within it is a declaration of its own.
 */
export function plainDeclaration(object: C2ffiObject, cx: PlainContext): Declaration {
  const base = baseFromC2ffi(object);
  const name = object.name ?? "";
  switch (object.tag) {
    case "function":
      return {
        kind: "function",
        name,
        symbol: name,
        type: functionType(object, cx),
        storage: object["storage-class"] === "static" ? "static" : "extern",
        inline: object.inline ?? false,
        noreturn: false,
        warnUnusedResult: false,
        returnsNonnull: false,
        format: null,
        linkage: LINKAGE,
        ...base,
      };
    case "struct":
    case "union":
      return {
        kind: "record",
        id: declaredId(object),
        tag: object.tag,
        name: name || null,
        transparent: false,
        layout: layoutFrom(object, cx),
        ...base,
      };
    case "enum":
      return {
        kind: "enum",
        id: declaredId(object),
        name: name || null,
        ...enumeratorsFrom(object, cx.target),
        ...base,
      };
    case "typedef":
      return {
        kind: "typedef",
        id: name,
        name,
        type: typeFromC2ffi(required(object, "type"), cx),
        align: null,
        ...base,
      };
    case "extern": {
      const type = typeFromC2ffi(required(object, "type"), cx);
      const said = { name, symbol: name, type, storage: "extern" } as const;
      return { kind: "global", ...said, threadLocal: false, linkage: LINKAGE, ...base };
    }
    case "const":
      return { ...constantFromC2ffi(object, typeFromC2ffi(required(object, "type"), cx)), ...base };
    default: {
      const what = object.tag === "unhandled" ? (object.kind ?? "a declaration") : `'${object.tag}'`;
      return { kind: "unsupported", name: name || object.tag, reason: `c2ffi says nothing of it but ${what}`, ...base };
    }
  }
}

const LINKAGE: Linkage = { weak: false, visibility: "default" };

function functionType(object: C2ffiObject, cx: PlainContext): FunctionType {
  return {
    kind: "function",
    result: typeFromC2ffi(required(object, "return-type"), cx),
    parameters: required(object, "parameters").map((parameter) => ({
      name: parameter.name || null,
      type: typeFromC2ffi(required(parameter, "type"), cx),
      written: null,
      nonnull: false,
    })),
    variadic: object.variadic ?? false,
    prototype: true,
    callingConvention: "c",
  };
}

function layoutFrom(object: C2ffiObject, cx: PlainContext): RecordLayout | null {
  const { "bit-size": size = 0, "bit-alignment": align = 0, fields = [] } = object;
  if (align === 0) return null;
  return {
    size: size / 8,
    align: align / 8,
    packed: fields.some((field) => isPacked(field, align)),
    fields: fields.map((field) => fieldFrom(field, cx)),
  };
}

/** A member away from where its alignment would put it, in a record that is not aligned to it. */
function isPacked({ type, "bit-offset": offset = 0, "bit-alignment": align = 0 }: C2ffiObject, whole: number): boolean {
  if (align === 0 || type?.tag === ":bitfield") return false;
  return align > whole || offset % align !== 0;
}

function fieldFrom(field: C2ffiObject, cx: PlainContext): Field {
  const type = required(field, "type");
  return {
    name: field.name || null,
    type: fieldType(field, type, cx),
    bitOffset: required(field, "bit-offset"),
    bitWidth: type.tag === ":bitfield" ? required(type, "width") : null,
    doc: null,
    deprecated: null,
  };
}

/** A pointer without a size is how c2ffi writes a flexible array; what it has no tag for still has a size as a member. */
function fieldType(field: C2ffiObject, type: C2ffiObject, cx: PlainContext): CType {
  const read = typeFromC2ffi(type, cx);
  if (read.kind === "pointer" && type.tag === ":pointer" && field["bit-size"] === 0) {
    return { kind: "array", of: read.to, length: null };
  }
  // `T a[0]` and `T a[]` are written alike; compilers agree less about the second.
  if (read.kind === "array" && read.length === 0) return { ...read, length: null };
  return read.kind === "other" && read.size === null ? { ...read, ...otherLayout(field) } : read;
}

function enumeratorsFrom(object: C2ffiObject, target: Target): Pick<EnumDeclaration, "underlying" | "enumerators"> {
  const enumerators = (object.fields ?? []).map((field) => ({
    name: field.name ?? "",
    value: integerOf(field),
    doc: null,
    deprecated: null,
  }));
  const values = enumerators.map(({ value }) => BigInt(value));
  return { underlying: values.length === 0 ? null : enumInteger(values, target), enumerators };
}

function integerOf(enumerator: C2ffiObject): string {
  const digits = digitsOf(required(enumerator, "value"));
  if (!/^-?\d+$/.test(digits))
    throw new SpecError("schema", `an enumerator ${JSON.stringify(enumerator.name)} is no integer`);
  return digits;
}
