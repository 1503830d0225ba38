import { asFunction, bytesOf, type Complex, c, Ref } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as z from "../../fixtures/complex/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("complex");

describe("arguments and results", () => {
  test("two doubles in two registers", () => {
    expect(z.cdouble_multiply({ re: 1, im: 2 }, { re: 3, im: 4 })).toEqual({ re: -5, im: 10 });
    expect(z.cdouble_from(1e300, -0)).toEqual({ re: 1e300, im: -0 });
    expect(z.cdouble_abs2({ re: 3, im: 4 })).toBe(25);
    expect(z.cdouble_from(Number.NaN, Number.NEGATIVE_INFINITY)).toEqual({
      re: Number.NaN,
      im: Number.NEGATIVE_INFINITY,
    });
    expectTypeOf(z.cdouble_multiply).returns.toEqualTypeOf<Complex>();
  });

  test("two floats in one", () => {
    expect(z.cfloat_multiply({ re: 0.5, im: 2 }, { re: 4, im: -1 })).toEqual({ re: 4, im: 7.5 });
    expect(z.cfloat_conjugate({ re: 1.5, im: 2.5 })).toEqual({ re: 1.5, im: -2.5 });
    expect(z.cfloat_conjugate({ re: 0.1, im: 0 })).toEqual({ re: Math.fround(0.1), im: -0 });
  });

  test("on the stack, where registers run out", () => {
    expect(z.cdouble_late(1, 2, 3, 4, 5, 6, 7, { re: 8, im: 9 }, 10)).toBe(28 + 80 + 900 + 10000);
    expect(z.cfloat_late(1, 2, 3, 4, 5, 6, 7, 8, { re: 9, im: 10 }, 11)).toBe(36 + 90 + 1000 + 11000);
  });

  test("of long double, as arguments", () => {
    expect(z.ldcomplex_take({ re: 0.1, im: -2 }, 3)).toBe(0.1 - 6);
    expect("ldcomplex_result" in z).toBe(false);
    expect(z.has("ldcomplex_result")).toBe(true);
  });

  test("in records", () => {
    const one = z.struct_one_cfloat.alloc();
    one.z = { re: 1, im: -0.5 };
    expect(z.one_cfloat_twice(one).z).toEqual({ re: 2, im: -1 });
    const pair = z.struct_cdouble_pair.alloc();
    pair.a = { re: 1, im: 2 };
    pair.b = { re: 3, im: 4 };
    const swapped = z.cdouble_pair_swap(pair);
    expect([swapped.a, swapped.b]).toEqual([pair.b, pair.a]);
  });

  test("of callbacks", () => {
    const turned = z.cdouble_map(({ re, im }, i) => ({ re: -im, im: re * i }), { re: 1, im: 2 });
    expect(turned).toEqual({ re: -1, im: -4 });
    expect(z.cfloat_map((given) => ({ re: given.im, im: given.re }), { re: 0.25, im: 8 })).toEqual({ re: 8, im: 0.25 });
    // @ts-expect-error a number is no complex number
    expect(() => z.cfloat_map(() => 1, { re: 0, im: 0 })).toThrow("cfloat_map: the result of 'f' must be a complex");
  });

  test("of function pointers", () => {
    const multiply = asFunction(z.cdouble_op, z.cdouble_choose());
    expect(multiply({ re: 0, im: 1 }, { re: 0, im: 1 })).toEqual({ re: -1, im: 0 });
  });

  test("through pointers: re, im, re, im, …", () => {
    expect(z.cdouble_sum(Float64Array.of(1, 2, 30, 40), 2)).toEqual({ re: 31, im: 42 });
    const two = new Ref(c.array(c.doublecomplex, 2));
    two.value = [
      { re: 1, im: 2 },
      { re: 3, im: 4 },
    ];
    expect(z.cdouble_sum(two.value, 2)).toEqual({ re: 4, im: 6 });
    expect(z.cdouble_sum(new Ref(z.cdouble, { re: 7, im: 8 }), 1)).toEqual({ re: 7, im: 8 });
    // @ts-expect-error floats are no doubles
    expect(() => z.cdouble_sum(Float32Array.of(1, 2), 1)).toThrow(
      "cdouble_sum: values must be a pointer, a Ref, a typed",
    );
  });
});

describe("members", () => {
  test("that C filled", () => {
    const s = z.struct_signal.alloc();
    z.signal_fill(s);
    expect(s.rate).toBe(44100);
    expect(s.gain).toEqual({ re: 0.5, im: -0.25 });
    expect(s.samples.toArray()).toEqual([
      { re: 1, im: 2 },
      { re: 1e300, im: -0 },
    ]);
    expect(s.exact).toEqual({ re: 1 / 3, im: -1 });
  });

  test("that C checks", () => {
    const s = z.struct_signal.alloc();
    s.rate = 8000;
    s.gain = { re: 2, im: 0.125 };
    s.samples = [
      { re: 3, im: 4 },
      { re: 5, im: -6 },
    ];
    s.exact = { re: 0.1, im: 1e-310 };
    expect(z.signal_check(s)).toBe(1);
  });
});

test("what is no complex number is refused", () => {
  const s = z.struct_signal.alloc();
  for (const value of [1, null, undefined, "1", {}, { re: 1 }, [1, 2]]) {
    expect(() => Reflect.set(s, "gain", value)).toThrow("struct_signal: gain must be a complex number { re, im }");
    expect(() => callUntyped(z.cdouble_abs2, value)).toThrow("cdouble_abs2: z must be a complex number { re, im }");
  }
  expect(() => callUntyped(z.cdouble_abs2, { re: 1, im: "2" })).toThrow("cdouble_abs2: z.im must be a number");
  expect(bytesOf(s)).toEqual(new Uint8Array(z.struct_signal.size));
});
