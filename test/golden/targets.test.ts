import { fileURLToPath } from "node:url";
import { generateForTargets } from "c2ts";
import { expect, test } from "vitest";

const at = (file: string): string => fileURLToPath(new URL(`targets/${file}`, import.meta.url));

/** The module of the header for these, which other tests load. */
const TARGETS = ["x86_64-linux-gnu", "aarch64-linux-gnu", "x86_64-pc-windows-msvc"];

test("one module of targets that differ: equal things once, what differs by a choice, and all that any of them has", async () => {
  const annotations = { quote: { sum: "out", throws: "nonzero" } } as const;
  const options = { library: "./libshop.so", annotations };
  const { module } = await generateForTargets([at("shop.h")], options, TARGETS);
  await expect(module.code).toMatchFileSnapshot(at("expected.ts"));
});
