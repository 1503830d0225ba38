import { expect, test } from "vitest";
import { emitModule } from "../../../src/emit/emit-module.ts";
import { callable, fn, int, parameter, specOf, TEXT_POINTER } from "./build.ts";

test("what a text result does not need is not imported", () => {
  const { code } = emitModule(specOf([fn("name_of", callable(TEXT_POINTER, [parameter("code", int())]))]), {
    library: null,
  });
  expect(code).toContain("string | null");
  expect(code).not.toContain("Pointer");
});
