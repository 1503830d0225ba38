import { asFunction, Callback, type CFunction, c, type Pointer } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as f from "../../fixtures/function-types/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("function-types");

describe("function types", () => {
  test("a function declared with a typedef is a function", () => {
    expect([f.add(2, 3), f.multiply(2, 3)]).toEqual([5, 6]);
    expectTypeOf(f.add).toEqualTypeOf<CFunction<(a: number, b: number) => number>>();
  });

  test("a typedef of the function, of a pointer to it and chains of both take the same", () => {
    const minus = (a: number, b: number): number => a - b;
    expect([f.apply(minus, 5, 3), f.apply_pointer(minus, 5, 3), f.apply_chain(minus, 5, 3)]).toEqual([2, 2, 2]);
    expectTypeOf<f.operation_pointer>().toEqualTypeOf<f.operation>();
    expectTypeOf<f.chain_2>().toEqualTypeOf<f.operation>();
  });

  test("functions that return functions", () => {
    for (const choose of [f.choose, f.choose_pointer]) {
      const times = choose("*".charCodeAt(0));
      expect(times).not.toBeNull();
      if (times !== null) expect(asFunction(f.operation, times)(6, 7)).toBe(42);
      expect(choose("?".charCodeAt(0))).toBeNull();
      // What C gave goes back to C.
      expect(f.apply(times, 3, 4)).toBe(12);
    }
  });

  test("a function that returns one that takes one", () => {
    using outer = new Callback((x: number) => x + 1);
    const composed = f.compose(outer, 3);
    expect(composed).not.toBeNull();
  });

  test("a callback that returns a function of C", () => {
    expect(f.choose_with((symbol) => f.choose(symbol), "+".charCodeAt(0), 1, 2)).toBe(3);
  });
});

describe("records that point at each other through function pointers", () => {
  test("C calls what C put there", () => {
    const calculator = f.struct_calculator.alloc();
    f.calculator_init(calculator);
    expect(f.calculate(calculator, "*".charCodeAt(0), 6, 7)).toBe(42);
    const { chosen } = calculator;
    expect(chosen === null ? null : asFunction(f.operation, chosen)(2, 5)).toBe(10);
    expect(calculator.operations.length).toBe(2);
  });

  test("C calls a TypeScript function through one record with the other as argument", () => {
    const [calculator, observer] = [f.struct_calculator.alloc(), f.struct_observer.alloc()];
    f.calculator_init(calculator);
    using on = new Callback((self: Pointer<f.struct_observer> | null, from: Pointer<f.struct_calculator> | null) => {
      if (self !== null && from !== null)
        f.struct_observer.at(self).seen += f.struct_calculator.at(from).chosen === null ? 1 : 100;
    });
    observer.on = on;
    expect(f.observe(calculator, observer)).toBe(1);
    f.calculate(calculator, "+".charCodeAt(0), 1, 2);
    expect(f.observe(calculator, observer)).toBe(101);
  });
});

describe("functions without a prototype", () => {
  test("take whatever is passed, with C's default promotions", () => {
    expect(f.old_style(2, c.double(1.5))).toBe(3);
    expect(f.old_style_typed()).toBe(5);
    // @ts-expect-error (void) takes nothing
    f.old_style_typed(1);
  });

  test("as callbacks only C's own can be passed", () => {
    expectTypeOf(f.call_old).parameter(0).toEqualTypeOf<Pointer | null>();
  });
});
