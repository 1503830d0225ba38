import { asFunction, Callback, callScope, type FunctionArg, functionType, library, pointer, ret } from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import { compileC } from "./compile-c.ts";

const $lib = library(
  compileC(
    "int call_int(int (*f)(int, int), int n) { int s = 0; for (int i = 0; i < n; i++) s += f(i, 1); return s; }",
  ),
);
type add = (a: number, b: number) => number;
const add = functionType<add>("i32", ["i32", "i32"]);
const $call_int = $lib.func("call_int", "i32", ["ptr", "i32"]);
function call_int(fn: FunctionArg<add>, n: number): number {
  const $s = callScope();
  try {
    return ret($call_int($s.fn(add, fn, "call_int", "f"), n));
  } finally {
    $s.end();
  }
}

/**
 * koffi 3.3.4 takes the stack of a callback that was registered inside of another for the wrong one when C calls it from further out:
 * "Maximum call stack size exceeded" on Node 20, an abort on Node 26.
 */
describe("functions that are passed while a callback is running", () => {
  test("leave slots behind that work everywhere", () => {
    for (let round = 0; round < 5; round++) {
      expect(call_int(() => call_int(() => call_int((a) => a + 1, 3), 2), 1)).toBe(12);
      for (let i = 0; i < 200; i++) expect(call_int((a, b) => a + b, 2)).toBe(3);
    }
  });

  test("deep recursion, more than there are slots in advance", () => {
    const deep = (n: number): number => (n === 0 ? 1 : call_int(() => deep(n - 1), 1));
    for (let round = 0; round < 3; round++) {
      expect(deep(100)).toBe(1);
      for (let i = 0; i < 300; i++) expect(call_int((a, b) => a + b, 2)).toBe(3);
    }
  });

  test("many calls inside of one callback reuse slots", () => {
    let sum = 0;
    call_int(() => {
      for (let i = 0; i < 20_000; i++) sum += call_int(() => 1, 1);
      return 0;
    }, 1);
    expect(sum).toBe(20_000);
  });

  test("a Callback that is made inside works outside, also of a signature first used there", () => {
    const type = functionType<(a: number, b: number, c: number) => number>("i32", ["i32", "i16", "i8"]);
    let address: bigint | null = null;
    const callback = new Callback((a: number, b: number, c: number) => a + b + c);
    call_int(() => {
      address = callScope().fn(type, callback, "test", "f");
      return 0;
    }, 1);
    expect(asFunction(type, pointer<(a: number, b: number, c: number) => number>(address ?? 0n))(1, 2, 3)).toBe(6);
    callback.dispose();
  });

  test("too many Callbacks made inside are refused, not left to crash", () => {
    const scope = callScope();
    const made: Callback<add>[] = [];
    const message = /^keep: f cannot be kept: too many Callbacks were made while a callback was running/;
    expect(() =>
      call_int(() => {
        for (let i = 0; i < 1000; i++) {
          const callback = new Callback<add>(() => i);
          scope.fn(add, callback, "keep", "f");
          made.push(callback);
        }
        return 0;
      }, 1),
    ).toThrow(message);
    expect(made.length).toBeGreaterThanOrEqual(64);
    for (const callback of made) callback.dispose();
    expect(call_int((a, b) => a + b, 2)).toBe(3);
  });
});
