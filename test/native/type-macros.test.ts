import { c, type Pointer, Ref } from "c2ts-runtime";
import { expect, expectTypeOf, test } from "vitest";
import * as t from "../../fixtures/type-macros/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("type-macros");

test("a macro of a type is that type, as a typedef would be", () => {
  expect(t.BYTE).toBe(c.uchar);
  expect(t.WIDE).toBe(c.longlong);
  expect(t.POINT).toBe(t.struct_point);
  expect(t.shape).toBe(t.shape_8);
  expect(t.COLOR.GREEN).toBe(1);
  expect(t.NUMBERS.size).toBe(16);
  expectTypeOf<t.TEXT>().toEqualTypeOf<Pointer<c.char>>();
  expectTypeOf<t.POINT_P>().toEqualTypeOf<Pointer<t.struct_point>>();
  expectTypeOf<t.COMPARE>().toEqualTypeOf<(a: Pointer | null, b: Pointer | null) => number>();
});

test("cells and records of it", () => {
  const byte = new Ref(t.BYTE);
  byte.value = 200;
  expect(byte.value).toBe(200);
  const p = t.POINT.alloc();
  p.x = 1;
  p.y = 2;
  const { x, y } = t.mirrored(p);
  expect([x, y]).toEqual([2, 1]);
  expect(t.first_byte("é")).toBe(0xc3);
  expect(t.twice(1n << 40n)).toBe(1n << 41n);
});

test("a typedef keeps its name against a macro", () => {
  expectTypeOf<t.width>().toEqualTypeOf<c.short>();
  expect(t.width).toBe(c.short);
});

test("what is no type is not exported", () => {
  const exported = Object.keys(t);
  const words = [
    "API",
    "CONST",
    "INLINE",
    "PACKED",
    "COMPLEX",
    "EMPTY",
    "TWO_TYPES",
    "ANONYMOUS",
    "TAGGED",
    "ATTRIBUTED",
  ];
  for (const name of words) expect(exported).not.toContain(name);
});
