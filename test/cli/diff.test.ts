import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const ZLIB = fileURLToPath(new URL("../../spec-json/zlib/x86_64-linux-gnu.json", import.meta.url));
const DOC = readFileSync(new URL("../../docs/diff.md", import.meta.url), "utf8");
const block = (language: string, n: number): string =>
  [...DOC.matchAll(/^```(\w*)[^\n]*\n(.*?)^```$/gms)].filter(([, its]) => its === language)[n]?.[2] ?? "";

/** The headers of the documentation, dumped by its commands. */
function documented(): string {
  const cwd = emptyFolder();
  ["old", "new"].forEach((name, i) => {
    mkdirSync(join(cwd, name));
    writeFileSync(join(cwd, name, "shape.h"), block("c", i));
    expect(c2ts(["dump", `${name}/shape.h`, "-o", `${name}.json`], { cwd }).code).toBe(0);
  });
  return cwd;
}

test("the documentation shows what is printed", () => {
  const cwd = documented();
  const { code, stdout, stderr } = c2ts(["diff", "old.json", "new.json"], { cwd });
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: block("text", 0), stderr: "" });
});

test("what may break is allowed by name, and told all the same", () => {
  const cwd = documented();
  const some = c2ts(["diff", "old.json", "new.json", "--allow-breaking", "^shape_"], { cwd });
  expect(some.code).toBe(1);
  expect(some.stdout).toMatch(/^1 breaking, 2 allowed, 1 added, 1 other$/m);
  const all = c2ts(["diff", "old.json", "new.json", "--allow-breaking", "."], { cwd });
  expect(all.code).toBe(0);
  expect(all.stdout).toMatch(/^breaking, allowed:\n {2}~ struct shape$/m);
});

test("--json says the same; --all what only people read too", () => {
  const cwd = documented();
  const { code, stdout } = c2ts(["diff", "old.json", "new.json", "--json"], { cwd });
  const told = JSON.parse(stdout);
  expect(code).toBe(1);
  expect(told.ok).toBe(false);
  expect(told.changes.map((one: { name: string; impact: string }) => `${one.impact} ${one.name}`)).toEqual([
    "breaking struct shape",
    "source enum color",
    "breaking shape_add",
    "breaking shape_free",
    "source shape_print",
  ]);
  expect(c2ts(["diff", "old.json", "new.json", "--all"], { cwd }).stdout).toContain("parameter 2: name: n -> count");
});

test("a spec and itself, without libclang", () => {
  const { code, stdout } = c2ts(["diff", ZLIB, ZLIB], { env: { C2TS_LIBCLANG: "/nowhere/libclang.so" } });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "nothing changed\n" });
});

test("specs of two targets: a note", () => {
  const cwd = emptyFolder();
  writeFileSync(
    join(cwd, "other.json"),
    readFileSync(ZLIB, "utf8").replace("x86_64-pc-linux-gnu", "riscv64-linux-gnu"),
  );
  const { code, stderr } = c2ts(["diff", ZLIB, "other.json"], { cwd });
  expect(code).toBe(0);
  expect(stderr).toContain("other.json for riscv64-linux-gnu");
});

test.each([
  [["diff", ZLIB], "missing required argument 'new'"],
  [["diff", ZLIB, "/no/such.json"], "cannot read /no/such.json"],
  [["diff", ZLIB, fileURLToPath(import.meta.url)], "is not JSON"],
  [["diff", ZLIB, ZLIB, "--allow-breaking", "("], "--allow-breaking ("],
])("wrong usage: %s", (args, message) => {
  const { code, stdout, stderr } = c2ts(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(message);
});
