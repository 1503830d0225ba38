import { addressOf, bytesOf } from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import * as n from "../../fixtures/nested-unsupported/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("nested-unsupported");

describe("a type without a binding deep inside others", () => {
  test("records keep their size, their alignment and all other members", () => {
    const holder = n.struct_holder.alloc();
    n.holder_fill(holder, 5);
    expect([holder.before, holder.after]).toEqual([5, 6]);
    expect(holder).not.toHaveProperty("inside");
    expect(new Float32Array(bytesOf(holder).slice(16, 32).buffer)).toEqual(Float32Array.of(5, 5, 5, 5));
    expect(n.holder_sum(holder)).toBe(16);
  });

  test("records of such records are whole", () => {
    const outer = n.struct_outer.alloc();
    n.holder_fill(outer.holders.at(0), 1);
    n.holder_fill(outer.holders.at(1), 2);
    outer.tail = 100;
    expect(n.outer_sum(outer)).toBe(1 + 1 + 2 + 2 + 2 + 3 + 100);
  });

  test("the other members of an anonymous union are there", () => {
    const anonymous = n.struct_anonymous.alloc();
    anonymous.all.set([1, 2, 3, 4]);
    expect([anonymous.x, anonymous.w]).toEqual([1, 4]);
    expect(n.anonymous_sum(anonymous)).toBe(10);
  });

  test("pointers to it are pointers", () => {
    const pointing = n.struct_pointing.alloc();
    const bytes = new Float32Array(4);
    pointing.one = addressOf(bytes);
    expect(n.first_vector(pointing)).toBe(addressOf(bytes));
    const listed = n.struct_listed.alloc(); // aligned to 16 bytes, as C wants its vectors
    const floats = new Float32Array(bytesOf(listed).buffer, bytesOf(listed).byteOffset, 4);
    floats.set([1, 2, 3, 4]);
    n.scale(listed, 2);
    expect([...floats]).toEqual([2, 4, 6, 8]);
    expect(n.apply(null, 7)).toBe(7);
  });

  test("a variable of a record that has one", () => {
    expect([n.shared.value.before, n.shared.value.after]).toEqual([1, 3]);
  });

  test("what would need it by value is left out", () => {
    for (const name of ["add", "holder_make", "origin", "UNIT"]) expect(n).not.toHaveProperty(name);
  });
});
