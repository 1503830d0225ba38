import { bindingReport } from "c2ts";
import { describe, expect, test } from "vitest";
import { digestOf, emitPackage, inexactConstants, measure } from "../../scripts/libraries/measure.mjs";
import { readRows } from "../../scripts/libraries/page.mjs";
import { packageNames, readSpec } from "../../scripts/packages/read-package.mjs";

// The table of docs/libraries.md: `npm run libraries` renews it, `npm run specs -- NAME` the row of one package.

const rows = readRows();

test("there is a row for each package, in order", () => {
  expect(rows.map(({ name }) => name)).toEqual(packageNames().sort());
});

describe.each(rows)("$name", ({ name, c2ts, trueConstants, digest }) => {
  test("all constants that C has, but for a long double that no number holds; none wrong", () => {
    const found = trueConstants - inexactConstants(readSpec(name)).length;
    expect({ found: c2ts.constants, wrong: c2ts.wrong }).toEqual({ found, wrong: 0 });
  });

  test("the row is that of the spec", async () => {
    const { spec, module } = await emitPackage(name);
    const { functions, records, enums, leftOut } = module.counts;
    expect({ digest, functions, records, enums, leftOut }).toEqual({
      digest: digestOf(name),
      functions: c2ts.functions,
      records: c2ts.records,
      enums: c2ts.enums,
      leftOut: c2ts.leftOut,
    });
    const { problems } = bindingReport({ spec, bound: module.bound, problems: module.problems });
    expect(problems.filter(({ text }) => text.includes("please report it"))).toEqual([]); // each has a reason
  });
});

test.each(["sqlite3", "zlib", "curl"])("%s, measured again", async (name) => {
  const { row } = await measure(name);
  expect(row).toEqual(rows.find((row) => row.name === name));
});
