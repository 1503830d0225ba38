import { c, cstring, type Pointer, Ref } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as a from "../../fixtures/attributes/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
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

  test("a parameter that must not be NULL takes no null", () => {
    expect(a.nonnull_all("A", 1, new Ref(c.int, 2))).toBe(68);
    expect(a.nonnull_second(null, new Ref(c.int, 2))).toBe(2);
    expect(a.first_of_three(Int32Array.of(1, 2, 3))).toBe(6);
    expect(a.apply((x) => x * 2, 21)).toBe(42);
    expectTypeOf(a.nonnull).parameter(0).not.toEqualTypeOf<Parameters<typeof a.nonnull>[0] | null>();
    expectTypeOf(a.nonnull_second).parameter(0).toEqualTypeOf<Parameters<typeof a.nonnull_second>[0] | null>();
    expect(() => callUntyped(a.nonnull, null)).toThrow(
      "nonnull: p must be a pointer: C does not take NULL here, got null",
    );
    expect(() => callUntyped(a.nonnull_all, null, 1, null)).toThrow("nonnull_all: text must be");
    expect(() => callUntyped(a.nonnull_all, "A", 1, null)).toThrow("nonnull_all: p must be");
    expect(() => callUntyped(a.first_of_three, null)).toThrow("first_of_three: a must be");
    expect(() => callUntyped(a.apply, null, 1)).toThrow("apply: function must be");
  });

  test("a result that is never NULL has no null", () => {
    expectTypeOf(a.never_null).returns.toEqualTypeOf<Pointer<c.char>>();
    expect(cstring(a.never_null(2))).toBe("c");
    const [p, q] = [new Ref(c.int, 1), new Ref(c.int, 2)];
    expectTypeOf(a.pointer_nonnull).returns.toEqualTypeOf<Pointer<c.int>>();
    expect(c.int.at(a.pointer_nonnull(p, null))).toBe(1);
    expect(c.int.at(a.pointer_nonnull(p, q))).toBe(2);
    expect(() => a.lies()).toThrow("lies: C gave NULL, which is said never to happen");
  });

  test("what a library may lack or keeps to itself", () => {
    expect(a.has("weak_missing")).toBe(false);
    expect(() => a.weak_missing(1)).toThrow("weak_missing");
    expect(a.weak_variable.value).toBe(12);
    expect(a.elsewhere(1)).toBe(7);
    for (const name of ["gone", "hidden_one", "hidden_variable"]) expect(a).not.toHaveProperty(name);
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
