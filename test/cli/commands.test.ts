import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installedLibclang } from "../support/libclang.ts";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const HEADER = `/** Adds. */
int add(int a, int b);
struct point { int x, y; };
enum color { RED, GREEN };
#define ANSWER 42
static inline int twice(int x) { return 2 * x; }
`;

function folderWithHeader(): string {
  const folder = emptyFolder();
  writeFileSync(join(folder, "given.h"), HEADER);
  return folder;
}

test("gen writes module and spec and says what is in them", () => {
  const cwd = folderWithHeader();
  const { code, stdout, stderr } = c2ts(
    ["gen", "given.h", "--lib", "c", "-o", "src/given.ts", "--spec", "given.json"],
    { cwd },
  );
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
  expect(stderr).toBe("src/given.ts: 1 function, 1 record, 1 enum, 1 constant; 1 left out (--verbose says why)\n");
  expect(readFileSync(join(cwd, "src/given.ts"), "utf8")).toContain(
    "export const add: CFunction<(a: number, b: number) => number> =",
  );
  expect(readFileSync(join(cwd, "given.json"), "utf8")).toContain('"name":"add"');
  expect(readdirSync(join(cwd, "src"))).toEqual(["given.ts"]);
});

test("an output that would not change is left alone", () => {
  const cwd = folderWithHeader();
  const args = ["gen", "given.h", "--lib", "c", "-o", "given.ts"];
  c2ts(args, { cwd });
  const before = statSync(join(cwd, "given.ts"), { bigint: true });
  const { code, stderr } = c2ts(args, { cwd });
  const after = statSync(join(cwd, "given.ts"), { bigint: true });
  expect(code).toBe(0);
  expect(stderr).toMatch(/^given\.ts \(unchanged\): /);
  expect({ ino: after.ino, mtimeNs: after.mtimeNs }).toEqual({ ino: before.ino, mtimeNs: before.mtimeNs });
});

test("dump and emit give what gen gives; emit needs no libclang", () => {
  const cwd = folderWithHeader();
  c2ts(["gen", "given.h", "--lib", "c", "-o", "one.ts"], { cwd });
  expect(c2ts(["dump", "given.h", "-o", "given.json"], { cwd }).code).toBe(0);
  const none = { C2TS_LIBCLANG: "/nowhere/libclang.so" };
  expect(c2ts(["emit", "given.json", "--lib", "c", "-o", "two.ts"], { cwd, env: none }).code).toBe(0);
  expect(readFileSync(join(cwd, "two.ts"), "utf8")).toBe(readFileSync(join(cwd, "one.ts"), "utf8"));
});

test("without -o the module goes to stdout and the talk to stderr", () => {
  const cwd = folderWithHeader();
  const { code, stdout, stderr } = c2ts(["gen", "given.h", "--lib", "c"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain("export const ANSWER = 42;");
  expect(stderr).toBe("1 function, 1 record, 1 enum, 1 constant; 1 left out (--verbose says why)\n");
  const spec: unknown = JSON.parse(c2ts(["dump", "given.h"], { cwd }).stdout);
  expect(spec).toMatchObject({ headers: ["given.h"] });
});

test("--verbose says what was left out, where and why", () => {
  const cwd = folderWithHeader();
  const { stderr } = c2ts(["gen", "given.h", "--lib", "c", "-o", "given.ts", "--verbose"], { cwd });
  expect(stderr).toMatch(/^given\.h:6:19: \w+: skipped 'twice': /m);
});

test("--json is one object for programs", () => {
  const cwd = folderWithHeader();
  const { stdout, stderr } = c2ts(["gen", "given.h", "--lib", "c", "-o", "given.ts", "--json"], { cwd });
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toMatchObject({
    files: [{ path: "given.ts", result: "written" }],
    counts: { functions: 1, records: 1, enums: 1, constants: 1, leftOut: 1 },
    declarations: { declared: 5, bound: 4, leftOut: 1 },
    problems: [{ code: "no-symbol", name: "twice", outcome: "leftOut", location: { file: "given.h", line: 6 } }],
  });
});

test("without a library the user is told", () => {
  const cwd = folderWithHeader();
  const { code, stderr } = c2ts(["gen", "given.h", "-o", "given.ts"], { cwd });
  expect(code).toBe(0);
  expect(stderr).toContain("no library named: calling a function of this module will throw (use --lib or --pkg)");
});

test("--include and --exclude select by name, kind and file; what matches nothing is said", () => {
  const cwd = folderWithHeader();
  const gen = (...args: string[]) => c2ts(["gen", "given.h", "--lib", "c", ...args], { cwd });
  expect(gen("--include", "^add$").stdout).not.toContain("ANSWER");
  expect(gen("--include", "constant:.").stdout).toContain("ANSWER");
  expect(gen("--include", "constant:.").stdout).not.toContain("add:");
  expect(gen("--exclude", "^add$").stdout).not.toContain("add:");
  expect(gen("--include", "no_such_name").stderr).toContain(
    "warning: --include 'no_such_name' matches nothing in the headers given",
  );
  expect(gen("--include", "file:bits/**").stdout).toContain("export const add:");
});

test("arguments behind -- go to clang", () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "given.h"), "#ifdef WIDE\nlong wide(long x);\n#endif\nint f(void);\n");
  expect(c2ts(["gen", "given.h"], { cwd }).stdout).not.toContain("wide");
  expect(c2ts(["gen", "given.h", "--", "-DWIDE"], { cwd }).stdout).toContain("export const wide: CFunction<");
});

