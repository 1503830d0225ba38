import { fileURLToPath } from "node:url";
import { Project } from "ts-morph";
import { describe, expect, test } from "vitest";
import * as k from "../../fixtures/comments/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("comments");

const path = fileURLToPath(new URL("../../fixtures/comments/expected.ts", import.meta.url));
const source = new Project({ skipAddingFilesFromTsConfig: true }).addSourceFileAtPath(path);

/** A function's documentation is that of the constant it is. */
const docsOf = (name: string) =>
  source.getVariableStatementOrThrow((one) => one.getDeclarations()[0]?.getName() === name).getJsDocs();

/** Text and tags of a function's documentation, as an editor shows them. */
function documentation(name: string): { readonly text: string; readonly tags: Readonly<Record<string, string>> } {
  const [doc] = docsOf(name);
  const tags = (doc?.getTags() ?? []).map((tag) => [tag.getTagName(), tag.getCommentText() ?? ""]);
  return { text: doc?.getDescription().trim() ?? "", tags: Object.fromEntries(tags) };
}

describe("comments are documentation, whatever is in them", () => {
  test("the module is as good as without", () => {
    expect([k.evil(), k.cr(), k.control(), k.bytes(), k.one(), k.two(), k.spread(1, 2)]).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect([k.variable.value, k.LIMIT, k.TWICE, k.HIGH]).toEqual([3, 10, 20, 1]);
  });

  test("an editor reads Doxygen's tags", () => {
    const { text, tags } = documentation("add");
    expect(text).toMatch(/^Adds two numbers\.\n/);
    expect(Object.keys(tags)).toEqual(["param", "returns", "see"]);
    expect(tags["param"]).toBe("- where the sum goes,\non two lines");
    expect(documentation("subtract").tags).toMatchObject({
      deprecated: "use add()",
      returns: "the difference, as `int`",
    });
    expect(docsOf("subtract")[0]?.getInnerText()).not.toContain("\\param");
  });

  test.each([
    ["trailing", "Said behind it."],
    ["trailing_slashes", "Said behind it, too."],
    ["trailing_plain", "plain, behind"],
    ["plain_line", "A plain line comment,\non two lines."],
    ["two", "Of two."],
    ["spread", "behind the last line"],
    ["grouped", "In a group."],
  ])("%s", (name, want) => {
    expect(documentation(name).text.split("\n\nC: ")[0]).toBe(want);
  });

  test.each([
    ["SECOND", "The second."],
    ["FOURTH", "The fourth."],
  ])("enumerator %s, behind others on its line", (name, want) => {
    expect(documentation(name).text).toBe(want);
  });

  test.each(["FIRST", "THIRD"])("what is said of the next enumerator is not said of %s", (name) => {
    expect(docsOf(name)).toEqual([]);
  });

  test("names of types have the comment that stands over them", () => {
    const text = (name: string) =>
      [source.getTypeAlias(name), source.getClass(name)]
        .flatMap((one) => one?.getJsDocs() ?? [])
        .map((doc) => doc.getDescription().trim().split("\n\nC: ")[0]);
    expect(text("kelvin")).toEqual(["Over a name of a name."]);
    expect(text("warmth")).toEqual(["Over a macro that is a type."]);
    expect(text("hidden_one")).toEqual(["Over the only name of a record."]);
    expect(documentation("hidden_level").text.split("\n\nC: ")[0]).toBe("Over the only name of an enum.");
  });

  test.each(["after_banner", "one"])("what is said elsewhere is not said of %s", (name) => {
    expect(documentation(name).text).toMatch(/^C: /);
  });
});
