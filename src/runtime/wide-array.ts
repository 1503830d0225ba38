import { describe } from "./argument-error.ts";
import type { ArrayType } from "./array-type.ts";
import { checkText } from "./check-text.ts";
import type { ArrayInput, FixedArray } from "./ctype.ts";
import { type Description, describeType } from "./describe-type.ts";

/** Text for an array of characters, texts for an array of those. */
export type WideText = string | ArrayLike<WideText>;

/** Descriptor of a `wchar_t[n]`, `char16_t[n]` or `char32_t[n]`, or of an array of such, which can be written as text too. */
export interface WideArrayType<B, J, E> extends ArrayType<B, J, E> {
  write(
    memory: DataView,
    offset: number,
    value: J | ArrayLike<E> | ArrayInput<B> | WideText,
    owner: string,
    name: string,
  ): void;
}

interface Described {
  readonly "~description": Description<unknown>;
}

/** An array of characters wider than a byte: `array`, to which a string can be assigned as to a `char[n]`. */
export function wideArray<B, J, E>(array: ArrayType<B, J, E>): WideArrayType<B, J, E> {
  const { "~description": given } = array as unknown as Described;
  const { element, size, write } = given;
  // An array of arrays hands its texts on.
  if (element === undefined || ("~kind" in element && element["~kind"] === "array")) return array;
  const bytes = element.size === 2 ? 2 : 4;
  const length = size / bytes;
  const made = describeType<FixedArray<B>, unknown>({
    ...given,
    write: (memory, offset, value, owner, name) => {
      if (typeof value === "string") writeWideText(value, bytes, length, memory, offset, owner, name);
      else write(memory, offset, value, owner, name);
    },
  });
  // What it reads as is what `array` reads as.
  return made as unknown as WideArrayType<B, J, E>;
}

/** Text as C has it: UTF-16 or UTF-32 with its NUL, and zeros to the end. */
function writeWideText(
  value: string,
  bytes: 2 | 4,
  length: number,
  memory: DataView,
  offset: number,
  owner: string,
  name: string,
): void {
  const text = checkText(value, owner, name);
  const units = bytes === 2 ? codeUnits(text) : codePoints(text);
  if (units.length >= length) {
    const needed = `${units.length + 1} with the NUL that ends it`;
    throw new RangeError(`${owner}: ${name} has ${length} elements, ${describe(value)} takes ${needed}`);
  }
  for (let i = 0; i < length; i++) {
    const unit = units[i] ?? 0;
    if (bytes === 2) memory.setUint16(offset + 2 * i, unit, true);
    else memory.setUint32(offset + 4 * i, unit, true);
  }
}

function codeUnits(value: string): readonly number[] {
  return codePoints(value).flatMap((point) =>
    point < 0x10000 ? [point] : [0xd800 + ((point - 0x10000) >> 10), 0xdc00 + (point & 0x3ff)],
  );
}

/** Half of a surrogate pair alone is no character: U+FFFD, as in UTF-8 text. */
function codePoints(value: string): readonly number[] {
  return Array.from(value, (character) => {
    const point = character.codePointAt(0) ?? 0;
    return point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
  });
}
