import type { TypeTable } from "../spec/abi/type-table.ts";
import type { CType } from "../spec/ctype.ts";

const NAMES: ReadonlySet<string> = new Set([
  "va_list",
  "__va_list",
  "__builtin_va_list",
  "__builtin_ms_va_list",
  "__builtin_sysv_va_list",
  "__gnuc_va_list",
  "__darwin_va_list",
  "__va_list_tag",
  "struct __va_list_tag",
  "struct __va_list",
]);

/** Whether an id or spelling is one of the names that compilers and C libraries have for a `va_list`. */
export function isVaList(name: string): boolean {
  return NAMES.has(name);
}

/** Whether a type is a `va_list` or decayed from one: an array of one record on x86-64, a record or pointer elsewhere. */
export function usesVaList(type: CType, types: TypeTable): boolean {
  switch (type.kind) {
    case "qualified":
    case "atomic":
    case "array":
      return usesVaList(type.of, types);
    case "pointer":
      return usesVaList(type.to, types);
    case "other":
      return NAMES.has(type.spelling) || type.spelling.includes("va_list");
    case "ref": {
      if (NAMES.has(type.id)) return true;
      const named = types.get(type.id);
      return named?.kind === "typedef" && usesVaList(named.type, types);
    }
    default:
      return false;
  }
}
