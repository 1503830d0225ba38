import { wrongType } from "./argument-error.ts";
import { CArray } from "./c-array.ts";
import { FlexibleArray } from "./flexible-array.ts";
import { Located } from "./located.ts";
import { RecordView } from "./record.ts";

/** What {@link toObject} makes of a value. */
export type Plain<T> =
  T extends CArray<infer _, infer J>
    ? Plain<J>[]
    : T extends RecordView
      ? { -readonly [K in keyof T as K extends `~${string}` ? never : K]: Plain<T[K]> }
      : T;

/**
 * A copy of a record as a plain object: members that are records are such objects too, arrays are arrays. It goes on when the
 * record's memory has gone, but what its pointers point to is not copied.
 */
export function toObject<T extends RecordView>(record: T): Plain<T> {
  const given: unknown = record;
  if (!(given instanceof RecordView)) throw wrongType("toObject", "record", "a record", given);
  // The accessors of a generated class are the members that its type has.
  return plain(given) as Plain<T>;
}

function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return (value as Uint8Array).slice();
  const elements = elementsOf(value);
  if (elements !== null) return elements.map(plain);
  if (!(value instanceof RecordView)) return value;
  return Object.fromEntries(memberNames(value).map((name) => [name, plain(Reflect.get(value, name))]));
}

/** The elements of an array of known length; `null` for anything else. */
export function elementsOf(value: unknown): readonly unknown[] | null {
  if (value instanceof CArray) return value.toArray();
  if (!(value instanceof FlexibleArray) || value.capacity === null) return null;
  return Array.from({ length: value.capacity }, (_, i): unknown => value.at(i));
}

/** The accessors of an object in memory: of a record, its members. They may be called `toString` or `__proto__`. */
export function memberNames(object: Located): readonly string[] {
  const names = new Set<string>();
  for (let proto: unknown = Object.getPrototypeOf(object); isPrototype(proto); proto = Object.getPrototypeOf(proto)) {
    for (const name of Object.getOwnPropertyNames(proto)) {
      if (Object.getOwnPropertyDescriptor(proto, name)?.get !== undefined) names.add(name);
    }
  }
  return [...names];
}

function isPrototype(proto: unknown): proto is object {
  return typeof proto === "object" && proto !== null && proto !== Located.prototype;
}
