import type { ConstantValue } from "../spec/declaration.ts";

const SIMPLE = new Map([
  ["a", 7],
  ["b", 8],
  ["t", 9],
  ["n", 10],
  ["v", 11],
  ["f", 12],
  ["r", 13],
]);

/** One element of a literal as clang prints it; `""` separates a hexadecimal escape from a digit that follows it. */
const ELEMENT =
  /""|\\x(?<hex>[0-9A-Fa-f]+)|\\U(?<long>[0-9A-Fa-f]{8})|\\u(?<short>[0-9A-Fa-f]{4})|\\(?<octal>[0-7]{1,3})|\\(?<escape>.)|(?<plain>[^"\\]+|[\s\S])/gu;

/** Nothing escaped, nothing beyond ASCII. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * Value of a string literal from clang's spelling of it.
 *
 * clang prints the literal after translation phase 6 (C17 5.1.1.2): joined, escapes resolved, every code unit that is
 * not printable ASCII as an escape. So the spelling is exact, also for NULs inside and for bytes that are no UTF-8,
 * where the evaluator's C string is not.
 *
 * @param spelling `"text"` with an optional `L`, `u8`, `u` or `U` before it.
 * @param bits of a character: 16 or 32 for `L`, by the target.
 */
export function stringLiteralValue(spelling: string, bits: number): ConstantValue | null {
  const match = /^(?<prefix>L|u8|u|U)?"(?<body>[\s\S]*)"$/u.exec(spelling);
  const body = match?.groups?.["body"];
  if (body === undefined) return null;
  if (match?.groups?.["prefix"] === undefined && PLAIN.test(body)) return { kind: "string", value: body };
  const units = [...body.matchAll(ELEMENT)].flatMap(({ groups }) => unit(groups ?? {}));
  const prefix = match?.groups?.["prefix"] ?? "";
  if (prefix === "" || prefix === "u8") return narrowText(Uint8Array.from(units));
  const text = bits === 16 ? utf16(units) : utf32(units);
  return text === null || /\p{Surrogate}/u.test(text) ? null : { kind: "string", value: text };
}

/** clang prints a pair of surrogates as one code point behind `u`, and as two behind `L`. */
function utf16(units: readonly number[]): string {
  return units.map((code) => (code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code))).join("");
}

/** Two surrogates are two characters here, and no text. */
function utf32(units: readonly number[]): string | null {
  const isText = units.every((code) => code <= 0x10ffff && (code < 0xd800 || code > 0xdfff));
  return isText ? String.fromCodePoint(...units) : null;
}

function unit(groups: Readonly<Record<string, string | undefined>>): readonly number[] {
  const code = groups["hex"] ?? groups["long"] ?? groups["short"];
  if (code !== undefined) return [Number.parseInt(code, 16)];
  if (groups["octal"] !== undefined) return [Number.parseInt(groups["octal"], 8)];
  const escaped = groups["escape"];
  if (escaped !== undefined) return [SIMPLE.get(escaped) ?? escaped.codePointAt(0) ?? 0];
  const plain = groups["plain"];
  return plain === undefined ? [] : [...Buffer.from(plain)];
}

/** The execution character set is UTF-8 for clang; a literal may still hold any bytes. */
export function narrowText(bytes: Uint8Array): ConstantValue {
  try {
    return { kind: "string", value: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { kind: "bytes", value: Buffer.from(bytes).toString("hex") };
  }
}
