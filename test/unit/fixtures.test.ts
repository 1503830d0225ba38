import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { FEATURES, FIXTURES } from "../support/fixtures.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

describe.each(FEATURES)("fixture %s", (feature) => {
  test("is whole: header, C, spec, module, report, and a test that runs it", () => {
    const files = [`${feature}.h`, `${feature}.c`, "spec.json", "expected.ts", "report.txt"];
    expect(files.filter((file) => !existsSync(`${FIXTURES}${feature}/${file}`))).toEqual([]);
    const path = `${ROOT}test/native/${feature}.test.ts`;
    expect(readFileSync(path, "utf8")).toContain(`fixtures/${feature}/expected.ts`);
  });
});

test("what the README of the fixtures names is there", () => {
  const table =
    readFileSync(`${FIXTURES}README.md`, "utf8")
      .match(/^\| .* \|$/gm)
      ?.slice(1) ?? [];
  expect(table.length).toBeGreaterThanOrEqual(33);
  const named = table.flatMap((row) =>
    (row.split("|")[2] ?? "").split(",").map((one) => one.trim().replace(/ \(.*\)$/, "")),
  );
  const isThere = (name: string): boolean =>
    FEATURES.includes(name) || (name.startsWith("test/") && existsSync(`${ROOT}${name}`));
  expect(named.filter((name) => !isThere(name))).toEqual([]);
});
