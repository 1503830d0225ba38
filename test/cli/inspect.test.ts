import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const SPECS = fileURLToPath(new URL("../../spec-json/", import.meta.url));
const spec = (name: string): string => join(SPECS, name, "x86_64-linux-gnu.json");

function folder(): string {
  const cwd = emptyFolder();
  writeFileSync(
    join(cwd, "given.h"),
    '#include "types.h"\n#include <stdlib.h>\nstruct point { char c; int x; };\nint use(struct point p, kind_t kind);\nlong double odd(void);\n',
  );
  writeFileSync(join(cwd, "types.h"), "typedef enum { FIRST } kind_t;\n");
  return cwd;
}

test("a function of a header of the system", () => {
  const { code, stdout, stderr } = c2ts(["inspect", "sqlite3.h", "sqlite3_open"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const [title, ...lines] = stdout.split("\n");
  expect(title).toMatch(/^function sqlite3_open +sqlite3\.h:\d+:\d+$/);
  expect(title).toHaveLength(80);
  expect(lines.slice(0, 3)).toEqual([
    "  C           int sqlite3_open(const char *filename, sqlite3 **ppDb);",
    "  TypeScript  sqlite3_open(filename: CString,",
    "                ppDb: PointerArg<Pointer<sqlite3>>): number",
  ]);
});

test("a record, from a spec and without libclang; struct is a part of its name", () => {
  const env = { C2TS_LIBCLANG: "/nowhere/libclang.so" };
  const told = c2ts(["inspect", spec("libc"), "struct", "timespec"], { env });
  expect(told.stdout.split("\n").slice(1)).toEqual([
    "  TypeScript  class struct_timespec extends RecordView",
    "",
    "  offset     size  bytes     C                          TypeScript",
    "       0        8  ########  __time_t tv_sec;           number",
    "       8        8  ########  __syscall_slong_t tv_nsec; number",
    "               16  bytes, aligned to 8; no padding",
    "",
    "  POSIX.1b structure for a time value.  This is like a `struct timeval' but",
    "  has nanoseconds instead of microseconds.",
    "",
  ]);
  for (const name of ["struct timespec", "struct_timespec", "timespec"]) {
    expect(c2ts(["inspect", spec("libc"), name], { env }).stdout).toBe(told.stdout);
  }
});

test("a name may be several things", () => {
  const { stdout } = c2ts(["inspect", spec("libc"), "stat"]);
  expect(stdout.match(/^\S.*?(?= {2})/gm)).toEqual(["struct stat", "function stat"]);
});

test("macros: another name, a record made anew, a type", () => {
  const cwd = emptyFolder();
  const text =
    "#define add lib_add\nint add(int a, int b);\n#define plus add\nstruct point { int x, y; };\n" +
    "#define CORNER ((struct point){3, .y = 4})\n#define NUMBER struct point *\n";
  writeFileSync(join(cwd, "macros.h"), text);
  const told = (name: string): readonly string[] =>
    c2ts(["inspect", "macros.h", name], { cwd }).stdout.match(/(?<=^ {2}(?:TypeScript|value|also as) +)\S.*/gm) ?? [];
  expect(told("add")).toEqual(["add: another name of lib_add", "add(a: number, b: number): number", "lib_add, plus"]);
  expect(told("plus")[0]).toBe("plus: another name of add");
  expect(told("CORNER")).toEqual(["CORNER(): struct_point", "{ .x = 3, .y = 4 }"]);
  expect(told("NUMBER")).toEqual(["type NUMBER = Pointer<struct_point>"]);
});

test("from the project's own header, with what it includes; a spec and a header that agree say it once", () => {
  const cwd = folder();
  expect(c2ts(["dump", "given.h", "-o", "given.json"], { cwd }).code).toBe(0);
  const use = c2ts(["inspect", "given.h", "use"], { cwd }).stdout;
  expect(use).toContain("  by value    p: struct point, 8 bytes, in 1 general register\n");
  expect(c2ts(["inspect", "given.h", "given.json", "use"], { cwd }).stdout).toBe(use);
  writeFileSync(join(cwd, "given.h"), "struct point { char c; long x; };\n");
  const both = c2ts(["inspect", "given.h", "given.json", "point"], { cwd }).stdout;
  expect(both.match(/^ +\d+ {2}bytes.*$/gm)).toEqual([
    "                8  bytes, aligned to 4; 3 bytes of padding",
    "               16  bytes, aligned to 8; 7 bytes of padding",
  ]);
  expect(c2ts(["inspect", "given.h", "kind_t"], { cwd: folder() }).stdout).toMatch(/^typedef enum \{ … \} kind_t/);
});

test("what is not asked for: what the headers only include, and what a pattern leaves out", () => {
  const cwd = folder();
  const included = c2ts(["inspect", "given.h", "abs"], { cwd });
  expect(included.stdout).toContain("  C           int abs(int __x);\n");
  expect(included.stderr).toBe(
    "c2ts: note: 'abs' is of stdlib.h, which is none of the headers: --include 'file:stdlib.h' would bind it\n",
  );
  const excluded = c2ts(["inspect", "given.h", "use", "--exclude", "^use$"], { cwd });
  expect(excluded).toEqual({
    code: 2,
    stdout: "",
    stderr: "c2ts: 'use' is left out of what is bound: --exclude '^use$'\n",
  });
});

test("what was left out, and why", () => {
  const { stdout } = c2ts(["inspect", "given.h", "odd"], { cwd: folder() });
  expect(stdout).toMatch(/^ {2}TypeScript {2}left out\n {2}warning {5}skipped 'odd': /m);
});

test("--json has the same, and more", () => {
  const { stdout } = c2ts(["inspect", "given.h", "point", "--json"], { cwd: folder() });
  const row = { depth: 0, isBitField: false, name: null, typescript: null, doc: [] };
  expect(JSON.parse(stdout)).toEqual([
    {
      kind: "record",
      name: "struct point",
      location: { file: "given.h", line: 3, column: 8 },
      c: "struct point;",
      typescript: "class struct_point extends RecordView",
      exports: ["struct_point"],
      outcome: "bound",
      problems: [],
      symbol: null,
      deprecated: null,
      unavailable: null,
      doc: [],
      detail: {
        kind: "record",
        size: 8,
        align: 4,
        packed: false,
        padding: 24,
        rows: [
          { ...row, kind: "member", bitOffset: 0, bits: 8, name: "c", c: "char c;", typescript: "number" },
          { ...row, kind: "padding", bitOffset: 8, bits: 24, c: "(3 bytes of padding)" },
          { ...row, kind: "member", bitOffset: 32, bits: 32, name: "x", c: "int x;", typescript: "number" },
        ],
      },
    },
  ]);
});

test("an unknown name: near ones", () => {
  const { code, stdout, stderr } = c2ts(["inspect", spec("sqlite3"), "sqlite3_opne"]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/^c2ts: nothing is named 'sqlite3_opne' in .*; did you mean sqlite3_open, /);
  expect(c2ts(["inspect", "given.h", "nothing_like_it_anywhere"], { cwd: folder() }).stderr).toBe(
    "c2ts: nothing is named 'nothing_like_it_anywhere' in given.h\n",
  );
});

test.each([
  [[], "inspect what? name headers or a spec, then a declaration of them"],
  [["sqlite3_open"], "where is 'sqlite3_open' declared?"],
  [["nowhere.json", "x"], "cannot read nowhere.json"],
])("wrong usage: %s", (args, message) => {
  const { code, stderr } = c2ts(["inspect", ...args]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
});
