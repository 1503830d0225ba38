import { allocString, c, cstring, free, text } from "c2ts-runtime";
import { expect, test } from "vitest";
import { callUntyped } from "../../support/call-untyped.ts";

test("a length is refused, not ignored", () => {
  const p = allocString("hello");
  // @ts-expect-error -- the types refuse it as well
  expect(() => cstring(p, 3)).toThrow("cstring: takes a pointer alone: for n bytes, text(c.char.view(p, n))");
  expect(() => callUntyped(cstring, null, 3)).toThrow(TypeError);
  expect(text(c.char.view(p, 3))).toBe("hel");
  expect([p, null].map(cstring)).toEqual(["hello", null]);
  free(p);
});
