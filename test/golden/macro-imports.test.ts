import { readFileSync } from "node:fs";
import { emitModule, loadSpec } from "c2ts";
import { expect, test } from "vitest";

test("a remainder alone does not import what only a division uses", () => {
  const path = "fixtures/function-like-macros/spec.json";
  const spec = loadSpec(readFileSync(path, "utf8"), path);
  const declarations = spec.declarations.filter((d) => d.kind === "macro" && d.name === "REMAINDER");
  const { code } = emitModule({ ...spec, declarations }, { library: null });
  expect(code).toContain("remainder($a, $b");
  expect(code).not.toContain("divisor");
});
