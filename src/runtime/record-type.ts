import { withArticle, wrongType } from "./argument-error.ts";
import { copyBytes } from "./copy-bytes.ts";
import type { CType } from "./ctype.ts";
import { describeType } from "./describe-type.ts";
import { isRecordClass, type RecordClass, type RecordView } from "./record.ts";
import { retainCopy } from "./retained.ts";

const made = new WeakMap<object, unknown>();

/** Descriptor of a record type: reading gives a view in place, writing copies. One per class. */
export function recordType<T extends RecordView>(record: RecordClass<T>): CType<T, T> {
  const known = made.get(record);
  // Only ever filled below, by the same class.
  if (known !== undefined) return known as CType<T, T>;
  const type = describeType<T, T>({
    name: record.name,
    size: record.size,
    align: record.align,
    kind: "record",
    native: null,
    pass: () => null,
    read: (memory, offset) => new record(memory, offset),
    write: (memory, offset, value, owner, name) => copyRecord(memory, offset, value, record, owner, name),
  });
  made.set(record, type);
  return type;
}

/** The descriptor of an element: of a record class, its {@link recordType}. */
export function elementType<B, J>(of: CType<B, J> | RecordClass<RecordView>): CType<B, J> {
  // The overloads of the callers pair a record class with B = J = its instances.
  return isRecordClass(of) ? (recordType(of) as unknown as CType<B, J>) : (of as CType<B, J>);
}

/** Sets a member that is itself a record: copies the bytes of `value` to byte `offset` of `memory`. */
export function copyRecord<T extends RecordView>(
  memory: DataView,
  offset: number,
  value: T,
  type: RecordClass<T>,
  owner: string,
  name: string,
): void {
  const from = byValue(type, value, owner, name);
  if (!retainCopy(memory, offset, from["~m"], from["~o"], type.size)) {
    throw new TypeError(
      `${owner}: ${name} is in C's memory, and this ${type.name} points to JavaScript objects, which C's memory cannot keep alive`,
    );
  }
  copyBytes(memory, offset, from["~m"], from["~o"], type.size);
}

/** Argument check of a record by value. */
export function byValue<T extends RecordView>(type: RecordClass<T>, value: T, fn: string, parameter: string): T {
  if (value instanceof type) return value;
  throw wrongType(fn, parameter, withArticle(type.name), value);
}
