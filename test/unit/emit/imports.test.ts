import { expect, test } from "vitest";
import { emitModule } from "../../../src/emit/emit-module.ts";
import type { CType } from "../../../src/spec/ctype.ts";
import { callable, enumeration, fn, int, parameter, pointer, ref, specOf, TEXT_POINTER, VOID } from "./build.ts";

const VECTOR: CType = { kind: "vector", of: { kind: "float", name: "double", bits: 64 }, length: 2, size: 16 };

test("what a text result does not need is not imported", () => {
  const { code } = emitModule(specOf([fn("name_of", callable(TEXT_POINTER, [parameter("code", int())]))]), {
    library: null,
  });
  expect(code).toContain("string | null");
  expect(code).not.toContain("Pointer");
});

test("what only a callback without a TypeScript type would need is not imported", () => {
  const callback = callable(VOID, [parameter("color", ref("enum color"))], { variadic: true });
  const late = callable(VOID, [parameter("color", ref("enum color")), parameter("v", VECTOR)]);
  const given = [
    enumeration("enum color", { RED: "0" }),
    fn(
      "f",
      callable(
        VOID,
        [callback, late].map((type, i) => parameter(`p${i}`, pointer(type))),
      ),
    ),
  ];
  const { code } = emitModule(specOf(given), { library: "x" });
  expect(code).not.toContain("type Enum,");
});
