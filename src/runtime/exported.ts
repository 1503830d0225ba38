import { describe } from "./argument-error.ts";
import type { TypeInfo, TypeOf } from "./ctype.ts";
import { FlexibleRecordView } from "./flexible-record.ts";
import type { NativeScalar } from "./native-type.ts";
import type { Pointer } from "./pointer.ts";
import { isRecordClass, type RecordClass, type RecordView } from "./record.ts";

/** The descriptor of a value: `c.int`, `c.string`, `c.pointer(T)`. */
interface Descriptor extends TypeInfo {
  readonly "~native": NativeScalar | null;
  read(memory: DataView, offset: number): unknown;
  write(memory: DataView, offset: number, value: never, owner: string, name: string): void;
}

/** What C can pass to a function of TypeScript's: the descriptor of a value, or a record class for a record by value. */
export type Exportable = Descriptor | RecordClass<RecordView>;

/** What TypeScript gets for one. */
type Argument<T> = T extends { read(memory: DataView, offset: number): infer J }
  ? J
  : T extends RecordClass<infer R>
    ? R
    : never;

/** A conditional type, so that only the descriptors say what `P` is, not what the function does with it. */
type Arguments<P> = P extends readonly Exportable[] ? { -readonly [K in keyof P]: Argument<P[K]> } : never;

/** What TypeScript returns for one; for `void` anything, which is ignored. */
type Result<T> = T extends Exportable ? Wider<Argument<T>> : unknown;
type Wider<J> = [J] extends [bigint] ? ([J] extends [Pointer] ? J : J | number) : J;

/** A function of TypeScript's with its C signature. */
export class Exported {
  readonly result: Exportable | null;
  readonly parameters: readonly Exportable[];
  readonly fn: (...args: readonly unknown[]) => unknown;

  /** @internal Made by {@link exported}. */
  constructor(result: Exportable | null, parameters: readonly Exportable[], fn: Exported["fn"]) {
    this.result = result;
    this.parameters = parameters;
    this.fn = fn;
  }
}

/**
 * A function that C can call by name once it is in {@link exportToC}, with the C types of its result (`c.void`: none) and parameters.
 * A string result is copied for C, which frees it with `free`; pointers that are returned must outlive the call.
 */
export function exported<R extends Exportable | TypeOf<unknown>, const P extends readonly Exportable[]>(
  result: R,
  parameters: P,
  fn: (...args: Arguments<P>) => Result<R>,
): Exported {
  if (typeof fn !== "function") throw new TypeError(`exported: fn must be a function, got ${describe(fn)}`);
  const isVoid = isType(result) && result.name === "void";
  const types = parameters.map((type, i) => exportable(type, `parameter ${i + 1}`));
  // The types of the arguments are those that the descriptors give.
  return new Exported(isVoid ? null : exportable(result, "result"), types, fn as unknown as Exported["fn"]);
}

function isType(type: unknown): type is TypeInfo {
  return (typeof type === "function" || typeof type === "object") && type !== null && "size" in type;
}

function exportable(type: unknown, what: string): Exportable {
  if (isRecordClass(type)) {
    if (!(type.prototype instanceof FlexibleRecordView)) return type;
    throw new TypeError(`exported: ${what} is ${type.name}, which has a flexible array: give c.pointer(${type.name})`);
  }
  if (isType(type) && "~kind" in type && type["~kind"] === "array") {
    throw new TypeError(`exported: ${what} is an array, which C passes by its address: give c.pointer(…)`);
  }
  if (isType(type) && "~native" in type && type.size > 0) return type as Descriptor;
  throw new TypeError(
    `exported: ${what} must be the C type of a value (c.int, c.string, c.pointer(T), a record class), got ${describe(type)}`,
  );
}
