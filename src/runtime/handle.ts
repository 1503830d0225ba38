import { threadId } from "node:worker_threads";
import { describe, wrongType } from "./argument-error.ts";
import type { Pointer } from "./pointer.ts";

/**
 * Objects behind `void *`. A handle is no address of memory: C only carries it about. Its 64 bits, from the top:
 * 8 that no address has (so reading through it is refused here, and faults in C), 20 of generation, 8 of thread, 25 of index, 3 zeros
 * (some libraries mark pointers there).
 */
const MARK = 0xc2n;
const GENERATIONS = 2 ** 20;
const INDICES = 2 ** 25;

interface Entry {
  held: object | null;
  /** How often the place was given back: a handle that is older than this is stale. */
  generation: number;
}

/** One table per thread: objects cannot be reached from another one. */
const entries: Entry[] = [];
const free: number[] = [];

/** An object that C can be given as a `void *`, until it is disposed of: it is kept for as long. Made by {@link handle}. */
export class Handle<T extends object> {
  /** Types only: what it stands for. */
  declare readonly "~object": T;
  readonly #index: number;
  readonly #pointer: bigint;
  #disposed = false;

  /** @internal */
  constructor(object: T) {
    this.#index = takeIndex();
    const entry = entries[this.#index] ?? { held: null, generation: 0 };
    entries[this.#index] = entry;
    entry.held = object;
    this.#pointer = encode(this.#index, entry.generation);
  }

  /** What C gets: not NULL, and no address. A TypeError once it is disposed of. */
  get pointer(): Pointer {
    return Handle.address(this, "Handle", "pointer") as Pointer;
  }

  /** The object is let go; its pointer, wherever C still has it, is refused from now on. A second time does nothing. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    const entry = entries[this.#index];
    if (entry === undefined) return;
    entry.held = null;
    entry.generation++;
    // A place whose generations are used up is not used again.
    if (entry.generation < GENERATIONS) free.push(this.#index);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** Whether it is the pointer of a handle, of this thread or another, living or not. @internal */
  static isMarked(pointer: bigint): boolean {
    return pointer >> 56n === MARK;
  }

  /** The pointer as an argument of `fn`. @internal */
  static address(given: Handle<object>, fn: string, parameter: string): bigint {
    if (!given.#disposed) return given.#pointer;
    throw wrongType(fn, parameter, "a Handle that is still there: it has been disposed of", given);
  }
}

/** Makes an object something that C can carry as a `void *`; {@link objectOf} gives it back. */
export function handle<T extends object>(object: T): Handle<T> {
  const given: unknown = object;
  if ((typeof given === "object" && given !== null) || typeof given === "function") return new Handle(object);
  throw wrongType("handle", "object", "an object", given);
}

/** The object that a pointer from C stands for, if it is a `type`. A TypeError for any pointer that no living {@link handle} of this thread has. */
export function objectOf<T extends object>(p: Pointer | null, type: abstract new (...args: never) => T): T;
/** The same, whatever it is. */
export function objectOf(p: Pointer | null): object;
export function objectOf(p: Pointer | null, type?: abstract new (...args: never) => object): object {
  const held = find(p);
  if (type === undefined || held instanceof type) return held;
  throw new TypeError(`objectOf: p is the handle of ${describe(held)}, not of ${type.name}`);
}

function find(p: unknown): object {
  if (p === null) throw new TypeError("objectOf: p is NULL");
  if (typeof p !== "bigint" || !Handle.isMarked(p) || (p & 7n) !== 0n) {
    throw new TypeError(`objectOf: p was not made by handle(): ${describe(p)}`);
  }
  const low = Number(BigInt.asUintN(36, p));
  if (Math.floor(low / 2 ** 28) !== (threadId & 255)) {
    throw new TypeError("objectOf: p is the handle of an object of another thread");
  }
  const entry = entries[Math.floor((low % 2 ** 28) / 8)];
  const generation = Number((p >> 36n) & (BigInt(GENERATIONS) - 1n));
  if (entry?.held == null || entry.generation !== generation) {
    throw new TypeError("objectOf: p is a handle that has been disposed of");
  }
  return entry.held;
}

function takeIndex(): number {
  const index = free.pop() ?? entries.length;
  if (index < INDICES) return index;
  throw new RangeError(`handle: there are ${INDICES} handles already: dispose of those that C no longer has`);
}

function encode(index: number, generation: number): bigint {
  const low = (threadId & 255) * 2 ** 28 + index * 8;
  return (MARK << 56n) | (BigInt(generation) << 36n) | BigInt(low);
}
