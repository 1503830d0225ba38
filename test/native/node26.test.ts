import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { FEATURES } from "../support/fixtures.ts";
import { compileFixture } from "../support/native.ts";

/**
 * Modules, runtime and user code under another Node, without any build step for the modules: Node strips the types itself.
 * The runtime is the built one (`npm run build`), as for a user.
 */
const node = nodeBinary(26);
if (!existsSync(node)) throw new Error(`${node} is missing: run npm run setup`);

/** The override variables that make the fixtures' modules find what was compiled here. */
const libraries = Object.fromEntries(
  FEATURES.map((feature) => [
    `C2TS_LIB_FIXTURE_${feature.toUpperCase().replaceAll("-", "_")}`,
    compileFixture(feature),
  ]),
);

function run(program: string, ...flags: readonly string[]): string[] {
  const file = fileURLToPath(new URL(`programs/${program}.ts`, import.meta.url));
  const env = { ...process.env, ...libraries, NODE_OPTIONS: "" };
  return execFileSync(node, [...flags, file], { env, encoding: "utf8" })
    .trimEnd()
    .split("\n");
}

test("a program that uses one of everything", () => {
  expect(run("tour").map((line): unknown => JSON.parse(line))).toEqual([
    0,
    "grüße",
    [1, 2, 3],
    "Error: thrown",
    3,
    [7],
    true,
    "2432902008176640000",
    42,
    "120",
    { x: 2, y: 1 },
    3,
    "filled",
    true,
    "label",
    "18364758544493064720",
    17,
    { x: 1, y: 2 },
    'tab\there "quoted" \\ and A',
    "18446744073709551615",
    true,
    -1,
    2,
    1,
    [1, 2, 3, 4],
    2,
    7,
    "x 5 0.5",
  ]);
});

test("lifetimes under a garbage collector that runs often", () => {
  expect(run("lifetimes", "--expose-gc")).toEqual(["49 node 1 node 49", "12", "5 5", "2", "3", "4"]);
});

test("every generated module can be imported as it is", () => {
  const imports = FEATURES.map((feature) =>
    fileURLToPath(new URL(`../../fixtures/${feature}/expected.ts`, import.meta.url)),
  );
  const program = `for (const file of ${JSON.stringify(imports)}) if (typeof (await import(file)).has !== "function") throw new Error(file); console.log("all")`;
  expect(execFileSync(node, ["--input-type=module", "--eval", program], { encoding: "utf8" })).toBe("all\n");
});
