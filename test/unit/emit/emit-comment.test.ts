import { expect, test } from "vitest";
import { commentLines } from "../../../src/emit/emit-comment.ts";

const table: readonly { name: string; given: string; want: readonly string[] }[] = [
  { name: "one line", given: "/** Adds. */", want: ["Adds."] },
  { name: "trailing member comment", given: "/**< bytes left */", want: ["bytes left"] },
  { name: "line comments", given: "/// One.\n/// Two.", want: ["One.", "Two."] },
  { name: "banner", given: "/*****\n * Title\n *****/", want: ["Title"] },
  { name: "carriage returns", given: "/** one\r\n * two\r * three */", want: ["one", "two", "three"] },
  { name: "end of comment inside", given: "// a */ b", want: ["a *\\/ b"] },
  { name: "html and braces", given: "/** <b>x</b> {y} */", want: ["\\<b>x\\</b> \\{y\\}"] },
  { name: "unknown at sign", given: "/** mail @home */", want: ["mail \\@home"] },
  {
    name: "doxygen",
    given:
      "/**\n * @brief Adds \\p a and @c b.\n *\n * @param[in] a first\n * \\param b second\n * \\return the sum\n */",
    want: ["Adds `a` and `b`.", "@param a - first", "@param b_ - second", "@returns the sum"],
  },
  { name: "deprecated", given: "/** @deprecated use g */", want: ["@deprecated use g"] },
  { name: "control characters", given: "/** a\u0007b */", want: ["a b"] },
];

test.each(table)("$name", ({ given, want }) => {
  const renamed = new Map([["b", "b_"]]);
  expect(commentLines({ doc: given, deprecated: null, prototype: null, location: null, renamed })).toEqual(want);
});

test("prototype, place and deprecation follow the text", () => {
  const location = { file: "sys/x.h", line: 7, column: 1 };
  const lines = commentLines({ doc: "/** F. */", deprecated: "use g", prototype: "int f(void);", location });
  expect(lines).toEqual(["F.", "", "C: `int f(void);` (sys/x.h:7)", "@deprecated use g"]);
});
