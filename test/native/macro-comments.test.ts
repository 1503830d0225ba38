import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as m from "../../fixtures/macro-comments/expected.ts";
import { FIXTURES } from "../support/fixtures.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("macro-comments");

const text = readFileSync(`${FIXTURES}macro-comments/expected.ts`, "utf8");

/** First line of the documentation of an exported constant. */
function summary(name: string): string | null {
  const before = text.slice(0, text.indexOf(`export const ${name} `));
  return /\/\*\*\n \* (.*)\n(?: \*.*\n)*? \*\/\n$/.exec(before)?.[1] ?? null;
}

const table: readonly { readonly name: keyof typeof m; readonly want: string | null }[] = [
  { name: "ABOVE", want: "Directly above." },
  { name: "BEHIND", want: "Behind." },
  { name: "BEHIND_LINE", want: "Behind, in a line comment." },
  { name: "PLAIN_ABOVE", want: "Plain, above." },
  { name: "PLAIN_BEHIND", want: "Plain, behind." },
  { name: "LONG_BEHIND", want: "Behind, and longer" },
  { name: "NOT_LONG", want: null },
  { name: "GROUPED", want: null },
  { name: "OVER_EMPTY_LINE", want: "Documentation reaches over an empty line." },
  { name: "BOTH_DOCUMENTED", want: "Both, and this one is documentation." },
  { name: "BOTH_PLAIN", want: "The one behind is nearer." },
  { name: "DEFINED", want: "Doxygen's own way to name it." },
  { name: "UNNAMED", want: null },
  { name: "REST", want: null },
  { name: "ENDS_IN_TEXT", want: null },
  { name: "SLASHES", want: "But this is one." },
  { name: "AFTER_VARIABLE", want: null },
  { name: "CONTINUED", want: "Behind the last line." },
  { name: "BRANCH", want: "In the other branch." },
  { name: "AGAIN", want: "Of the last definition." },
  { name: "ODD", want: "Behind." },
  { name: "NEXT_ONE", want: null },
];

test.for(table)("$name", ({ name, want }) => {
  expect(Reflect.get(m, name)).toBeDefined();
  expect(summary(name)).toBe(want);
});

test("the module works", () => {
  expect(m.NAME_OF_IT()).toBe(1);
  expect(m.between.value).toBe(1);
});
