import { Arena } from "./arena.ts";
import { wrongType } from "./argument-error.ts";
import * as c from "./c.ts";
import type { CArray } from "./c-array.ts";
import { Callback } from "./callback.ts";
import type { ArrayView, CType, Value } from "./ctype.ts";
import { extraBytes, withExtra } from "./flexible-record.ts";
import type { AnyFunction } from "./function-type.ts";
import { type ArraySource, newArray, type Placer } from "./new-array.ts";
import { type Owned, own } from "./owned.ts";
import type { Pointer } from "./pointer.ts";
import { isRecordClass, type RecordClass, type RecordView } from "./record.ts";
import { elementType } from "./record-type.ts";
import { Ref } from "./ref.ts";

/**
 * What is allocated in a scope is gone at its end. In checked mode records, cells and arrays of it then refuse to be used;
 * addresses taken of them are the caller's business, as in C.
 */
export class Scope {
  readonly #arena = new Arena();
  readonly #place: Placer = (size, align) => this.#arena.place(size, align);
  #ends: (() => unknown)[] | null = [];

  /** Whether it has ended. */
  get ended(): boolean {
    return this.#ends === null;
  }

  /** A zeroed record; `elements`: room in its last member, if that is an array of no fixed length. */
  alloc<T extends RecordView>(type: RecordClass<T>, elements = 0): T {
    this.#open("alloc");
    if (!isRecordClass(type)) throw wrongType("alloc", "type", "a record class (of other types: ref, array)", type);
    const extra = elements === 0 ? 0 : extraBytes(type, elements, "alloc");
    const { view, offset } = this.#place(type.size + extra, type.align);
    return withExtra(new type(view, offset), extra);
  }

  /** A cell for one value. */
  ref<B, J = Value<B>>(type: CType<B, J>, initial?: J): Ref<B, J> {
    this.#open("ref");
    return new Ref(type, initial, this.#place);
  }

  /** An array of so many zeros, or of these elements. */
  array<T extends RecordView>(type: RecordClass<T>, of: number | ArrayLike<T>): CArray<T, T>;
  array<B, J>(type: CType<B, J>, of: ArraySource<B, J>): ArrayView<B, J>;
  array(type: CType<unknown> | RecordClass<RecordView>, of: ArraySource<unknown, unknown>): unknown {
    this.#open("array");
    return newArray(elementType(type), of, "array", this.#place);
  }

  /** `text` as UTF-8 with its NUL, for a `char *`. */
  string(text: string): Uint8Array {
    this.#open("string");
    if (typeof text !== "string") throw wrongType("string", "text", "a string", text);
    return newArray(c.char, text, "string", this.#place);
  }

  /** A function that C may call until the scope ends. */
  callback<F extends AnyFunction>(fn: F): Callback<F> {
    return this.own(new Callback(fn));
  }

  /** Disposes of `it` when the scope ends: an `Owned`, a `Callback`, another scope, … */
  own<D extends Disposable>(it: D): D;
  /** Takes charge of a pointer, as the function `own` does. */
  own<B>(pointer: Pointer<B>, free: (p: Pointer<B>) => unknown): Owned<B>;
  own(it: Disposable | Pointer, free?: (p: Pointer) => unknown): unknown {
    const ends = this.#open("own");
    const mine: Disposable = free === undefined ? (it as Disposable) : own(it as Pointer, free);
    if (typeof mine?.[Symbol.dispose] !== "function")
      throw wrongType("own", "it", "something with [Symbol.dispose], or a pointer and what frees it", it);
    ends.push(() => mine[Symbol.dispose]());
    return mine;
  }

  /** Calls `fn` when the scope ends. The last deferred is called first. */
  defer(fn: () => unknown): void {
    const ends = this.#open("defer");
    if (typeof fn !== "function") throw wrongType("defer", "fn", "a function", fn);
    ends.push(fn);
  }

  /** Ends it; a second time does nothing. Everything is ended, even if some of it throws; what was thrown is thrown then. */
  dispose(): void {
    const errors: unknown[] = [];
    for (const end of this.#take()) attempt(end, errors);
    this.#arena.end();
    raise(errors);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Ends it, waiting for each promise that a deferred function returns. @internal */
  async "~settle"(errors: unknown[]): Promise<void> {
    for (const end of this.#take()) {
      try {
        await end();
      } catch (error) {
        errors.push(error);
      }
    }
    this.#arena.end();
    raise(errors);
  }

  /** @internal Ends it after `errors`. */
  "~end"(errors: unknown[]): void {
    attempt(() => this.dispose(), errors);
    raise(errors);
  }

  #take(): (() => unknown)[] {
    const ends = this.#ends ?? [];
    this.#ends = null;
    return ends.reverse();
  }

  #open(method: string): (() => unknown)[] {
    if (this.#ends !== null) return this.#ends;
    throw new TypeError(`${method}: the scope has ended`);
  }
}

/** A scope that ends with the block that it is declared in: `using s = scope()`. */
export function scope(): Scope;
/** Calls `body` with a scope that ends when `body` does; if that returns a promise, when that is settled. */
export function scope<R>(body: (s: Scope) => R): R;
export function scope<R>(body?: (s: Scope) => R): unknown {
  const s = new Scope();
  if (body === undefined) return s;
  if (typeof body !== "function") throw wrongType("scope", "body", "a function", body);
  let result: R;
  try {
    result = body(s);
  } catch (error) {
    s["~end"]([error]);
    throw error;
  }
  if (!isThenable(result)) {
    s.dispose();
    return result;
  }
  return Promise.resolve(result).then(
    (value) => s["~settle"]([]).then(() => value),
    (error: unknown) => s["~settle"]([error]),
  );
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}

function attempt(fn: () => unknown, errors: unknown[]): void {
  try {
    fn();
  } catch (error) {
    errors.push(error);
  }
}

/** One error is thrown as it is, more of them together, in the order in which they came. */
function raise(errors: readonly unknown[]): void {
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw new AggregateError(errors, "a scope ended with several errors");
}
