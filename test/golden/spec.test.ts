import { dump, formatSpec, severityOf } from "c2ts";
import { expect, test } from "vitest";
import { FEATURES, FIXTURES, fixtureFlags } from "../support/fixtures.ts";
import { installedLibclang } from "../support/libclang.ts";

const libclang = installedLibclang(19);

test.for(FEATURES)("header of %s gives its spec", async (feature) => {
  const { spec, problems } = dump([`${FIXTURES}${feature}/${feature}.h`], {
    libclang,
    clangArguments: fixtureFlags(feature),
  });
  expect(problems.filter(({ problem }) => severityOf(problem) === "warning")).toEqual([]);
  await expect(formatSpec(spec)).toMatchFileSnapshot(`${FIXTURES}${feature}/spec.json`);
});

test("the same header gives the same bytes twice", () => {
  const once = (): string => formatSpec(dump([`${FIXTURES}records/records.h`], { libclang }).spec);
  expect(once()).toBe(once());
});
