import { readFileSync } from "node:fs";
import { emitModule, loadSpec, problemText } from "c2ts";
import { expect, test } from "vitest";
import { FEATURES, FIXTURES, fixtureAnnotations } from "../support/fixtures.ts";

test.for(FEATURES)("spec of %s gives its module and its report", async (feature) => {
  const spec = loadSpec(readFileSync(`${FIXTURES}${feature}/spec.json`, "utf8"), feature);
  const { code, problems, counts } = emitModule(spec, {
    library: `fixture-${feature}`,
    annotations: fixtureAnnotations(feature),
  });
  await expect(code).toMatchFileSnapshot(`${FIXTURES}${feature}/expected.ts`);
  const lines = problems.map(
    ({ problem, location }) => `${location?.file}:${location?.line}: ${problem.code}: ${problemText(problem)}\n`,
  );
  await expect(`${JSON.stringify(counts)}\n${lines.join("")}`).toMatchFileSnapshot(`${FIXTURES}${feature}/report.txt`);
});
