import * as rt from "c2ts-runtime";
import { expect, test } from "vitest";
import { callUntyped } from "../../support/call-untyped.ts";
import { point } from "./point.ts";

const { c } = rt;
const p = rt.addressOf(new Uint8Array(8));
const nothing = (): void => {};
const VALUES: readonly unknown[] = [undefined, null, {}, 1, "x", 1n, 0n, Number.NaN];

/** The functions that programs call, with right arguments; and, for each argument, the name that errors have for it. */
const PUBLIC: readonly (readonly [string, (...args: never[]) => unknown, readonly unknown[], readonly string[]])[] = [
  ["addressOf", rt.addressOf, [new Uint8Array(1)], ["its argument"]],
  ["bytesOf", rt.bytesOf, [point.alloc()], ["record"]],
  ["toObject", rt.toObject, [point.alloc()], ["record"]],
  ["asFunction", rt.asFunction, [rt.functionType("i32", []), p], ["type", "p"]],
  ["cast", rt.cast, [p, c.int], ["p", "target"]],
  ["offset", rt.offset, [p, 1], ["p", "bytes"]],
  ["distance", rt.distance, [p, p], ["from", "to"]],
  ["copy", rt.copy, [new Uint8Array(1), new Uint8Array(1), 1], ["to", "from", "bytes"]],
  ["fill", rt.fill, [new Uint8Array(1), 0, 1], ["memory", "byte", "bytes"]],
  ["compare", rt.compare, [new Uint8Array(1), new Uint8Array(1), 1], ["a", "b", "bytes"]],
  ["view", rt.view, [p, 1], ["p"]],
  ["cstring", rt.cstring, [p], ["p"]],
  ["cstring16", rt.cstring16, [p], ["p"]],
  ["wcstring", rt.wcstring, [p], ["p"]],
  ["calloc", rt.calloc, [1, 1], ["count", "size"]],
  ["malloc", rt.malloc, [1], ["size"]],
  ["free", rt.free, [null], ["p"]],
  ["allocString", rt.allocString, ["x"], ["text"]],
  ["own", rt.own, [p, nothing], ["pointer", "free"]],
  ["pin", rt.pin, [new Uint8Array(1)], ["memory"]],
  ["pool", rt.pool, [point], ["type"]],
  ["scope", rt.scope, [nothing], ["body"]],
  ["handle", rt.handle, [{}], ["object"]],
  ["objectOf", rt.objectOf, [p], ["p"]],
  ["implement", rt.implement, [point.alloc(), {}], ["record"]],
  ["exportToC", rt.exportToC, ["shop", { one: rt.exported(c.int, [], () => 1) }], ["name"]],
  ["Callback", (fn) => new rt.Callback(fn), [nothing], ["fn"]],
];

const CASES = PUBLIC.flatMap(([name, fn, right, parameters]) =>
  parameters.flatMap((parameter, i) =>
    VALUES.map((value) => ({ name, fn, parameter, args: right.map((one, k) => (k === i ? value : one)), value })),
  ),
);

test.each(CASES)("$name: $parameter = $value", ({ name, fn, parameter, args }) => {
  try {
    const made = callUntyped(fn, ...args);
    // What was taken is let go.
    if (made instanceof rt.Owned) made.release();
    if (name === "calloc" || name === "malloc" || name === "allocString") rt.free(made as rt.Pointer | null);
  } catch (error) {
    expect(error).toSatisfy((it) => it instanceof TypeError || it instanceof RangeError);
    expect((error as Error).message).toMatch(new RegExp(`^${name}: (.*\\b)?${parameter}\\b`));
  }
});

test.each([
  [
    undefined,
    p,
    "asFunction: type must be a function type: that of a generated module, or functionType(…), got undefined",
  ],
  [
    c.int,
    p,
    "asFunction: type must be a function type: that of a generated module, or functionType(…), got function int",
  ],
  [rt.functionType("i32", []), 0n, "asFunction: p must be a function pointer other than NULL, got 0n"],
  [rt.functionType("i32", []), null, "asFunction: p must be a function pointer other than NULL, got null"],
])("asFunction(%o, %o)", (type, pointer, message) => {
  expect(() => callUntyped(rt.asFunction, type, pointer)).toThrow(new TypeError(message));
});
