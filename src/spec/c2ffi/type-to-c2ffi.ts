import { layoutOf } from "../abi/layout.ts";
import type { TypeTable } from "../abi/type-table.ts";
import { assertNever } from "../assert-never.ts";
import type { CType, FloatType, IntType } from "../ctype.ts";
import type { RecordDeclaration } from "../declaration.ts";
import type { Target } from "../spec.ts";
import type { C2ffiObject } from "./c2ffi-object.ts";
import type { Numbers } from "./numbers.ts";

export interface TypeWriter {
  readonly target: Target;
  readonly types: TypeTable;
  readonly numbers: Numbers;
  /** The whole definition of a record without a tag, where it is to stand in its first use; `null` where it has stood already. */
  inline(record: RecordDeclaration): C2ffiObject | null;
}

/** c2ffi's object for a type. Qualifiers, function signatures and what c2ffi has no tag for are lost in it. */
export function typeToC2ffi(type: CType, cx: TypeWriter): C2ffiObject {
  switch (type.kind) {
    case "void":
      return { tag: ":void" };
    case "bool":
      return { tag: ":_Bool", ...sizes(type, cx) };
    case "int":
      return { tag: `:${builtinName(type)}`, ...sizes(type, cx) };
    case "float":
      return { tag: `:${dashed(type.name)}`, ...sizes(type, cx) };
    case "pointer":
      if (cx.types.resolve(type.to).kind === "function") return { tag: ":function-pointer" };
      return { tag: ":pointer", type: typeToC2ffi(type.to, cx) };
    case "array":
      // c2ffi calls `T[]` a pointer, which it is in no memory. An array of no elements is at the right place at least.
      return { tag: ":array", type: typeToC2ffi(type.of, cx), size: type.length ?? 0 };
    case "function":
      return { tag: ":function" };
    case "qualified":
      return typeToC2ffi(type.of, cx);
    case "complex":
      return { tag: ":complex", type: typeToC2ffi(type.of, cx) };
    case "atomic":
      return { tag: "<unknown-type:Atomic>" };
    case "vector":
      return { tag: "<unknown-type:Vector>" };
    case "ref":
      return reference(type.id, cx);
    case "other":
      return { tag: type.spelling.startsWith("__builtin_") ? type.spelling : "<unknown-type:Other>" };
    default:
      return assertNever(type);
  }
}

/** `bit-size` and `bit-alignment` of a type; both 0 where it has none. */
export function sizes(type: CType, cx: TypeWriter): Pick<C2ffiObject, "bit-size" | "bit-alignment"> {
  const layout = layoutOf(type, cx.types, cx.target);
  return { "bit-size": (layout?.size ?? 0) * 8, "bit-alignment": (layout?.align ?? 0) * 8 };
}

/** `wchar_t` and its like are typedefs in C; their integer has no other name here. */
function builtinName({ name, bits, signed }: IntType): string {
  if (name !== "wchar_t" && name !== "char16_t" && name !== "char32_t") return dashed(name);
  const integer = { 8: "char", 16: "short", 32: "int", 64: "long-long", 128: "__int128" }[bits];
  return signed ? integer : `unsigned-${integer}`;
}

function dashed(name: IntType["name"] | FloatType["name"]): string {
  return name.replaceAll(" ", "-");
}

function reference(id: string, cx: TypeWriter): C2ffiObject {
  const named = cx.types.get(id);
  if (named === undefined) {
    const [tag = "", name] = id.split(" ", 2);
    return name === undefined ? { tag: id } : { tag: `:${tag}`, name, id: 0 };
  }
  if (named.kind === "typedef") return { tag: named.name };
  const number = cx.numbers.get(id) ?? 0;
  if (named.kind === "enum") return { tag: ":enum", name: named.name ?? "", id: number };
  const inline = named.name === null ? cx.inline(named) : null;
  return inline ?? { tag: `:${named.tag}`, name: named.name ?? "", id: number };
}
