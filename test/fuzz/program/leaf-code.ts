import { enumInteger } from "../model/elaborate-enum.ts";
import type { Leaf } from "../model/leaves.ts";
import { type ExoticType, resolve } from "../model/type.ts";
import { plainName, recordName } from "./declare.ts";

/** C that stores the value of leaf number `n` for a seed. Through memory, since members may be const. */
export function assign(lvalue: string, leaf: Leaf, n: number, seed: string): string {
  const value = valueCode(leaf, n, seed);
  const place = `${lvalue}${leaf.path}`;
  if (leaf.bits !== null) return `${bitField(lvalue, leaf)} = ${value};`;
  // Whatever a pointer points to, its bytes are those of a `void *`.
  const type = leaf.value.kind === "pointer" ? "void *" : plainName(leaf.type);
  const copy = (offset: number, size: number | string): string =>
    `memcpy((char *)&${place} + ${offset}, (char *)&fz_v + ${offset}, ${size});`;
  // The last six bytes of an x87 number are padding: whatever was there.
  const copies = type.startsWith("long double")
    ? [copy(0, 10), ...(type.endsWith("_Complex") ? [copy(16, 10)] : [])]
    : [copy(0, "sizeof fz_v")];
  return `{ ${type} fz_v = ${value}; ${copies.join(" ")} }`;
}

/** A bit-field has no address; the record that it is in has. */
function bitField(lvalue: string, { path, owner }: Leaf): string {
  if (owner === null) return `${lvalue}${path}`;
  return `((${recordName(owner.record)} *)(void *)&${lvalue}${owner.path})->${path.slice(owner.path.length + 1)}`;
}

function valueCode({ value, steps }: Leaf, n: number, seed: string): string {
  switch (value.kind) {
    case "int": {
      const inArray = steps.some((step) => typeof step === "number");
      const bits = value.as !== "long" ? value.bits : inArray ? 53 : `fz_long_bits(${seed})`;
      return `${value.signed ? "fz_int" : "fz_uint"}(${seed}, ${n}, ${bits})`;
    }
    case "bool":
      return `fz_bool(${seed}, ${n})`;
    case "float":
      return `fz_f${value.bits}(${seed}, ${n})`;
    case "enum": {
      const { enumerators } = value.enum;
      const names = enumerators.map(({ name }) => `(unsigned long long)${name}`).join(", ");
      return `((unsigned long long[]){${names}})[fz_choice(${seed}, ${n}, ${enumerators.length})]`;
    }
    case "pointer":
      return `fz_pointer(${seed}, ${n})`;
    case "exotic":
      return exotic(value.spelling, n, seed);
  }
}

function exotic(spelling: ExoticType["spelling"], n: number, seed: string): string {
  const next = `${seed} + 2`;
  switch (spelling) {
    case "long double":
      return `fz_f64(${seed}, ${n})`;
    case "float _Complex":
      return `__builtin_complex(fz_f32(${seed}, ${n}), fz_f32(${next}, ${n}))`;
    case "double _Complex":
      return `__builtin_complex(fz_f64(${seed}, ${n}), fz_f64(${next}, ${n}))`;
    case "long double _Complex":
      return `__builtin_complex((long double)fz_f64(${seed}, ${n}), (long double)fz_f64(${next}, ${n}))`;
    case "__int128":
    case "unsigned __int128":
      return `(unsigned __int128)fz_${spelling.startsWith("u") ? "u" : ""}int(${seed}, ${n}, 64) << 64 | fz_uint(${next}, ${n}, 64)`;
    case "_Float16":
      return `fz_half(${seed}, ${n})`;
    case "fz_float4":
      throw new Error("a vector has no value here");
  }
}

/** C that adds a leaf to the current text. */
export function log(name: string, rvalue: string, { value, path }: Leaf): string {
  const call = (fn: string, cast = ""): string =>
    `fz_log_${fn}(${JSON.stringify(name)}, ${JSON.stringify(path)}, ${cast}${rvalue}${path});`;
  switch (value.kind) {
    case "int":
      return call(value.signed ? "int" : "uint");
    case "bool":
      return call("int");
    case "float":
      return call(`f${value.bits}`);
    case "enum":
      return call(enumInteger(value.enum).signed ? "int" : "uint");
    case "pointer":
      return call("pointer", "(const volatile void *)");
    case "exotic": {
      if (value.spelling.endsWith("int128")) return call("int128");
      if (!value.spelling.endsWith("_Complex")) return call("f64", "(double)");
      const bits = value.spelling.startsWith("float") ? 32 : 64;
      const where = `${JSON.stringify(name)}, ${JSON.stringify(path)}`;
      return `fz_log_complex${bits}(${where}, __real__ ${rvalue}${path}, __imag__ ${rvalue}${path});`;
    }
  }
}

/** The kinds of text, by what their characters are. */
const TEXTS = { char: "text", wchar_t: "text32", char16_t: "text16", char32_t: "text32" } as const;

/** What of `fz.h` makes (`fz_…`) and logs (`fz_log_…`) a pointer that is text to TypeScript, as `const char *` is; `null` for others. */
export function textKind(type: Leaf["type"]): (typeof TEXTS)[keyof typeof TEXTS] | null {
  const resolved = resolve(type);
  if (resolved.kind !== "pointer" || !hasConst(resolved.to)) return null;
  const to = resolve(resolved.to);
  if (to.kind !== "int") return null;
  return Object.entries(TEXTS).find(([character]) => character === to.spelling)?.[1] ?? null;
}

function hasConst(type: Leaf["type"]): boolean {
  if (type.kind === "typedef") return hasConst(type.typedef.type);
  return type.kind === "qualified" && (type.qualifiers.includes("const") || hasConst(type.of));
}
