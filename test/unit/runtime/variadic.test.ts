import { addressOf, bool, Callback, c, library, ptr, Ref, ret, str, text, type VarArg } from "c2ts-runtime";
import { expect, test } from "vitest";
import { callUntyped } from "../../support/call-untyped.ts";
import { point } from "./point.ts";

const libc = library("c", ["libc.so.6"]);
const $snprintf = libc.variadic("snprintf", "i32", ["ptr", "u64", "str"]);
function sprintf(format: string, ...rest: readonly VarArg[]): string {
  const buffer = new Uint8Array(256);
  ret($snprintf([ptr(buffer, "snprintf", "s"), buffer.length, str(format, "snprintf", "format")], rest));
  return text(buffer);
}

test("what is unambiguous goes untagged", () => {
  expect(sprintf("%s %s", "a", "grün")).toBe("a grün");
  expect(sprintf("%d %ld %zu", 5, -5, 2 ** 40)).toBe("5 -5 1099511627776");
  expect(sprintf("%ld %lu", -(2n ** 63n), 2n ** 64n - 1n)).toBe("-9223372036854775808 18446744073709551615");
  expect(sprintf("%s %p", Buffer.from("bytes\0"), null)).toBe("bytes (nil)");
  const ref = new Ref(c.int);
  const record = point.alloc();
  expect(sprintf("ab%ncd %p %p", ref, record, addressOf(record))).toBe(
    `abcd ${"0x"}${addressOf(record).toString(16)} 0x${addressOf(record).toString(16)}`,
  );
  expect(ref.value).toBe(2);
});

test("tagged values get C's default promotions", () => {
  // koffi alone passes a float as it is, and C reads NaN.
  expect(sprintf("%.2f %.2f", c.float(1.5), c.double(2.25))).toBe("1.50 2.25");
  expect(sprintf("%c%hhd %d %d", c.char(65), c.schar(-1), c.short(-2), c.bool(true))).toBe("A-1 -2 1");
  expect(sprintf("%u %ld %llu", c.uint(2 ** 32 - 1), c.long(-1), c.ulonglong(2n ** 64n - 1n))).toBe(
    "4294967295 -1 18446744073709551615",
  );
  expect(sprintf("%ld %lu", c.long(2n ** 62n + 1n), c.ulong(2n ** 64n - 1n))).toBe(
    "4611686018427387905 18446744073709551615",
  );
  expect(sprintf("%s %p", c.string("text"), c.pointer(c.void)(null))).toBe("text (nil)");
  expect(bool(true, "f", "b")).toBe(true);
});

test("a function goes as what it is in C, which has to be said", () => {
  using callback = new Callback(() => 0);
  for (const [given, got] of [
    [callback, "a Callback"],
    [() => 0, "a function"],
  ]) {
    expect(() => callUntyped(sprintf, "%p", given)).toThrow(
      new RegExp(
        `^snprintf: argument 4 must be .*, got ${got} \\(write c\\.pointer\\(T\\)\\(callback\\), where T is that type\\)$`,
      ),
    );
  }
});

test("tags check their values", () => {
  expect(() => c.int(2 ** 31)).toThrow("int: the value must be an integer");
  expect(() => c.uchar(-1)).toThrow(RangeError);
  for (const wrong of [2n ** 63n, 2 ** 53, 0.5]) expect(() => c.long(wrong)).toThrow(RangeError);
  expect(() => c.array(c.int, 2)(new Int32Array(2))).toThrow("C cannot pass this by value");
});

test("a number with a fraction must be tagged", () => {
  expect(() => sprintf("%f", 1.5)).toThrow(
    new TypeError(
      "snprintf: argument 4 is 1.5: C must be told the type of a number with a fraction: write c.double(1.5)",
    ),
  );
  expect(() => sprintf("%f", Number.NaN)).toThrow("write c.double(NaN)");
  expect(() => sprintf("%ld", 2 ** 60)).toThrow("beyond 2^53 give a bigint");
  expect(() => sprintf("%ld", 2n ** 64n)).toThrow(RangeError);
});

test.each([undefined, true, {}, [], () => 0, Symbol("s")])("%o is no argument", (value) => {
  expect(() => sprintf("%d", value as never)).toThrow(/^snprintf: argument 4 must be /);
});

test("no more arguments than the engine has room for", () => {
  const ones = (count: number): number[] => Array.from({ length: count }, () => 1);
  expect(sprintf("%d".repeat(30), ...ones(30))).toBe("1".repeat(30));
  for (const count of [31, 32, 64, 70, 200, 1000])
    expect(() => sprintf("%d".repeat(count), ...ones(count))).toThrow(
      new RangeError(`snprintf: the call engine takes 30 arguments after the declared ones, got ${count}`),
    );
});
