import { inspect } from "node:util";

/** Name of the variable that a memory is. */
const symbols = new WeakMap<DataView, string>();

/** What is different about memory that cannot be written. */
const PROTOTYPE: object = Object.create(DataView.prototype);
for (const name of Object.getOwnPropertyNames(DataView.prototype)) {
  if (/^set[A-Z]/.test(name)) Object.defineProperty(PROTOTYPE, name, { value: refuse });
}
// Whoever prints it must not print the memory.
for (const name of [inspect.custom, "toJSON"]) Object.defineProperty(PROTOTYPE, name, { value: print });

/**
 * `buffer` as the memory of a variable that is `const` in C: the linker puts it where writing ends the process. Reading is that
 * of any other memory, writing a TypeError. (What cannot refuse, a typed array, is made over a copy.)
 */
export function constantMemory(buffer: ArrayBufferLike, symbol: string): DataView {
  const memory: DataView = new DataView(buffer);
  Object.setPrototypeOf(memory, PROTOTYPE);
  symbols.set(memory, symbol);
  return memory;
}

/** Whether a memory is of that sort. */
export function isConstant(memory: DataView): boolean {
  return Object.getPrototypeOf(memory) === PROTOTYPE;
}

/** The error for whoever writes a `const` variable, or a part of it. */
export function constantError(symbol: string): TypeError {
  return new TypeError(`${symbol}: it is const in C`);
}

/** Throws if `memory` is not to be written, for those who do so by other means than its methods. */
export function checkWritable(memory: DataView): void {
  if (isConstant(memory)) throw constantError(symbols.get(memory) ?? "");
}

function refuse(this: DataView): never {
  throw constantError(symbols.get(this) ?? "");
}

function print(this: DataView): string {
  return `[memory of ${symbols.get(this)}]`;
}
