import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { wantsChecks } from "../../src/runtime/checks.ts";
import { compileFixture } from "../support/native.ts";

/** The built runtime under Node 26, with or without its checks. */
const library = compileFixture("records");
function run(environment: NodeJS.ProcessEnv): readonly string[] {
  const program = fileURLToPath(new URL("programs/checked.ts", import.meta.url));
  const { C2TS_CHECKS: _, NODE_ENV: __, ...rest } = process.env;
  const env = { ...rest, C2TS_LIB_FIXTURE_RECORDS: library, NODE_OPTIONS: "", ...environment };
  return execFileSync(nodeBinary(26), [program], { env, encoding: "utf8" }).trimEnd().split("\n");
}

const USES = [
  "member of a freed record",
  "member of a part of it",
  "pointer to it",
  "freed array",
  "freed text",
  "misaligned view",
  "record of a scope that ended",
  "bounds of an array",
];

test("checked, nothing is taken", () => {
  const errors = [
    "TypeError",
    "TypeError",
    "TypeError",
    "TypeError",
    "TypeError",
    "RangeError",
    "TypeError",
    "RangeError",
  ];
  expect(run({})).toEqual(USES.map((use, i) => `${use}: ${errors[i]}`));
  expect(run({ NODE_ENV: "production", C2TS_CHECKS: "on" })).toEqual(run({}));
});

test("unchecked, bounds still are", () => {
  const expected = USES.map((use) => `${use}: ${use === "bounds of an array" ? "RangeError" : "taken"}`);
  expect(run({ C2TS_CHECKS: "off" })).toEqual(expected);
  expect(run({ NODE_ENV: "production" })).toEqual(expected);
});

test.each([
  [{}, true],
  [{ NODE_ENV: "development" }, true],
  [{ NODE_ENV: "production" }, false],
  [{ NODE_ENV: "production", C2TS_CHECKS: "" }, false],
  [{ NODE_ENV: "production", C2TS_CHECKS: "on" }, true],
  [{ C2TS_CHECKS: "off" }, false],
  [{ C2TS_CHECKS: "0" }, false],
  [{ C2TS_CHECKS: "1" }, true],
])("%o: %s", (environment, wanted) => {
  expect(wantsChecks(environment)).toBe(wanted);
});
