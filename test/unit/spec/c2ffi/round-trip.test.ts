import { readdirSync, readFileSync } from "node:fs";
import { emitModule, formatC2ffi, formatSpec, loadSpec } from "c2ts";
import { expect, test } from "vitest";
import { FEATURES } from "../../../support/fixtures.ts";

const SPECS = [
  ...FEATURES.map((feature) => `fixtures/${feature}/spec.json`),
  ...readdirSync("spec-json").flatMap((library) =>
    readdirSync(`spec-json/${library}`).map((file) => `spec-json/${library}/${file}`),
  ),
];

test.for(SPECS)("%s is the same spec after a way through c2ffi", (file) => {
  const spec = loadSpec(readFileSync(file, "utf8"), file);
  const text = formatC2ffi(spec);
  const back = loadSpec(text, "x.spec");
  expect(formatSpec(back)).toBe(formatSpec(spec));
  const [one, other] = [spec, back].map((given) => {
    const { code, problems, counts } = emitModule(given, { library: "x" });
    return { code, problems, counts };
  });
  expect(other).toEqual(one);
  expect(formatC2ffi(back)).toBe(text);
});
