import { addressOf, c, Ref } from "c2ts-runtime";
import { expect, expectTypeOf, test } from "vitest";
import * as u from "../../fixtures/transparent-union/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("transparent-union");

test("a parameter takes what any member takes", () => {
  const any = Object.assign(u.struct_address.alloc(), { family: 1 });
  const inet = Object.assign(u.struct_address_in.alloc(), { family: 2 });
  expect(u.address_family(100, any, 16)).toBe(117);
  expect(u.address_family(100, inet, 16)).toBe(118);
  expect(u.address_family(100, addressOf(inet), 0)).toBe(102);
  expect(u.address_family(100, null, 0)).toBe(-1);
  expect(u.status_first(Int32Array.of(7))).toBe(7);
  expect(u.status_first(Uint8Array.of(1, 1, 0, 0))).toBe(257);
  expect(u.status_first(new Ref(c.int, -3))).toBe(-3);
  expect(u.status_first(any)).toBe(1);
});

test("and the union itself, whose pointer C gets", () => {
  const inet = Object.assign(u.struct_address_in.alloc(), { family: 9 });
  const address = u.address_arg.alloc();
  address.in = inet;
  expect(u.address_family(0, address, 0)).toBe(9);
  expect(u.address_family(0, u.address_arg.alloc(), 0)).toBe(-1);
  const plain = Object.assign(u.union_plain.alloc(), { words: Int32Array.of(5) });
  expect(u.plain_first(plain)).toBe(5);
  // @ts-expect-error this union is not transparent
  expect(() => u.plain_first(Int32Array.of(5))).toThrow("plain_first: p must be a union_plain");
});

test("of numbers: the first member's", () => {
  expect(u.number_next(-2)).toBe(-1);
  expectTypeOf(u.number_next).parameter(0).toEqualTypeOf<number>();
});

test("a callback gets the union", () => {
  const any = Object.assign(u.struct_address.alloc(), { family: 3 });
  const got = u.with_callback((address) => (address.any === null ? -1 : u.struct_address.at(address.any).family), any);
  expect(got).toBe(3);
});

test("nothing else", () => {
  for (const value of [1, "x", undefined, {}, new Float64Array(1), new Ref(c.int)]) {
    expect(() => callUntyped(u.address_family, 0, value, 0)).toThrow(
      "address_family: address must be a pointer, memory or null for one of struct_address *, struct_address_in *",
    );
  }
  // @ts-expect-error an int is no address
  expect(() => u.address_family(0, new Ref(c.int), 0)).toThrow(TypeError);
});
