import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { emitModule, loadSpec } from "c2ts";
import { expect, test } from "vitest";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

test("the binding of libclang that c2ts is built with is the one that c2ts makes", async () => {
  const spec = loadSpec(readFileSync(at("spec-json/libclang/x86_64-linux-gnu.json"), "utf8"), "libclang");
  const { code, counts } = emitModule(spec, { library: "clang", candidates: [] });
  expect(counts.leftOut).toBe(0);
  await expect(code).toMatchFileSnapshot(at("src/parser/clang/libclang.ts"));
});
