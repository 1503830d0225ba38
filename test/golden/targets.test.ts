import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateForTargets } from "c2ts";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { emptyFolder } from "../support/run-cli.ts";

const at = (file: string): string => fileURLToPath(new URL(`targets/${file}`, import.meta.url));

/** The module of the header for these, which other tests load. */
const TARGETS = ["x86_64-linux-gnu", "aarch64-linux-gnu", "x86_64-pc-windows-msvc"];

test("one module of targets that differ: equal things once, what differs by a choice, and all that any of them has", async () => {
  const annotations = { quote: { sum: "out", throws: "nonzero" } } as const;
  const options = { library: "./libshop.so", annotations };
  const { module } = await generateForTargets([at("shop.h")], options, TARGETS);
  await expect(module.code).toMatchFileSnapshot(at("expected.ts"));
});

test("a program that uses a part of it has only that part", async () => {
  const { module } = await generateForTargets([at("shop.h")], { library: "shop" }, TARGETS);
  const folder = emptyFolder();
  writeFileSync(join(folder, "shop.ts"), module.code);
  const bundled = async (names: string): Promise<string> => {
    const made = await build({
      stdin: { contents: `export { ${names} } from "./shop.ts";`, resolveDir: folder },
      bundle: true,
      write: false,
      format: "esm",
      external: ["c2ts-runtime"],
      logLevel: "error",
    });
    return made.outputFiles.map(({ text }) => text).join("");
  };
  const constants = await bundled("SAME, LETTER");
  expect(constants).toMatch(/LETTER = \$t === 1 \? 233 : -23/);
  // What a type stands for is read from the runtime's `c`, which bundlers take for an effect here as in every module.
  expect(constants).not.toMatch(/class |cFunction\(|functionType\(/);
  const price = await bundled("price");
  expect(price).toContain("cFunction");
  expect(price).not.toMatch(/struct_|open_shop|each/);
});

test("names that C has on one system only are not taken for anything else on the others", async () => {
  const folder = emptyFolder();
  const header = join(folder, "names.h");
  writeFileSync(
    header,
    "int f(int x);\n#ifdef __aarch64__\nint has(int x);\nint ret(int x);\nint i32(int x);\nint target(int x);\n#else\nint only_here(int x);\n#endif\n",
  );
  const { module } = await generateForTargets([header], { library: "names" }, TARGETS.slice(0, 2));
  expect(module.code).toMatch(/const has_ = \(symbol: string\)/);
  expect(module.code).toMatch(/export const has: CFunction</);
  expect(module.code).toMatch(/const \$t = \$target\$*\(/);
  const code = module.code.replaceAll(/\/\*\*[\s\S]*?\*\//g, "");
  for (const name of ["ret", "i32"]) {
    expect(module.code).toMatch(new RegExp(`import {[^}]*\\b${name} as \\$+${name}\\b`));
    expect(code).not.toMatch(new RegExp(`[^$\\w.]${name}\\(`));
  }
});
