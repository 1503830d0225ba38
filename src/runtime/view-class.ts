import type { Kind, TypeInfo } from "./ctype.ts";

/** Name of the typed array whose elements are memory of a number type; `null` for other types. */
export function viewClass(type: TypeInfo): string | null {
  const bits = type.size * 8;
  switch ((type as { readonly "~kind"?: Kind })["~kind"]) {
    case "char":
      return type.name === "signed char" ? "Int8Array" : "Uint8Array";
    case "bool":
      return "Uint8Array";
    case "float":
      return bits === 32 || bits === 64 ? `Float${bits}Array` : type.name === "_Float16" ? "Float16Array" : null;
    case "complex":
      return bits <= 128 ? `Float${bits / 2}Array` : null;
    case "int":
      if (bits > 64) return null;
      return `${bits === 64 ? "Big" : ""}${isUnsigned(type) ? "Uint" : "Int"}${bits}Array`;
    default:
      return null;
  }
}

/** `wchar_t` goes as either. */
function isUnsigned({ name, size }: TypeInfo): boolean {
  return name.startsWith("unsigned") || /^char(16|32)_t$/.test(name) || (name === "wchar_t" && size === 2);
}
