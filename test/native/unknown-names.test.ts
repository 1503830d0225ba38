import { c } from "c2ts-runtime";
import { expect, test } from "vitest";
import * as lib from "../../fixtures/unknown-names/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("unknown-names");

test("macros over unknown names are nothing", () => {
  const known = ["FIRST", "SECOND", "BOTH", "SAME_BOTH", "FIRST_SIZE", "LAST", "SAME_LAST", "SMALL_SIZE", "SMALL"];
  expect(Object.keys(lib).sort()).toEqual([...known, "small", "has", "both", "last", "small_size"].sort());
});

test("macros over known ones have the values that C has", () => {
  expect([lib.SAME_BOTH, lib.BOTH]).toEqual([lib.both(), lib.both()]);
  expect([lib.SAME_LAST, lib.LAST]).toEqual([lib.last(), lib.last()]);
  expect([lib.SMALL_SIZE, lib.FIRST_SIZE]).toEqual([lib.small_size(), 4]);
  expect(lib.SMALL).toBe(c.short);
});
