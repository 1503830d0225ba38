import { expect, test } from "vitest";
import * as m from "../../fixtures/promoted-parameters/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("promoted-parameters");

test("definitions without a prototype take promoted arguments", () => {
  expect([m.twice(1.25), m.difference(3.5, 1), m.declared_again(0.75)]).toEqual([2.5, 2.5, 0.75]);
  expect(m.all(-3, -300, 65535, -(2 ** 31), Float32Array.of(8), 2 ** 30)).toBe(-3 - 300 + 65535 - 2 ** 30 + 8);
});

test("a prototype is called as it says", () => {
  expect(m.half(1.5)).toBe(0.75);
});
