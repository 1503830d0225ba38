import { allocString, c, cstring, free, Ref, scope, text } from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import * as a from "../../fixtures/annotations/expected.ts";
import * as f from "../../fixtures/flexible/expected.ts";
import * as v from "../../fixtures/variadic/expected.ts";
import * as w from "../../fixtures/wide-text/expected.ts";
import { compileFixture } from "../support/native.ts";

for (const feature of ["annotations", "flexible", "variadic", "wide-text"]) compileFixture(feature);

const refused = (what: string): RegExp =>
  new RegExp(
    `^${what.replace(/[[\]<>*$]/g, "\\$&")} must be a string without a NUL inside \\(where C is told a length, give bytes\\), got the string`,
  );
const long = `${"x".repeat(100)}\0y`;
const out = new Uint8Array(64);

describe("text that C would see a part of is refused", () => {
  test.each<[string, (nul: string) => unknown]>([
    ["find_file: path", (nul) => a.find_file(nul)],
    ["wide_length: text", (nul) => w.wide_length(nul)],
    ["format_text: format", (nul) => v.format_text(out, 64, nul)],
    ["format_text: argument 4", (nul) => v.format_text(out, 64, "%s", nul)],
    ["char *: the value", (nul) => v.format_text(out, 64, "%s", c.string(nul))],
    ["Ref<char *>: value", (nul) => new Ref(c.string, nul)],
    ["char *[]: 1", (nul) => c.string.array(2).set(1, nul)],
    ["char *.array: elements[1]", (nul) => c.string.array(["", nul])],
    ["char.array: elements", (nul) => c.char.array(nul)],
    ["string: elements", (nul) => scope((s) => s.string(nul))],
    ["allocString: text", (nul) => allocString(nul)],
    [
      "struct_text: data",
      (nul) => {
        f.struct_text.alloc(200).data = nul;
      },
    ],
    [
      "struct_labels: name",
      (nul) => {
        w.struct_labels.alloc().name = nul;
      },
    ],
  ])("%s", (what, give) => {
    for (const nul of ["a\0b", "\0", "ab\0", long]) expect(() => give(nul)).toThrow(refused(what));
    // The same length without one, before and after.
    for (const nul of ["a\0b", "acb", "a\0b"].slice(0, what.includes("name") ? 1 : 3)) {
      if (nul.includes("\0")) expect(() => give(nul)).toThrow(RangeError);
      else expect(() => give(nul)).not.toThrow();
    }
  });
});

test("bytes may have any", () => {
  v.format_text(out, 64, "%s", Buffer.from("a\0b\0"));
  expect(text(out)).toBe("a");
  expect([...c.char.array(Buffer.from("a\0b"))]).toEqual([97, 0, 98]);
  const p = allocString("");
  expect(cstring(p)).toBe("");
  free(p);
});
