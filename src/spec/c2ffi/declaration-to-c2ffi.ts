import { assertNever } from "../assert-never.ts";
import type { CType } from "../ctype.ts";
import type {
  ConstantDeclaration,
  Declaration,
  EnumDeclaration,
  Field,
  FunctionDeclaration,
  RecordDeclaration,
} from "../declaration.ts";
import type { SourceLocation } from "../location.ts";
import type { C2ffiObject } from "./c2ffi-object.ts";
import { Digits } from "./digits.ts";
import { RawBytes } from "./raw-bytes.ts";
import { sizes, type TypeWriter, typeToC2ffi } from "./type-to-c2ffi.ts";

/** c2ffi's object for a declaration, with c2ffi's own keys in c2ffi's order. */
export function declarationToC2ffi(declaration: Declaration, cx: TypeWriter): C2ffiObject {
  const location = placeOf(declaration.location);
  switch (declaration.kind) {
    case "function":
      return functionObject(declaration, cx);
    case "record":
      return recordObject(declaration, cx);
    case "enum":
      return enumObject(declaration, cx);
    case "typedef":
      return { tag: "typedef", ns: 0, name: declaration.name, location, type: typeToC2ffi(declaration.type, cx) };
    case "global": {
      const type = typeToC2ffi(declaration.type, cx);
      if (declaration.storage === "static") return { tag: "const", name: declaration.name, ns: 0, location, type };
      return { tag: "extern", name: declaration.name, location, type };
    }
    case "constant":
      return constantObject(declaration, cx);
    case "macro":
      if (declaration.parameters !== null) {
        return { tag: "unhandled", ns: 0, name: declaration.name, location, kind: "Macro" };
      }
      return { tag: "const", ns: 0, name: declaration.name, location, type: typeToC2ffi(INT, cx) };
    case "unsupported":
      return { tag: "unhandled", ns: 0, name: declaration.name, location, kind: "Unsupported" };
    default:
      return assertNever(declaration);
  }
}

/** Of a macro that has no value, and so no type: readers want one and do not use it. */
const INT: CType = { kind: "int", name: "int", bits: 32, signed: true };

function placeOf({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`;
}

function functionObject(declaration: FunctionDeclaration, cx: TypeWriter): C2ffiObject {
  const { type } = declaration;
  return {
    tag: "function",
    ns: 0,
    name: declaration.name,
    location: placeOf(declaration.location),
    variadic: type.variadic,
    inline: declaration.inline,
    "storage-class": declaration.storage,
    parameters: type.parameters.map((parameter) => ({
      tag: "parameter",
      name: parameter.name ?? "",
      type: typeToC2ffi(parameter.type, cx),
    })),
    "return-type": typeToC2ffi(type.result, cx),
  };
}

function recordObject(declaration: RecordDeclaration, cx: TypeWriter): C2ffiObject {
  const { layout } = declaration;
  return {
    tag: declaration.tag,
    ns: 0,
    name: declaration.name ?? "",
    id: declaration.name === null ? (cx.numbers.get(declaration.id) ?? 0) : 0,
    location: placeOf(declaration.location),
    "bit-size": (layout?.size ?? 0) * 8,
    "bit-alignment": (layout?.align ?? 0) * 8,
    fields: (layout?.fields ?? []).map((field) => fieldObject(field, cx)),
  };
}

function fieldObject(field: Field, cx: TypeWriter): C2ffiObject {
  const type = typeToC2ffi(field.type, cx);
  return {
    tag: "field",
    name: field.name ?? "",
    "bit-offset": field.bitOffset,
    ...sizes(field.type, cx),
    type: field.bitWidth === null ? type : { tag: ":bitfield", width: field.bitWidth, type },
  };
}

/** c2ffi extends negative values with zeros; here they are what they are, which readers take too. */
function enumObject(declaration: EnumDeclaration, cx: TypeWriter): C2ffiObject {
  return {
    tag: "enum",
    ns: 0,
    name: declaration.name ?? "",
    id: declaration.name === null ? (cx.numbers.get(declaration.id) ?? 0) : 0,
    location: placeOf(declaration.location),
    fields: declaration.enumerators.map(({ name, value }) => ({ tag: "field", name, value: new Digits(value) })),
  };
}

function constantObject(declaration: ConstantDeclaration, cx: TypeWriter): C2ffiObject {
  const { value } = declaration;
  const head = { tag: "const", ns: 0, name: declaration.name, location: placeOf(declaration.location) } as const;
  const type = typeToC2ffi(declaration.type, cx);
  switch (value.kind) {
    case "int":
    case "pointer":
      return { ...head, type, value: new Digits(value.value) };
    case "float":
      return { ...head, type, value: floatValue(value.value) };
    case "string":
      return { ...head, type: pointerFor(type), value: value.value };
    case "bytes":
      return { ...head, type: pointerFor(type), value: new RawBytes(value.value) };
    // c2ffi has values for numbers and strings only.
    case "record":
    case "array":
      return { ...head, type };
    default:
      return assertNever(value);
  }
}

/** What is no JSON number is a string; what has no point would read as an integer. */
function floatValue(value: string): Digits | string {
  if (!/^-?\d/.test(value)) return value;
  return new Digits(/^-?\d+$/.test(value) ? `${value}.0` : value);
}

/** c2ffi declares a `const char *` with the value of each string macro. */
function pointerFor(type: C2ffiObject): C2ffiObject {
  return type.tag === ":array" && type.type !== undefined ? { tag: ":pointer", type: type.type } : type;
}
