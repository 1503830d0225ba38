import { addressOf, bytesOf } from "c2ts-runtime";
import { expect, test } from "vitest";
import * as e from "../../fixtures/extensions/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("extensions");

test("attributes that C code has and TypeScript does not need", () => {
  expect(e.exported(1)).toBe(2);
  expect(e.with_convention(1)).toBe(3);
  expect(e.pure_function(2)).toBe(6);
  expect(e.sectioned(2)).toBe(1);
  expect([e.unknown_attribute(5), e.cleanup_everything(6)]).toEqual([5, 6]);
  const block = e.allocate(64);
  expect(block).not.toBeNull();
  e.release(block);
});

test("__extension__, __inline__, __const, __restrict__, __signed__, __volatile__", () => {
  expect(e.twice(2n ** 40n)).toBe(2n ** 41n);
  expect(e.const_text(64, Int32Array.of(1))).toBe("A");
});

test("alignment by __declspec", () => {
  expect([e.struct_wide.size, e.struct_wide.align]).toEqual([32, 32]);
  expect(Number(BigInt.asUintN(64, addressOf(e.struct_wide.alloc())) % 32n)).toBe(0);
});

test("members of a tagged struct without a name", () => {
  const derived = e.struct_derived.alloc();
  derived.kind = 3;
  derived.more = 4;
  expect(e.derived_sum(derived)).toBe(7);
  expect(bytesOf(derived).length).toBe(8);
});

test("types by machine mode", () => {
  expect(e.word_of(255)).toBe(255 * 2 ** 40);
  expect(() => e.word_of(256)).toThrow(RangeError);
});

test("an asm label in two pieces", () => {
  expect(e.asm_name(2)).toBe(42);
  expect([e.has("asm_name_v2"), e.has("asm_name")]).toEqual([true, false]);
});

test("#pragma redefine_extname", () => {
  expect([e.renamed_function(1), e.renamed_by_operator(1), e.labelled(1)]).toEqual([101, 201, 301]);
  expect(e.renamed_variable.value).toBe(7);
  for (const name of ["renamed_function", "renamed_variable", "renamed_by_operator", "labelled"]) {
    expect([name, e.has(name), e.has(`${name}_v2`)]).toEqual([name, false, true]);
  }
});
