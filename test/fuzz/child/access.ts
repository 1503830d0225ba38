import { RecordView } from "c2ts-runtime";
import type { Leaf } from "../model/leaves.ts";
import { format, type Given, valueFor } from "../model/values.ts";

/** Reads what a leaf's steps lead to, as code with the same names and indices would. */
export function read(record: unknown, { steps }: Pick<Leaf, "steps">): unknown {
  let at: unknown = record;
  for (const step of steps) at = typeof step === "number" ? element(at, step) : member(at, step);
  return at;
}

export function write(record: unknown, { steps }: Pick<Leaf, "steps">, value: Given): void {
  const last = steps.at(-1);
  const holder = read(record, { steps: steps.slice(0, -1) });
  if (typeof last === "number") setElement(holder, last, value);
  else if (last !== undefined) setMember(holder, last, value);
}

/** Gives every leaf the value that C's `fill` gives it. */
export function fill(record: unknown, leaves: readonly Leaf[], seed: number): void {
  leaves.forEach((leaf, n) => {
    write(record, leaf, valueFor(leaf, n, seed));
  });
}

/** What C's `log` prints of a record. */
export function show(name: string, record: unknown, leaves: readonly Leaf[]): string {
  return leaves.map((leaf) => `${name}${leaf.path}=${format(leaf.value, read(record, leaf))} `).join("");
}

function accessor(holder: unknown, name: string): readonly [key: string, PropertyDescriptor] {
  if (typeof holder !== "object" || holder === null) throw new Error(`no record to have a member ${name}`);
  for (const prototype of prototypesOf(holder)) {
    for (const key of [name, `${name}_`]) {
      const descriptor = Object.getOwnPropertyDescriptor(prototype, key);
      if (descriptor?.get !== undefined) return [key, descriptor];
    }
  }
  throw new Error(`no accessor for member ${name}`);
}

/** The record's own, and before it the one of a typedef that aligns the record otherwise. */
function* prototypesOf(holder: object): Generator<object> {
  let prototype: unknown = Object.getPrototypeOf(holder);
  while (typeof prototype === "object" && prototype !== null && prototype !== RecordView.prototype) {
    yield prototype;
    prototype = Object.getPrototypeOf(prototype);
  }
}

function member(holder: unknown, name: string): unknown {
  return accessor(holder, name)[1].get?.call(holder);
}

function setMember(holder: unknown, name: string, value: Given): void {
  const [, { set }] = accessor(holder, name);
  if (set === undefined) throw new Error(`no setter for member ${name}`);
  set.call(holder, value);
}

function element(holder: unknown, index: number): unknown {
  if (ArrayBuffer.isView(holder)) return Reflect.get(holder, index);
  if (hasAt(holder)) return holder.at(index);
  throw new Error(`no array to have an element ${index}`);
}

function setElement(holder: unknown, index: number, value: Given): void {
  if (ArrayBuffer.isView(holder)) Reflect.set(holder, index, value);
  else if (hasAt(holder)) holder.set(index, value);
  else throw new Error(`no array to set element ${index} of`);
}

function hasAt(value: unknown): value is { at(i: number): unknown; set(i: number, value: unknown): void } {
  return typeof value === "object" && value !== null && "at" in value && typeof value.at === "function";
}
