import type { RecordDetail, RecordRow } from "./inspection.ts";
import { amount } from "./record-rows.ts";
import { wrap } from "./wrap.ts";

/** Bytes that one row of the picture shows. */
const WORD = 8;
/** Columns before a member: offset, size, picture, and two spaces behind each. */
const BEFORE = 29;
/** Column of the type in TypeScript, where the member in C leaves room for it. */
const TYPE = 56;
const WIDTH = 80;

/**
 * A record as a table with a picture of its bytes: `#` is a member's, `-` is padding, a digit is the number of bits that a
 * bit-field has of the byte; each row shows the eight bytes that the member begins in.
 */
export function drawRecord({ size, align, padding, packed, rows }: RecordDetail): readonly string[] {
  const holes = padding === 0 ? "no padding" : `${amount(padding)} of padding`;
  return [
    `${"offset".padStart(8)}  ${"size".padStart(7)}  ${"bytes".padEnd(WORD)}  ${"C".padEnd(TYPE - BEFORE)}TypeScript`,
    ...rows.flatMap(drawRow),
    `${"".padStart(8)}  ${String(size).padStart(7)}  bytes, aligned to ${align}${packed ? ", packed" : ""}; ${holes}`,
  ];
}

function drawRow(row: RecordRow): readonly string[] {
  const { bitOffset, bits, isBitField, depth } = row;
  const offset = bitOffset === null ? "" : isBitField ? bitPlace(bitOffset) : String(bitOffset / 8);
  const size =
    bits === null || row.kind === "close" ? "" : isBitField ? `${bits} bit${bits === 1 ? "" : "s"}` : String(bits / 8);
  const front = `${offset.padStart(8)}  ${size.padStart(7)}  ${picture(row)}  `;
  const [first = "", ...more] = wrap(row.c, WIDTH - BEFORE - 2 * depth);
  const indent = "  ".repeat(depth);
  const lines = [`${front}${indent}${first}`, ...more.map((line) => `${" ".repeat(BEFORE)}${indent}${line}`)];
  return withType(lines, row.typescript).map((line) => line.trimEnd());
}

/** Behind the member where both fit in a line, else below it. */
function withType(lines: readonly string[], type: string | null): readonly string[] {
  if (type === null) return lines;
  const [only = ""] = lines;
  if (lines.length === 1 && only.length < TYPE && TYPE + type.length <= WIDTH) return [only.padEnd(TYPE) + type];
  return [...lines, ...wrap(type, WIDTH - BEFORE - 4).map((line) => `${" ".repeat(BEFORE + 4)}${line}`)];
}

/** `8.3`: the fourth bit of the ninth byte. */
function bitPlace(bitOffset: number): string {
  return `${Math.floor(bitOffset / 8)}.${bitOffset % 8}`;
}

function picture({ kind, bitOffset, bits, isBitField }: RecordRow): string {
  if (bitOffset === null || bits === null || kind === "close" || kind === "open") return " ".repeat(WORD);
  const start = Math.floor(bitOffset / 8 / WORD) * WORD * 8;
  const cells = Array.from({ length: WORD }, (_, i) => {
    const at = start + 8 * i;
    const share = Math.min(at + 8, bitOffset + bits) - Math.max(at, bitOffset);
    if (share <= 0) return ".";
    if (kind === "padding") return "-";
    return isBitField ? String(share) : "#";
  });
  return cells.join("");
}
