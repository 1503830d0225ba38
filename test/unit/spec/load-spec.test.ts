import { expect, test } from "vitest";
import { loadSpec } from "../../../src/spec/load-spec.ts";
import { callable, fn, global, int, parameter, specOf, VOID } from "../emit/build.ts";

/** What a spec of format 1.0 did not say. */
const SINCE_1_1 = new Set(["unavailable", "nonnull", "returnsNonnull", "format", "linkage"]);

test("a spec of format 1.0 is read with what it could not say filled in", () => {
  const now = specOf([fn("f", callable(VOID, [parameter("x", int())])), global("g", int())]);
  const declarations: unknown = JSON.parse(
    JSON.stringify(now.declarations, (key, value: unknown) => (SINCE_1_1.has(key) ? undefined : value)),
  );
  const old = JSON.stringify({ ...now, format: "1.0", declarations });
  expect(old).not.toContain("linkage");
  expect(loadSpec(old, "old.json")).toEqual({ ...now, format: "1.0" });
});
