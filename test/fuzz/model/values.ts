import type { Leaf, LeafValue } from "./leaves.ts";
import type { ExoticType } from "./type.ts";

/** The values of `program/fz.c`, computed as it does: what TypeScript gives to C is what C gives itself. */
export type Given = number | bigint | boolean | null | string | { readonly re: number; readonly im: number };

const MASK = (1n << 64n) - 1n;

function hash(seed: number, leaf: number): bigint {
  let z = ((BigInt(seed) << 32n) | BigInt(leaf)) + 0x9e3779b97f4a7c15n;
  z &= MASK;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return z ^ (z >> 31n);
}

/** What TypeScript code writes for a leaf's value. */
export function valueFor({ value, steps }: Pick<Leaf, "value" | "steps">, leaf: number, seed: number): Given {
  switch (value.kind) {
    case "int": {
      const bits = value.as === "long" ? longBits(seed, steps) : value.bits;
      const integer = value.signed ? signed(seed, leaf, bits) : unsigned(seed, leaf, bits);
      return asNumber(integer, value.as);
    }
    case "bool":
      return (hash(seed, leaf) & 1n) === 1n;
    case "float":
      return value.bits === 32 ? single(hash(seed, leaf)) : double(hash(seed, leaf));
    case "enum": {
      const { enumerators } = value.enum;
      const chosen = enumerators[choice(seed, leaf, enumerators.length)]?.value ?? 0n;
      return asNumber(chosen, value.as);
    }
    case "exotic":
      return exotic(value.spelling, seed, leaf);
    case "pointer": {
      const h = hash(seed, leaf);
      return h % 4n === 0n ? null : h % 4n === 1n ? MASK : h >> 17n;
    }
  }
}

/** What takes two values takes the second from the next seed of its sort. */
function exotic(spelling: ExoticType["spelling"], seed: number, leaf: number): Given {
  const part = spelling.startsWith("float") ? single : double;
  switch (spelling) {
    case "long double":
      return double(hash(seed, leaf));
    case "float _Complex":
    case "double _Complex":
    case "long double _Complex":
      return { re: part(hash(seed, leaf)), im: part(hash(seed + 2, leaf)) };
    case "__int128":
      return (signed(seed, leaf, 64) << 64n) | unsigned(seed + 2, leaf, 64);
    case "unsigned __int128":
      return (unsigned(seed, leaf, 64) << 64n) | unsigned(seed + 2, leaf, 64);
    case "_Float16":
      return Number(BigInt.asIntN(64, hash(seed, leaf)) >> 53n) / 8;
    case "fz_float4":
      throw new Error("a vector has no value here");
  }
}

/** A `long` that TypeScript will read stays below 2^53; so does an array element, whose type is `number` both ways. */
export function longBits(seed: number, steps: readonly (string | number)[]): number {
  return seed % 2 === 1 && !steps.some((step) => typeof step === "number") ? 64 : 53;
}

function asNumber(value: bigint, as: "number" | "long" | "bigint"): number | bigint {
  return as === "bigint" || !Number.isSafeInteger(Number(value)) ? value : Number(value);
}

function unsigned(seed: number, leaf: number, bits: number): bigint {
  const h = hash(seed, leaf);
  const all = MASK >> BigInt(64 - bits);
  const special = [0n, all, 1n][Number(h % 8n)];
  return special ?? (h >> 3n) & all;
}

function signed(seed: number, leaf: number, bits: number): bigint {
  const h = hash(seed, leaf);
  const half = MASK >> BigInt(65 - bits);
  const special = [-half - 1n, half, -1n, 0n][Number(h % 8n)];
  // One bit has no half: `half` is 0.
  return special ?? ((h >> 3n) & half) - (h >> 63n === 1n ? half : 0n);
}

function double(h: bigint): number {
  const special = [0, -0, Infinity, -Infinity, Number.NaN, Number.MAX_VALUE, Number.MIN_VALUE][Number(h % 16n)];
  return special ?? Number(BigInt.asIntN(64, h) >> 12n) / 1024;
}

function single(h: bigint): number {
  const special = [0, -0, Infinity, -Infinity, Number.NaN, 3.4028234663852886e38, 2 ** -149][Number(h % 16n)];
  return special ?? Number(BigInt.asIntN(64, h) >> 41n) / 16;
}

export function choice(seed: number, leaf: number, count: number): number {
  return Number(hash(seed, leaf) % BigInt(count));
}

const TEXTS = ["", "a", "grüße €😀", 'tab\there "quoted" \\', "0123456789012345678901234567890123456789"];

export function textOf(seed: number): string {
  return TEXTS[choice(seed, 0, TEXTS.length)] ?? "";
}

/** A value that TypeScript read, as C logs it. One of a JavaScript type that it must not have says so. */
export function format(value: LeafValue, got: unknown): string {
  switch (value.kind) {
    case "int": {
      if (typeof got !== (value.as === "bigint" ? "bigint" : "number")) return wrong(got);
      const byte = value.isByte ? BigInt.asIntN(8, BigInt(Number(got))) : got;
      return String(byte);
    }
    case "enum":
      return typeof got === value.as ? String(got) : wrong(got);
    case "bool":
      return typeof got === "boolean" ? String(Number(got)) : wrong(got);
    case "float":
      return typeof got === "number" ? formatFloat(got, value.bits) : wrong(got);
    case "exotic":
      return formatExotic(value.spelling, got);
    case "pointer":
      return got === null ? "0" : typeof got === "bigint" ? `0x${got.toString(16)}` : wrong(got);
  }
}

function formatExotic(spelling: ExoticType["spelling"], got: unknown): string {
  const bits = spelling.startsWith("float") ? 32 : 64;
  if (spelling.endsWith("int128")) {
    return typeof got === "bigint" ? `x${hex(BigInt.asUintN(128, got), 32)}` : wrong(got);
  }
  if (!spelling.endsWith("_Complex")) return typeof got === "number" ? formatFloat(got, 64) : wrong(got);
  if (typeof got !== "object" || got === null || !("re" in got) || !("im" in got)) return wrong(got);
  if (typeof got.re !== "number" || typeof got.im !== "number") return wrong(got);
  return `${formatFloat(got.re, bits)},${formatFloat(got.im, bits)}`;
}

function formatFloat(value: number, bits: 32 | 64): string {
  if (Number.isNaN(value)) return "nan";
  const view = new DataView(new ArrayBuffer(8));
  if (bits === 32) {
    view.setFloat32(0, value);
    return Math.fround(value) === value ? `f${hex(view.getUint32(0), 8)}` : `not a float: ${value}`;
  }
  view.setFloat64(0, value);
  return `d${hex(view.getBigUint64(0), 16)}`;
}

const hex = (value: number | bigint, digits: number): string => value.toString(16).padStart(digits, "0");

function wrong(got: unknown): string {
  return `${typeof got}: ${String(got)}`;
}
