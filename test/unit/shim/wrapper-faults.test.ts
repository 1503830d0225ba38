import { expect, test } from "vitest";
import { wrapperFaults } from "../../../src/shim/wrapper-faults.ts";

const BRACKETS = "its brackets do not match";
const SETJMP = "it calls setjmp, and what that saves ends with the wrapper";
const bodies: readonly (readonly [text: string, fault: string | null])[] = [
  ["void f(void) { }", null],
  ["void f(void) { g(\"}\", '{', '\\'', \"\\\"{\"); }", null],
  ["void f(void) { x; { }", BRACKETS],
  ["void f(void) { x; } }", BRACKETS],
  ["void f(void) { } int g(void) { }", BRACKETS],
  ["void f(void) { (x]; }", BRACKETS],
  ['void f(void) {\n#pragma GCC x {\n# 3 "shim.c"\n }', null],
  ["int f(jmp_buf *e) { return _setjmp (*e); }", SETJMP],
  ['void f(jmp_buf *e) { g(e, "setjmp("); my_setjmp(e); }', null],
];

test.each(bodies)("%s", (text, fault) => {
  const preprocessed = `# 1 "x.h"\nint {\nint [\n# 3 "shim.c"\n${text}\nint a(void) { }\n`;
  const found = wrapperFaults(preprocessed, "shim.c", new Set([3]));
  expect([...found]).toEqual(fault === null ? [] : [[3, fault]]);
});
