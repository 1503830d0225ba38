import { expect, test } from "vitest";
import { warningsOf } from "../../../src/imports/warnings-of.ts";
import type { LocatedProblem, Problem } from "../../../src/spec/diagnostic.ts";

function located(problem: Problem): LocatedProblem {
  return { problem, location: null, about: null };
}

const lost = (decl: string): LocatedProblem => located({ code: "no-symbol", decl });

test("a header that leaves much out says so in a few lines", () => {
  const problems = Array.from({ length: 1000 }, (_, i) => lost(`f${i}`));
  const warnings = warningsOf({ problems }, "big.h", new Set(problems.map((_, i) => `f${i}`)));
  expect(warnings).toHaveLength(11);
  expect(warnings.at(0)).toContain("'f0'");
  expect(warnings.at(-1)).toBe("big.h: 990 more left out; `c2ts inspect big.h <name>` says why");
});

test("what stands for no value is not missed; a pattern that matches nothing is always told", () => {
  const pattern = located({ code: "unmatched-pattern", pattern: "^nothing$", option: "include" });
  const guard = located({ code: "macro-not-a-value", decl: "GUARD_H", body: "", reason: null });
  const warnings = warningsOf({ problems: [guard, lost("f"), pattern] }, "a.h", new Set(["f", "GUARD_H"]));
  expect(warnings).toEqual([expect.stringContaining("^nothing$"), expect.stringContaining("'f'")]);
});

test("of what nobody names nothing is said", () => {
  const warnings = warningsOf({ problems: ["va_list", "g", "s"].map(lost) }, "a.h", new Set(["f", "struct_s"]));
  expect(warnings).toEqual([expect.stringContaining("'s'")]);
  const over = located({ code: "macro-over-function", decl: "f", body: "f(x) + 1" });
  expect(warningsOf({ problems: [over] }, "a.h", new Set(["f"]))).toEqual([]);
});
