import { Callback } from "c2ts-runtime";
import { afterEach, describe, expect, test } from "vitest";
import * as k from "../../fixtures/callbacks/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("callbacks");

const oops = (): never => {
  throw new Error("oops");
};

afterEach(() => {
  k.set_callback(null, null);
});

describe("a callback that throws", () => {
  test("gives C 0, is skipped from then on, and throws from the outer call", () => {
    let calls = 0;
    expect(() =>
      k.count_if(10, () => {
        calls++;
        return oops();
      }),
    ).toThrow("oops");
    expect(calls).toBe(1);
    expect(k.count_if(10, () => true)).toBe(10);
  });

  test("keeps its own error", () => {
    const mine = new TypeError("mine");
    let caught: unknown;
    try {
      k.apply64(() => {
        throw mine;
      }, 1);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBe(mine);
    expect(() =>
      k.apply64(() => {
        throw undefined;
      }, 1),
    ).toThrow();
  });

  test("through several levels of C", () => {
    let after = false;
    expect(() =>
      k.apply64(() => {
        const inner = k.apply64(oops, 1);
        after = true;
        return inner;
      }, 1),
    ).toThrow("oops");
    expect(after).toBe(false);
    const caught = k.apply64(() => {
      try {
        return k.apply64(oops, 1);
      } catch {
        return -1;
      }
    }, 1);
    expect(caught).toBe(-1n);
    expect(k.apply64((n) => n, 4)).toBe(4n);
  });

  test("while C sorts", () => {
    const values = Int32Array.of(3, 1, 2);
    expect(() => k.sort_ints(values, 3, oops)).toThrow("oops");
    expect([...values].sort()).toEqual([1, 2, 3]);
  });

  test("for every result type", () => {
    expect(() => k.count_if(1, oops)).toThrow("oops");
    expect(() => k.apply_all(oops, 1)).toThrow("oops");
    expect(() => k.applyu64(oops, 1)).toThrow("oops");
    expect(() => k.apply_text(oops, "x")).toThrow("oops");
    using kept = new Callback<k.notify>(oops);
    k.set_callback(kept, null);
    expect(() => k.fire(1)).toThrow("oops");
    expect(k.count_if(2, () => true)).toBe(2);
  });
});

describe("a callback that returns something else", () => {
  test("throws from the outer call, naming function and parameter", () => {
    // @ts-expect-error a bool is no number
    expect(() => k.count_if(1, () => 1)).toThrow("count_if: the result of 'f' must be true or false, got 1");
    // @ts-expect-error nothing is no number
    expect(() => k.apply64(() => undefined, 1)).toThrow("apply64: the result of 'f' must be");
    expect(() => k.apply64(() => 2n ** 63n, 1)).toThrow(RangeError);
    expect(() => k.apply64(() => 0.5, 1)).toThrow(RangeError);
    expect(() => k.applyu64(() => -1, 1)).toThrow(RangeError);
    expect(() => k.sort_ints(Int32Array.of(1, 2), 2, () => Number.NaN)).toThrow(
      "sort_ints: the result of 'cmp' must be",
    );
    // @ts-expect-error text of JavaScript has no address that C could keep
    expect(() => k.apply_text(() => "text", "x")).toThrow("apply_text: the result of 'f' must be a Pointer or null");
    // @ts-expect-error a promise is no result
    expect(() => k.count_if(1, async () => true)).toThrow(TypeError);
  });
});
