import { generate, inspect } from "c2ts";
import { expect, test } from "vitest";
import { type Line, recordLanes } from "../../../src/page/record-lanes.ts";
import { installedLibclang } from "../../support/libclang.ts";

/** Each line as `offset: start+width label`, `#` for padding and `…` for what repeats. */
function drawn(text: string): readonly (readonly string[])[] {
  const files = [{ file: "given.h", text }];
  const options = { files, library: null, libclang: installedLibclang(19) };
  const [found] = inspect(generate(["given.h"], options), "s");
  if (found?.detail?.kind !== "record") throw new Error("no record");
  return recordLanes(found.detail.rows).map((lane) => lane.map(lineText));
}

function lineText(line: Line): string {
  if (line.kind === "cut") return `(${line.bytes})`;
  const cells = line.cells.map(({ kind, label, start, width }) => {
    const mark = kind === "padding" ? "#" : kind === "again" ? `…${label}` : label;
    return `${start}+${width} ${mark}`.trimEnd();
  });
  return `${line.offset}: ${cells.join(", ")}`;
}

test("members, holes and bit-fields, in bits of a line of eight bytes", () => {
  expect(drawn("struct s { char c; int x; unsigned low : 3, : 2, high : 5; double d; };")).toEqual([
    ["0: 0+8 c, 8+24 #, 32+32 x", "8: 0+3 low:3, 3+2 :2, 5+5 high:5, 10+54 #", "16: 0+64 d"],
  ]);
});

test("a member that begins in one line and ends in another; of a long one only the ends", () => {
  expect(drawn("struct s { int a; char text[100]; } __attribute__((packed));")).toEqual([
    ["0: 0+32 a, 32+32 text", "(88)", "96: 0+64"],
  ]);
  expect(drawn("struct s { int a; char text[10]; short b; };")).toEqual([
    ["0: 0+32 a, 32+32 text", "8: 0+48, 48+16 b"],
  ]);
});

test("members of a union lie over each other", () => {
  expect(drawn("union s { int i; struct { short a, b; }; double d; };")).toEqual([
    ["0: 0+32 i"],
    ["0: 0+16 a, 16+16 b"],
    ["0: 0+64 d"],
  ]);
  expect(drawn("struct s { union { int i; char c; }; int after; };")).toEqual([
    ["0: 0+32 i"],
    ["0: 0+8 c, 32+32 after"],
  ]);
});

test("an array of records without a name: the first, and the rest", () => {
  expect(drawn("struct s { struct { short x, y; } points[3]; };")).toEqual([
    ["0: 0+16 x, 16+16 y, 32+32 …points[1…]", "8: 0+32 …"],
  ]);
});

test("what has no bytes is not drawn", () => {
  expect(drawn("struct s { int n; int items[]; };")).toEqual([["0: 0+32 n"]]);
  expect(drawn("struct s {};")).toEqual([]);
});
