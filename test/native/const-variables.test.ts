import { inspect } from "node:util";
import { bytesOf, c, copy, cstring, fill, text } from "c2ts-runtime";
import { expect, test } from "vitest";
import * as f from "../../fixtures/const-variables/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("const-variables");

const { limits, pair, primes } = f;
const refused = (symbol: string): TypeError => new TypeError(`${symbol}: it is const in C`);

test("members are read", () => {
  const { value } = limits;
  expect([value.max, value.wide, text(value.name), [...value.codes], value.on]).toEqual([
    7,
    2 ** 40,
    "seven",
    [1, 2, 3],
    true,
  ]);
  expect([value.first.code, value.first.low, value.list.at(1).code]).toEqual([4, 5, 8]);
  expect(c.int.at(value.next, 3)).toBe(7);
  expect([...pair.value].map(({ code }) => code)).toEqual([10, 20]);
  expect([...f.grid.value].map((row) => [...row])).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect([...f.names.value].map((name) => cstring(name))).toEqual(["a", "b"]);
  expect(f.open_ended.value.at(1)).toBe(2);
  expect(f.wide_name.value).toHaveLength(4);
  expect(inspect(value)).toContain("max: 7");
  expect(JSON.parse(JSON.stringify(value))).toMatchObject({ max: 7, first: { code: 4 } });
});

// Each of these ended the process.
test.each<[string, () => unknown]>([
  ["a number", () => Reflect.set(limits.value, "max", 1)],
  ["a long", () => Reflect.set(limits.value, "wide", 1)],
  ["a bool", () => Reflect.set(limits.value, "on", false)],
  ["text", () => Reflect.set(limits.value, "name", "other")],
  ["numbers", () => Reflect.set(limits.value, "codes", [7, 8, 9])],
  ["a pointer", () => Reflect.set(limits.value, "next", null)],
  ["a member of a member", () => Reflect.set(limits.value.first, "code", 1)],
  ["a bit-field", () => Reflect.set(limits.value.first, "low", 1)],
  ["a record", () => Reflect.set(limits.value, "first", f.struct_inner.alloc())],
  ["an element's member", () => Reflect.set(limits.value.list.at(0), "code", 1)],
  ["an element", () => limits.value.list.set(0, f.struct_inner.alloc())],
  ["elements", () => Reflect.set(limits.value, "list", f.struct_inner.array(2))],
  ["copy", () => copy(limits.value, f.struct_limits.alloc())],
  ["fill", () => fill(limits.value, 0)],
])("%s cannot be written", (_, write) => {
  expect(write).toThrow(refused("limits"));
  expect(limits.value.max).toBe(7);
});

test("elements of arrays cannot be written", () => {
  expect(() => Reflect.set(pair.value.at(1), "code", 1)).toThrow(refused("pair"));
  expect(() => pair.value.set(0, f.struct_inner.alloc())).toThrow(refused("pair"));
  expect(() => f.names.value.set(0, null)).toThrow(refused("names"));
  expect(() => f.open_ended.value.set(0, 1)).toThrow(refused("open_ended"));
});

test("numbers are a copy of the caller's own", () => {
  primes.value[0] = 1000;
  f.open_ended.value.take(2)[0] = 1000;
  limits.value.codes[0] = 1000;
  f.grid.value.at(0)[0] = 1000;
  bytesOf(limits.value)[0] = 255;
  expect([...primes.value]).toEqual([2, 3, 5, 7]);
  expect([limits.value.max, limits.value.codes[0], f.open_ended.value.at(0), f.grid.value.at(0)[0]]).toEqual([
    7, 1, 1, 1,
  ]);
});

test("C takes them", () => {
  expect(f.sum_of(primes.value, 4)).toBe(17);
  expect(f.sum_of(primes.address as never, 4)).toBe(17);
  expect(f.max_of(limits.value)).toBe(7);
  const mine = f.struct_limits.alloc();
  copy(mine, limits.value);
  mine.max = 8;
  expect(f.max_of(mine)).toBe(8);
});
