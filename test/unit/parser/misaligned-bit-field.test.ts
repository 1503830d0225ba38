import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bindingReport, dump } from "c2ts";
import { expect, test } from "vitest";
import { installedLibclang } from "../../support/libclang.ts";

/** Each is `struct s`, with a bit-field `b` in it. */
const RECORDS: readonly { name: string; text: string; differs: boolean }[] = [
  { name: "packed, by pragma", text: "struct s { int x : 5; int b : 9; char y; };", differs: false },
  {
    name: "packed, by attribute",
    text: "struct __attribute__((packed)) s { int x : 5; int b : 9; char y; };",
    differs: false,
  },
  {
    name: "aligned to what the pragma allows",
    text: "struct s { int x : 5; int b : 9 __attribute__((aligned(2))); char y; };",
    differs: false,
  },
  {
    name: "aligned to more",
    text: "struct s { int x : 5; int b : 9 __attribute__((aligned(8))); char y; };",
    differs: true,
  },
  {
    name: "aligned to more, as an expression",
    text: "struct s { int x : 5; int b : 9 __attribute__((aligned(sizeof(long)))); char y; };",
    differs: true,
  },
  {
    name: "aligned to as much as there is",
    text: "struct s { char x; int b : 9 __attribute__((aligned)); char y; };",
    differs: true,
  },
  {
    name: "in a record that is aligned itself",
    text: "struct __attribute__((aligned(8))) s { int x : 5; int b : 9 __attribute__((aligned(8))); char y; };",
    differs: true,
  },
  {
    name: "aligned to more, where it would stand anyway",
    text: "struct s { short x; int b : 9 __attribute__((aligned(8))); char y; };",
    differs: false,
  },
  { name: "first", text: "struct s { int b : 9 __attribute__((aligned(8))); char y; };", differs: false },
  {
    name: "aligned without the pragma",
    text: "#pragma pack()\nstruct s { int x : 5; int b : 9 __attribute__((aligned(8))); char y; };",
    differs: false,
  },
];

test.each(RECORDS)("a bit-field $name: reported where gcc and clang differ: $differs", ({ text, differs }) => {
  const header = `#pragma pack(2)\n${text}\n#pragma pack()\n`;
  expect(layoutBy("gcc", header) !== layoutBy("clang-14", header)).toBe(differs);
  const { spec, declared, problems } = dump(["memory.h"], {
    libclang: installedLibclang(19),
    files: [{ file: "memory.h", text: header }],
  });
  const report = bindingReport({ spec, declared, problems });
  const warning = { code: "layout-of-clang", severity: "warning", outcome: "note", name: "s", location: { line: 2 } };
  expect(report.problems).toMatchObject(differs ? [{ ...warning, details: { decl: "struct s", member: "b" } }] : []);
  expect(report.declarations).toMatchObject({ declared: 1, bound: 1, degraded: 0, leftOut: 0 });
});

/** Size, alignment, first bit of `b`, offset of `y`. */
function layoutBy(compiler: string, header: string): string {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-bit-field-"));
  try {
    const source = `${header}#include <stdio.h>
int main(void) {
  static union { struct s s; unsigned char bytes[sizeof(struct s)]; } u;
  u.s.b = -1;
  int bit = 0;
  while (!(u.bytes[bit / 8] >> bit % 8 & 1)) bit++;
  printf("%zu %zu %d %zu", sizeof(struct s), _Alignof(struct s), bit, __builtin_offsetof(struct s, y));
}
`;
    const [file, program] = [join(folder, "layout.c"), join(folder, "layout")];
    writeFileSync(file, source);
    execFileSync(compiler, ["-w", "-std=gnu17", file, "-o", program]);
    return execFileSync(program, { encoding: "utf8" });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
