import { describe, expect, test } from "vitest";
import { rank } from "../../../src/page/client/rank.ts";
import { docBlocks } from "../../../src/page/doc-blocks.ts";
import { signatureLines } from "../../../src/page/signature-lines.ts";
import { withoutName } from "../../../src/page/without-name.ts";

describe("signatures", () => {
  test.each([
    { name: "f", given: "int f(void);", want: ["int f(void);"] },
    {
      name: "long_function",
      given: "struct a_record *long_function(const char *first, int (*second)(int, void *), void *third);",
      want: [
        "struct a_record *long_function(",
        "  const char *first,",
        "  int (*second)(int, void *),",
        "  void *third",
        ");",
      ],
    },
    {
      name: "long_function",
      given:
        "long_function(first: CString, second: FunctionArg<(a: number, b: Map<string, number>) => number>): number",
      want: [
        "long_function(",
        "  first: CString,",
        "  second: FunctionArg<(a: number, b: Map<string, number>) => number>",
        "): number",
      ],
    },
    {
      name: "VALUE",
      given: `#define VALUE "${"long ".repeat(20)}"`,
      want: [`#define VALUE "${"long ".repeat(20)}"`],
    },
  ])("$given", ({ name, given, want }) => expect(signatureLines(given, name)).toEqual(want));
});

describe("comments", () => {
  const text = (value: string) => ({ kind: "text", text: value });
  const literal = (value: string) => ({ kind: "literal", text: value });
  test.each([
    { given: [], want: [] },
    { given: ["One", "two.", "", "Three."], want: [text("One two."), text("Three.")] },
    {
      given: ["Does it.", "@param a goes", "  on", "@return b"],
      want: [text("Does it."), text("@param a goes on"), text("@return b")],
    },
    { given: ["Like:", "- one", "- two"], want: [text("Like:"), text("- one"), text("- two")] },
    { given: ["Then:", "", "    f(1);", "    g(2);"], want: [text("Then:"), literal("    f(1);\n    g(2);")] },
    { given: ["0    none", "1    some"], want: [literal("0    none\n1    some")] },
  ])("$given", ({ given, want }) => expect(docBlocks(given)).toEqual(want));
});

describe("search", () => {
  const entries = ["sqlite3_blob_open", "sqlite3_open", "OPEN", "reopen", "sqlite3_open_v2", "struct openings"].map(
    (title) => ({ title, words: [] as string[] }),
  );
  const found = (query: string) => rank(entries, query).map(({ entry }) => entry.title);
  test("the name itself, its beginning, the beginning of a part, then anywhere", () => {
    expect(found("open")).toEqual([
      "OPEN",
      "sqlite3_open",
      "sqlite3_open_v2",
      "struct openings",
      "sqlite3_blob_open",
      "reopen",
    ]);
  });
  test("every word has to be there, in any order", () => {
    expect(found("v2 open")).toEqual(["sqlite3_open_v2"]);
    expect(found("nothing")).toEqual([]);
  });
  test("nothing asked for is everything, in its order", () => {
    expect(found(" ")).toEqual(entries.map(({ title }) => title));
  });
  test("an enumerator finds its enum, behind what is called so", () => {
    const all = [
      { title: "enum color", words: ["RED", "GREEN"] },
      { title: "red", words: [] },
    ];
    expect(rank(all, "red").map(({ entry, as }) => [entry.title, as])).toEqual([
      ["red", null],
      ["enum color", "RED"],
    ]);
  });
});

test("a problem's text where its name stands already", () => {
  expect(withoutName("skipped 'f': no binding for 'x'")).toBe("No binding for 'x'.");
  expect(withoutName("'s' is laid out otherwise.")).toBe("'s' is laid out otherwise.");
});