test("--pkg asks pkg-config for header, flags and library", () => {
  const cwd = emptyFolder();
  const { code, stderr } = c2ts(["gen", "--pkg", "zlib", "-o", "zlib.ts"], { cwd });
  expect(stderr).toMatch(/^zlib\.ts: \d+ functions/);
  expect(code).toBe(0);
  const text = readFileSync(join(cwd, "zlib.ts"), "utf8");
  expect(text).toContain("export const deflate: CFunction<");
  expect(text).toMatch(/library\("z", \["libz\.so\.1"\]\)/);
});

test("--strict fails for what had to be left out", () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "given.h"), "long double f(void);\nint g(void);\n");
  expect(c2ts(["gen", "given.h", "--lib", "x", "-o", "given.ts"], { cwd }).code).toBe(0);
  expect(c2ts(["gen", "given.h", "--lib", "x", "-o", "given.ts", "--strict"], { cwd }).code).toBe(1);
});

test("doctor says which libclang is used, and what to install where none is", () => {
  const path = installedLibclang(19);
  const good = c2ts(["doctor", "--libclang", path]);
  expect(good.code).toBe(0);
  expect(good.stdout).toContain(`libclang  19.1.7, ${path}`);
  const bad = c2ts(["doctor", "--libclang", "/nowhere/libclang.so"]);
  expect(bad.code).toBe(1);
  expect(bad.stdout).toContain("libclang  not found");
  expect(bad.stdout).toContain("Install it:  sudo apt-get install libclang1-19 libclang-common-19-dev");
  expect(JSON.parse(c2ts(["doctor", "--json", "--libclang", path]).stdout)).toMatchObject({
    libclang: { path, version: "19.1.7" },
  });
});

test("help of every command shows its options and no stack", () => {
  for (const command of ["gen", "dump", "emit", "check", "inspect", "doctor"]) {
    const { code, stdout } = c2ts([command, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: c2ts ${command} `));
  }
  const top = c2ts(["--help"]);
  expect(top.code).toBe(0);
  expect(top.stdout).toContain("c2ts gen /usr/include/sqlite3.h --lib sqlite3 -o src/sqlite3.ts");
  expect(c2ts(["--version"]).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("no temporary file is left behind", () => {
  const cwd = folderWithHeader();
  c2ts(["gen", "given.h", "-o", "deep/er/given.ts"], { cwd });
  expect(readdirSync(join(cwd, "deep/er"))).toEqual(["given.ts"]);
  expect(existsSync(join(cwd, "given.ts"))).toBe(false);
});

test("a header that declares nothing passes on what it includes", () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "wrapper.h"), "#ifndef WRAPPER_H\n#define WRAPPER_H\n#include <string.h>\n#endif\n");
  const { stdout } = c2ts(["gen", "wrapper.h", "--lib", "c"], { cwd });
  expect(stdout).toContain("export const strlen: CFunction<");
  expect(stdout).not.toContain("export const strcasecmp: CFunction<"); // of <strings.h>, which <string.h> includes
});

test("what a header includes from elsewhere is not its own, and how to have it is said where there is nothing else", () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "mine.h"), "#include <string.h>\nint mine(void);\n");
  const { stdout } = c2ts(["gen", "mine.h", "--lib", "c"], { cwd });
  expect(stdout.match(/^export const \w+(?=: CFunction)/gm)).toEqual(["export const mine"]);
  const { code, stderr } = c2ts(["gen", "mine.h", "--lib", "c", "-o", "mine.ts", "--exclude", "mine"], { cwd });
  expect(code).toBe(0);
  expect(stderr).toContain("what they include is added with --include 'file:glob'");
  const more = c2ts(["gen", "mine.h", "--lib", "c", "--include", "file:string*"], { cwd });
  expect(more.stdout).toContain("export const strlen: CFunction<");
});

test("a header of the C library has its internal parts, without what is reserved", () => {
  const { stdout } = c2ts(["gen", "math.h", "--lib", "m"], { cwd: emptyFolder() });
  expect(stdout).toContain("export const sin: CFunction<");
  expect(stdout).not.toMatch(/^export (function __|const __\w+: CFunction)/m);
  const { stdout: errors } = c2ts(["gen", "errno.h", "--lib", "c"], { cwd: emptyFolder() });
  expect(errors).toContain("export const ENOENT = 2;");
  const { stdout: stat } = c2ts(["gen", "sys/stat.h", "--lib", "c"], { cwd: emptyFolder() });
  expect(stat).toContain("export const S_IRUSR =");
  expect(stat).not.toContain("SEM_UNDO"); // of <sys/sem.h>, beside it
});

test("what a header includes from beside it is its own, however the include is spelled", () => {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, "inc"));
  writeFileSync(join(cwd, "inc/a.h"), '#include "../inc/b.h"\n#include "./c.h"\nint a(void);\n');
  writeFileSync(join(cwd, "inc/b.h"), "int b(void);\n");
  writeFileSync(join(cwd, "inc/c.h"), "int c(void);\n");
  const { stdout } = c2ts(["gen", "inc/a.h", "--lib", "x"], { cwd });
  expect(stdout.match(/^export const \w+(?=: CFunction)/gm)).toEqual([
    "export const b",
    "export const c",
    "export const a",
  ]);
  expect(stdout).toContain("(b.h:1)");
});
