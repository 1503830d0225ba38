import { beforeAll, expect, test } from "vitest";
import { type DumpOptions, dump, dumpInThreads } from "../../../src/parser/dump.ts";
import { loadLibclang } from "../../../src/parser/load-libclang.ts";
import { installedLibclang } from "../../support/libclang.ts";

beforeAll(() => {
  loadLibclang(installedLibclang(19));
});

const TEXT = `
struct point { int x, y; };
int area(const struct point *p, int n);
#define ANSWER 42
#define NAME "point"
#define TWICE(p) ((p)->x * 2)
#define GONE 1
#undef GONE
#define BEGIN {
`;

function given(text: string): DumpOptions {
  return { files: [{ file: "given.h", text }] };
}

test.each([
  ["macros of all sorts", TEXT],
  ["no macros", "int f(int a);\n"],
])("what other threads parse is read as the same: %s", async (_, text) => {
  expect(await dumpInThreads(["given.h"], given(text))).toEqual(dump(["given.h"], given(text)));
});

test("an error in the header, and one met while a thread still parses, are those of dump", async () => {
  await expect(dumpInThreads(["given.h"], given("int f(;\n"))).rejects.toThrow("given.h");
  const excluding = { ...given(TEXT), exclude: ["record:point"] };
  expect(() => dump(["given.h"], excluding)).toThrow("is excluded by");
  await expect(dumpInThreads(["given.h"], excluding)).rejects.toThrow("is excluded by");
});
