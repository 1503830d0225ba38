import { Digits } from "./digits.ts";
import { RawBytes } from "./raw-bytes.ts";

/** JSON as c2ffi writes it: `{ "tag": ":int", "bit-size": 32 }`, and text as the bytes of its UTF-8, one escape each. */
export function writeJson(value: unknown): string {
  if (typeof value === "string") return writeString(value);
  if (value instanceof Digits) return value.text;
  if (value instanceof RawBytes) return writeBytes(value.bytes);
  if (Array.isArray(value)) return `[${value.map(writeJson).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${writeString(key)}: ${writeJson(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

const PLAIN = /^[ !#-[\]-\x7f]*$/;

function writeString(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : writeBytes(new TextEncoder().encode(text));
}

function writeBytes(bytes: Iterable<number>): string {
  return `"${Array.from(bytes, writeByte).join("")}"`;
}

function writeByte(byte: number): string {
  if (byte < 32 || byte > 127) return `\\u00${byte.toString(16).padStart(2, "0")}`;
  const character = String.fromCharCode(byte);
  return character === '"' || character === "\\" ? `\\${character}` : character;
}
