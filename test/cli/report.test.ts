import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseReport } from "c2ts";
import { expect, test } from "vitest";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const HEADER = `#ifndef GIVEN_H
#define GIVEN_H
#include <stddef.h>
int add(int a, int b);
int add(int a, int b);
size_t count(void);
_Complex int wide(void);
struct part { _Complex int x; int y; };
#define ONCE 1
#undef ONCE
#define QUOTED(x) #x
struct { int lonely; };
_Static_assert(sizeof(int) == 4, "int");
__asm__(".globl nothing");
#endif
`;

function folderWithHeader(): string {
  const folder = emptyFolder();
  writeFileSync(join(folder, "given.h"), HEADER);
  return folder;
}

const reported = (cwd: string, ...args: readonly string[]) => {
  const { code, stderr } = c2ts([...args, "--report", "report.json"], { cwd });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return parseReport(JSON.parse(readFileSync(join(cwd, "report.json"), "utf8")));
};

const GEN = ["gen", "given.h", "--lib", "given", "-o", "given.ts"];

test("--report file.json has one reason for each declaration that is not bound, and counts that add up", () => {
  const { declarations, problems } = reported(folderWithHeader(), ...GEN);
  expect(problems.map(({ name, code, outcome }) => `${name}: ${code}: ${outcome}`).sort()).toEqual([
    ": unnamed: leftOut",
    "GIVEN_H: macro-not-a-value: noValue",
    "ONCE: macro-undefined: noValue",
    "QUOTED: macro-with-parameters: leftOut",
    "__asm__: declared-unsupported: leftOut",
    "part: unsupported-member: degraded",
    "wide: unsupported-type: leftOut",
  ]);
  expect(problems.find(({ name }) => name === "wide")).toEqual({
    code: "unsupported-type",
    severity: "warning",
    outcome: "leftOut",
    kind: "function",
    name: "wide",
    location: { file: "given.h", line: 7, column: 14 },
    targets: null,
    text: "skipped 'wide': no binding for 'int _Complex' (its result)",
    details: { decl: "wide", type: "int _Complex", where: "its result" },
  });
  const { byKind, needed, ...total } = declarations;
  expect(total).toEqual({ declared: 9, bound: 2, degraded: 1, leftOut: 4, noValue: 2, excluded: 0 });
  expect(needed).toBe(1); // size_t
  expect(byKind.function).toEqual({ declared: 3, bound: 2, degraded: 0, leftOut: 1, noValue: 0, excluded: 0 });
});

test("a macro of its function's name counts, bound with the function where it says no more, else reported", () => {
  const folder = emptyFolder();
  const header = "int once(int x);\n#define once(x) (once)(x)\nint twice(int x);\n#define twice(x) (twice(x) * 2)\n";
  writeFileSync(join(folder, "given.h"), header);
  const { declarations, problems } = reported(folder, ...GEN);
  expect(declarations).toMatchObject({ declared: 4, bound: 3, leftOut: 1, degraded: 0, noValue: 0 });
  expect(problems.map(({ text }) => text)).toEqual([
    "skipped macro 'twice': the name stands for the function, C's '(twice)(…)'; 'twice(…)' in C is `(twice(x) * 2)`",
  ]);
});

test("what is excluded is in the report with the option that says so", () => {
  const { declarations, excluded } = reported(
    folderWithHeader(),
    ...GEN,
    "--exclude",
    "^add$",
    "--include",
    "function:.",
  );
  expect(declarations).toMatchObject({ declared: 9, bound: 1, leftOut: 1, excluded: 7 });
  expect(excluded).toContainEqual({
    kind: "function",
    name: "add",
    location: { file: "given.h", line: 4, column: 5 },
    by: "--exclude '^add$'",
  });
  expect(excluded.map(({ by }) => by)).toContain("no --include matches it");
});

test("dump and emit report too: what the parser could not read, what the spec cannot give", () => {
  const cwd = folderWithHeader();
  const dumped = reported(cwd, "dump", "given.h", "-o", "given.json");
  expect(dumped.problems.map(({ code }) => code).sort()).toEqual(["macro-undefined", "unnamed"]);
  expect(dumped.declarations).toMatchObject({ declared: 9, bound: 7, leftOut: 1, noValue: 1 });
  const emitted = reported(cwd, "emit", "given.json", "--lib", "given", "-o", "given.ts");
  expect(emitted.declarations).toMatchObject({ declared: 8, bound: 3, degraded: 1, leftOut: 3, noValue: 1, needed: 0 });
});

test("every rename that was asked for is a note, and changes no count", () => {
  const cwd = folderWithHeader();
  const plain = reported(cwd, ...GEN);
  const { declarations, problems } = reported(
    cwd,
    ...GEN,
    "--rename",
    "add=plus",
    ...["co", "pa", "wi"].flatMap((prefix) => ["--strip-prefix", prefix]),
  );
  const renamed = problems.filter(({ code }) => code === "renamed");
  // `wide` is not in the module, so it has no other name there.
  expect(renamed.map(({ name, outcome, severity, details }) => [name, details["to"], outcome, severity])).toEqual([
    ["add", "plus", "note", "info"],
    ["count", "unt", "note", "info"],
    ["part", "struct_rt", "note", "info"],
  ]);
  expect(renamed[0]?.location).toEqual({ file: "given.h", line: 4, column: 5 });
  expect(declarations).toEqual(plain.declarations);
  expect(problems.filter(({ code }) => code !== "renamed")).toEqual(plain.problems);
});

test("the same in words, for people", () => {
  const cwd = folderWithHeader();
  c2ts([...GEN, "--report", "report.txt", "--exclude", "^add$"], { cwd });
  const text = readFileSync(join(cwd, "report.txt"), "utf8");
  expect(text).toMatch(/^ +declared +bound +in part +left out +no value +excluded$/m);
  expect(text).toMatch(/^ +function +3 +1 +0 +1 +0 +1$/m);
  expect(text).toMatch(/^Left out$[\s\S]*^ +given\.h:7 +function +unsupported-type +skipped 'wide': /m);
  expect(text).toMatch(/^Excluded$[\s\S]*^ +given\.h:4 +function +add +--exclude '\^add\$'$/m);
  c2ts([...GEN, "--report", "report.md"], { cwd });
  const markdown = readFileSync(join(cwd, "report.md"), "utf8");
  expect(markdown).toMatch(/^\| function \| 3 \| 2 \| 0 \| 1 \| 0 \| 0 \|$/m);
  expect(markdown).toMatch(/^## Left out$/m);
});

test("a report whose name does not say what to write is refused before anything is done", () => {
  const { code, stderr } = c2ts([...GEN, "--report", "report"], { cwd: folderWithHeader() });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: "c2ts: --report report: the name must end in .json, .md or .txt, which says what to write\n",
  });
});
