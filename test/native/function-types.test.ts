import { addressOf, asFunction, Callback, type CFunction, c, implement, type Pointer } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as f from "../../fixtures/function-types/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
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

describe("function pointers without a name of their own", () => {
  test("are called through descriptors named after where they stand", () => {
    const calculator = f.struct_calculator.alloc();
    f.calculator_init(calculator);
    const pick = asFunction(f.$struct_calculator_pick, calculator.pick);
    expectTypeOf(pick).returns.toEqualTypeOf<Pointer<f.operation_pointer> | null>();
    expect(pick(addressOf(calculator), 43)).toBe(f.choose_pointer(43));
    using outer = new Callback((x: number) => x + 1);
    using inner = new Callback((x: number) => 2 * x);
    const composed = asFunction(f.$compose_result, f.compose(outer, 3));
    const hold = f.struct_observer.alloc();
    expect(hold.on).toBeNull();
    expectTypeOf(composed).parameter(1).toEqualTypeOf<number>();
    expect(() => asFunction(f.$struct_observer_on, hold.on)).toThrow("a function pointer other than NULL");
    expect(inner).toBeInstanceOf(Callback);
  });
});

describe("a record of functions", () => {
  test("is implemented in TypeScript, until that is disposed of", () => {
    const [calculator, observer] = [f.struct_calculator.alloc(), f.struct_observer.alloc()];
    f.calculator_init(calculator);
    const seen: unknown[] = [];
    const functions = implement(calculator, {
      pick: (self, symbol) => {
        expectTypeOf(self).toEqualTypeOf<Pointer<f.struct_calculator> | null>();
        seen.push(symbol);
        return f.choose(43);
      },
    });
    implement(observer, {
      on: (self) => {
        f.struct_observer.at(self).seen = 7;
      },
    });
    expect(f.calculate(calculator, 42, 3, 4)).toBe(7);
    expect(f.observe(calculator, observer)).toBe(7);
    expect(seen).toEqual([42]);
    functions.dispose();
    functions[Symbol.dispose]();
    expect(() => f.calculator_init(calculator)).not.toThrow();
    expect(f.calculate(calculator, 42, 3, 4)).toBe(12);
  });

  test("what is no member, or no function, is refused", () => {
    const observer = f.struct_observer.alloc();
    // @ts-expect-error no such member
    expect(() => implement(observer, { off: () => undefined })).toThrow("struct_observer has no member 'off'");
    // @ts-expect-error not a function pointer
    expect(() => implement(observer, { seen: () => 1 })).toThrow("struct_observer: seen must be");
    // @ts-expect-error no function
    expect(() => implement(observer, { on: 5 })).toThrow("implement: on must be a function, got 5");
    expect(() => callUntyped(implement, {}, {})).toThrow("implement: record must be a record");
    expect(() => callUntyped(implement, observer, { constructor: () => 1 })).toThrow("no member 'constructor'");
    expect(observer.on).toBeNull();
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

test("functions of another calling convention are pointers, and no TypeScript function can be one", () => {
  const add = f.windows_add();
  expectTypeOf(f.call_windows).parameters.toEqualTypeOf<[Pointer | null, Pointer | null, Pointer | null]>();
  expect(f.call_windows(add, add, add)).toBe(12 + 34 + 56);
  const subtract = (a: number, b: number): number => a - b;
  expect(() => f.call_windows(add, add, subtract as never)).toThrow(TypeError);
  const ops = f.struct_windows_ops.alloc();
  ops.add = add;
  ops.sub = add;
  using plain = new Callback(subtract);
  ops.plain = plain;
  expect(f.call_windows_ops(ops)).toBe(12 + 34 - 1);
  expect(() => {
    ops.sub = subtract as never;
  }).toThrow(TypeError);
});
