import { Digits } from "./digits.ts";
import { RawBytes } from "./raw-bytes.ts";

/**
 * An object of a c2ffi file with its text put together again: c2ffi escapes each byte of UTF-8 as a character of its own
 * (`\u00c3\u00a9` for é). The value of a constant that is no UTF-8 is its bytes.
 */
export function repairText(value: unknown): unknown {
  if (typeof value === "string") return textOf(value) ?? value;
  if (Array.isArray(value)) return value.map(repairText);
  if (typeof value !== "object" || value === null || value instanceof Digits) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === "value" && "tag" in value ? constantText(member) : repairText(member),
    ]),
  );
}

function constantText(value: unknown): unknown {
  return typeof value === "string" ? (textOf(value) ?? new RawBytes(hexOf(value))) : value;
}

/** `null` where the characters are bytes, but not of UTF-8. Characters beyond bytes are text already. */
function textOf(value: string): string | null {
  if (/^[\0-\x7f]*$/.test(value) || /[^\0-\xff]/.test(value)) return value;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytesOf(value));
  } catch {
    return null;
  }
}

function bytesOf(value: string): Uint8Array {
  return Uint8Array.from(value, (character) => character.charCodeAt(0));
}

function hexOf(value: string): string {
  return Array.from(bytesOf(value), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
