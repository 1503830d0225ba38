import { describe, expect, expectTypeOf, test } from "vitest";
import * as r from "../../fixtures/redeclared/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("redeclared");

describe("what is declared several times is bound once", () => {
  test("a record that is used before it is defined, and declared again after", () => {
    const late = r.late_t.alloc();
    late.value = 3;
    expect(r.late_value(late)).toBe(3);
    expectTypeOf(r.struct_late).toEqualTypeOf(r.late_t);
  });

  test("a record that no header defines is a handle", () => {
    const handle = r.never_make(4);
    expect(r.never_value(handle)).toBe(4);
    expect(r.struct_never.prototype).not.toHaveProperty("value");
  });

  test("records of headers that include each other", () => {
    const [pair, first, second] = [r.pair_t.alloc(), r.struct_chain.alloc(), r.struct_chain.alloc()];
    pair.left = 10;
    pair.right = 20;
    second.pair = pair;
    first.next = second;
    expect([r.pair_sum(pair), r.chain_length(first)]).toEqual([30, 32]);
  });

  test("an attribute of any declaration counts", () => {
    // @ts-expect-error the third declaration says nonnull
    expect(() => r.late_value(null)).toThrow("late_value: l must be a pointer");
  });

  test("a later declaration completes the type of an array", () => {
    expect([...r.counts.value]).toEqual([7, 8, 9]);
    expect(r.counts.value.length).toBe(3);
  });

  test("an enum that is named before it is defined", () => {
    expect(r.mode_next(r.MODE_A)).toBe(r.MODE_B);
    expect(r.enum_mode).toEqual({ MODE_A: 0, MODE_B: 1 });
  });

  test("a header that is included twice to mean two things", () => {
    expect([r.ENTRY_first, r.ENTRY_second]).toEqual([1, 2]);
    expect([r.entry_first(), r.entry_second()]).toEqual([1, 2]);
    expect(r).not.toHaveProperty("ENTRY");
  });
});
