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
    expect(new BigInt64Array(bytesOf(holder).slice(8, 24).buffer)).toEqual(BigInt64Array.of(5n, 0n));
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
    const bytes = new BigInt64Array(2);
    pointing.one = addressOf(bytes);
    expect(n.first_gauss(pointing)).toBe(addressOf(bytes));
    const listed = n.struct_listed.alloc();
    const parts = new BigInt64Array(bytesOf(listed).buffer, bytesOf(listed).byteOffset, 2);
    parts.set([1n, 2n]);
    n.scale(listed, 2);
    expect([...parts]).toEqual([2n, 4n]);
    expect(n.apply(null, 7)).toBe(7);
  });

  test("a variable of a record that has one", () => {
    expect([n.shared.value.before, n.shared.value.after]).toEqual([1, 3]);
  });

  test("a record that has one goes by value", () => {
    const made = n.holder_make(8);
    expect([made.before, made.after, n.holder_sum(made)]).toEqual([8, 9, 25]);
  });

  test("what would need it by value is left out", () => {
    for (const name of ["add", "origin", "UNIT"]) expect(n).not.toHaveProperty(name);
  });
});
