import {
  asFunction,
  Callback,
  type CType,
  c,
  callScope,
  functionType,
  type Pointer,
  pointer,
  ptr,
  Ref,
} from "c2ts-runtime";
import { afterEach, describe, expect, test } from "vitest";
import { $lib, add } from "./callback-library.ts";
import { point } from "./point.ts";

const kept: Callback<add>[] = [];
afterEach(() => {
  for (const callback of kept.splice(0)) callback.dispose();
});

describe("C function pointers", () => {
  const pointerTo = (name: string): Pointer => $lib.global(name, c.int).address;

  test("are callable, with the checks of any function", () => {
    const type = functionType<(n: number) => number>("i32", ["i32"]);
    const twice = asFunction(type, pointerTo("twice"));
    expect(twice(21)).toBe(42);
    expect(() => twice(0.5)).toThrow("argument 1 must be an integer");
    expect(() => (twice as () => number)()).toThrow("takes 1 arguments, got 0");
    expect(asFunction(functionType<() => bigint>("u64", []), pointerTo("biggest"))()).toBe(2n ** 64n - 1n);
    expect(() => asFunction(add, null)).toThrow("a function pointer other than NULL");
  });

  test("one function is made per pointer", () => {
    const type = functionType<(n: number) => number>("i32", ["i32"]);
    expect(asFunction(type, pointerTo("twice"))).toBe(asFunction(type, pointerTo("twice")));
  });

  test("to callbacks work too, and their errors arrive", () => {
    const scope = callScope();
    const callback = new Callback<add>(() => {
      throw new Error("round trip");
    });
    kept.push(callback);
    const fn = asFunction(add, pointer<add>(scope.fn(add, callback, "test", "f") ?? 0n));
    expect(() => fn(1, 2)).toThrow("round trip");
  });

  test("in memory take a Callback, not a function that would be gone", () => {
    const type: CType<Pointer<add>> = c.pointer(add);
    const cell = new Ref(type);
    const memory = cell["~m"];
    const callback = new Callback<add>((a, b) => a + b);
    kept.push(callback);
    type.write(memory, cell["~o"], callback as never, "ops", "add");
    const { value } = cell;
    expect(value && asFunction(add, value)(1, 2)).toBe(3);
    expect(() => type.write(memory, cell["~o"], ((a: number) => a) as never, "ops", "add")).toThrow(
      "ops: add must be a Callback, a pointer or null",
    );
    expect(() => type.write(memory, cell["~o"], point.alloc() as never, "ops", "add")).toThrow(TypeError);
    expect(ptr(null, "f", "p")).toBeNull();
  });
});
