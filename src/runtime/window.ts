import { inspect } from "node:util";
import { viewOf } from "./engine.ts";

/**
 * C memory is read through windows: DataViews over large parts of the address space, made once and kept.
 * On Node >= 22 one window reaches all that a process can have; on Node 20 and on Bun an ArrayBuffer ends at 4 GiB,
 * so windows begin every 2 GiB and overlap by half: what begins in the first half of one never leaves it.
 */
interface Window {
  readonly view: DataView;
  /** Address of the first byte. */
  readonly base: number;
  /** Addresses from `base` to before `limit` are looked up here. */
  readonly limit: number;
}

const PAGE = 4096;
const wide = Number.parseInt(process.versions.node, 10) >= 22 && process.versions["bun"] === undefined;
const STEP = wide ? 2 ** 47 : 2 ** 31;
const LENGTH = wide ? 2 ** 47 - 2 * PAGE : 2 ** 32 - 1 - PAGE;
/** User addresses end at 2^47 on x86-64, at 2^48 on arm64. */
const END = process.arch === "x64" ? 2 ** 47 : 2 ** 48;

const windows = new Map<number, Window>();
const bases = new WeakMap<ArrayBufferLike, number>();
let last: Window = { view: new DataView(new ArrayBuffer(0)), base: 0, limit: 0 };

/** Where to read an address: `view` at `address - base`. Valid until the next call; take both at once. */
export function windowAt(address: number): Window {
  return address >= last.base && address < last.limit ? last : findWindow(address);
}

/** Whether memory can be there. */
export function isAddress(address: number): boolean {
  return address >= PAGE && address < END;
}

/** Throws for what no memory can be at. */
export function checkAddress(address: number, owner: string, parameter: string): void {
  if (!isAddress(address)) throw notAnAddress(address, owner, parameter);
}

/** The error for it. */
export function notAnAddress(address: number, owner: string, parameter: string): RangeError {
  return new RangeError(
    `${owner}: ${parameter} must be a pointer: 0x${address.toString(16)} is not an address of memory that can be read`,
  );
}

function findWindow(address: number): Window {
  checkAddress(address, "a pointer of C's", "it");
  const index = Math.floor(address / STEP);
  last = windows.get(index) ?? openWindow(index);
  return last;
}

function openWindow(index: number): Window {
  // The first page is never mapped, and a view of NULL ends the process.
  const base = index === 0 ? PAGE : index * STEP;
  const buffer = viewOf(BigInt(base), LENGTH);
  const view = new DataView(buffer);
  // Whoever prints one of these must not print the memory.
  const print = (): string => `[memory from 0x${base.toString(16)}]`;
  for (const object of [buffer, view]) {
    Object.defineProperty(object, inspect.custom, { value: print });
    Object.defineProperty(object, "toJSON", { value: print });
  }
  const window = { view, base, limit: (index + 1) * STEP };
  windows.set(index, window);
  bases.set(buffer, base);
  return window;
}

/** A buffer of just the `size` bytes at `address`, which can be taken away. */
export function foreignBuffer(address: bigint, size: number): ArrayBuffer {
  const buffer = viewOf(address, size);
  bases.set(buffer, Number(address));
  return buffer;
}

/** Whether a view shows C memory, not memory of our own. */
export function isForeign(view: ArrayBufferView): boolean {
  return bases.has(view.buffer);
}

/** Address of byte `offset` of a window, or `null` for memory of our own. */
export function foreignAddress(view: DataView, offset: number): bigint | null {
  const base = bases.get(view.buffer);
  return base === undefined ? null : BigInt(base + offset);
}
