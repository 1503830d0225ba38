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
  {
    name: "several results are a list",
    given: "/** F.\n@return what was found\n@retval 0 nothing\n@retval -1 @p b is NULL */",
    want: ["F.", "@returns what was found", "- `0` nothing", "- `-1` `b` is NULL"],
  },
  {
    name: "what TSDoc has no tag for is a paragraph, before the tags",
    given: "/** F.\n@param a first,\n    and more\n@since 1.2\n@note Not @b atomic. */",
    want: ["F.", "", "Since: 1.2", "", "Note: Not **atomic**.", "@param a - first,", "and more"],
  },
  { name: "structure says nothing", given: "/** @ingroup things\n * @{ */", want: [] },
  {
    name: "code",
    given: "/** Call:\n * @code\n *   f(&x); // { <y> }\n *     g();\n * @endcode\n */",
    want: ["Call:", "```c", "f(&x); // { <y> }", "  g();", "```"],
  },
  { name: "code that does not end", given: "/** @code\n * f(); */", want: ["```c", "f();", "```"] },
  {
    name: "references and emphasis",
    given: '/** @ref f, \\ref g "the other", @link h x @endlink, \\e em, \\@ and \\<b>. */',
    want: ["f, the other, h x, *em*, @ and \\<b>."],
  },
  {
    name: "gtk-doc and kernel-doc",
    given: "/**\n * f:\n * @a: the first\n * @b: (nullable): the second\n *\n * Does it.\n *\n * Returns: the sum\n */",
    want: ["f:", "", "Does it.", "@param a - the first", "@param b_ - (nullable): the second", "@returns the sum"],
  },
  {
    name: "lists keep their nesting",
    given: "/** A:\n * - one\n *   1. two\n * \\li three */",
    want: ["A:", "- one", "  1. two", "- three"],
  },
  { name: "no name of a parameter", given: "/** @param bad-name x */", want: ["param bad-name x"] },
  { name: "deprecated", given: "/** @deprecated use g */", want: ["@deprecated use g"] },
  { name: "control characters", given: "/** a\u0007b */", want: ["a b"] },
];

test.each(table)("$name", ({ given, want }) => {
  const renamed = new Map([
    ["a", "a"],
    ["b", "b_"],
  ]);
  expect(commentLines({ doc: given, deprecated: null, prototype: null, location: null, renamed })).toEqual(want);
});

test("prototype, place and deprecation follow the text", () => {
  const location = { file: "sys/x.h", line: 7, column: 1 };
  const lines = commentLines({ doc: "/** F. */", deprecated: "use g", prototype: "int f(void);", location });
  expect(lines).toEqual(["F.", "", "C: `int f(void);` (sys/x.h:7)", "@deprecated use g"]);
});
