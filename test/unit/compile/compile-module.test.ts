import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileModule } from "../../../src/compile/compile-module.ts";
import { FEATURES, FIXTURES } from "../../support/fixtures.ts";

/** Names that a module exports as values. */
function exportsOf(text: string): ReadonlySet<string> {
  const declared = [...text.matchAll(/^export (?:declare )?(?:const|function|class|let) ([\w$]+)/gm)];
  return new Set(declared.map(([, name = ""]) => name));
}

test.for(FEATURES)("%s compiles by itself, to JavaScript and to the types of all that it exports", (feature) => {
  const code = readFileSync(join(FIXTURES, feature, "expected.ts"), "utf8");
  const { js, types } = compileModule(code, "expected.ts");
  const names = exportsOf(code);
  expect(names.size).toBeGreaterThan(0);
  expect([exportsOf(js), exportsOf(types)]).toEqual([names, names]);
});

test("a relative import is of the file that is run", () => {
  const { js } = compileModule('import { date } from "./date.ts";\nexport const now: () => string = date;\n', "a.ts");
  expect(js).toBe('import { date } from "./date.js";\nexport const now = date;\n');
});

test("what is no complete TypeScript is our bug, and says where", () => {
  expect(() => compileModule("export const a = b();\n", "a.ts")).toThrow(
    /^a\.ts does not compile: .*--isolatedDeclarations/,
  );
  expect(() => compileModule("export const a: = 1;\n", "a.ts")).toThrow(/^a\.ts does not compile: Type expected/);
});
