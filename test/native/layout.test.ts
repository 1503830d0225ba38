import { readFileSync } from "node:fs";
import { loadSpec, type Spec } from "c2ts";
import { describe, expect, test } from "vitest";
import { checkConstants } from "../support/check-constants.ts";
import { type AnyModule, checkAccessors, checkLayout } from "../support/check-layout.ts";
import { FEATURES, FIXTURES, fixtureFlags } from "../support/fixtures.ts";

const readSpec = (feature: string): Spec => loadSpec(readFileSync(`${FIXTURES}${feature}/spec.json`, "utf8"), feature);
const include = (feature: string): string => `#include "${FIXTURES}${feature}/${feature}.h"`;
const readModule = async (feature: string): Promise<AnyModule> => await import(`../../fixtures/${feature}/expected.ts`);

/** Members of types that TypeScript has nothing for, and arrays and records, which have tests of their own. */
const WITHOUT_ACCESSOR: { readonly [feature: string]: readonly string[] | undefined } = {};

/** Records that C has no way to name. */
const UNNAMED: { readonly [feature: string]: readonly string[] | undefined } = {
  shim: ["struct @own_type.result", "struct @points.p", "struct @nobodys.p"],
};

describe.for(FEATURES)("%s", (feature) => {
  test("sizes, offsets, widths and signs are the compiler's", () => {
    checkLayout(readSpec(feature), include(feature), fixtureFlags(feature), UNNAMED[feature]);
  });

  test("accessors read and write the bytes that C does", async () => {
    const module = await readModule(feature);
    const { without } = checkAccessors(readSpec(feature), module, include(feature), fixtureFlags(feature));
    expect(without).toEqual(WITHOUT_ACCESSOR[feature] ?? []);
  });

  test("constants and enumerators are the compiler's", async () => {
    checkConstants(readSpec(feature), await readModule(feature), include(feature), fixtureFlags(feature));
  });
});
