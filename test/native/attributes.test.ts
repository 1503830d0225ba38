import { c, Ref } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as a from "../../fixtures/attributes/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("attributes");

describe("attributes", () => {
  test("change nothing about a call", () => {
    expect(a.must_use(1)).toBe(2);
    expect(a.old(1)).toBe(3);
    expect(a.older(1)).toBe(4);
    expect(a.hidden_name(1)).toBe(5);
    expect(a.weak_one(1)).toBe(6);
    expect(a.checked("A%d", 1)).toBe(65);
    expect(a.nonnull(new Ref(c.int, 7))).toBe(7);
    const record = a.struct_old_record.alloc();
    record.a = 8;
    expect(record.a).toBe(8);
  });

  test("an asm label is the symbol", () => {
    expect([a.has("visible_name"), a.has("hidden_name")]).toEqual([true, false]);
  });

  test("functions that do not return say so", () => {
    for (const stop of [a.stop, a.stop_gnu, a.stop_macro]) expectTypeOf(stop).returns.toBeNever();
    expect(() => a.stop(0.5)).toThrow("stop: code must be");
    expect(() => a.stop_gnu(Number.NaN)).toThrow("stop_gnu: code must be");
    expect(() => a.stop_macro(2 ** 31)).toThrow("stop_macro: code must be");
  });

  test("a thread-local variable is this thread's", () => {
    expect(a.per_thread.value).toBe(9);
    a.per_thread.value = 10;
    expect(c.int.at(a.per_thread.address)).toBe(10);
  });
});
