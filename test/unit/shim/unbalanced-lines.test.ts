import { expect, test } from "vitest";
import { unbalancedLines } from "../../../src/shim/unbalanced-lines.ts";

const bodies: readonly (readonly [text: string, isWhole: boolean])[] = [
  ["void f(void) { }", true],
  ["void f(void) { g(\"}\", '{', '\\'', \"\\\"{\"); }", true],
  ["void f(void) { x; { }", false],
  ["void f(void) { x; } }", false],
  ["void f(void) { } int g(void) { }", false],
  ["void f(void) { (x]; }", false],
  ['void f(void) {\n#pragma GCC x {\n# 3 "shim.c"\n }', true],
];

test.each(bodies)("%s", (text, isWhole) => {
  const preprocessed = `# 1 "x.h"\nint {\nint [\n# 3 "shim.c"\n${text}\nint a(void) { }\n`;
  const found = unbalancedLines(preprocessed, "shim.c", new Set([3]));
  expect([...found]).toEqual(isWhole ? [] : [3]);
});
