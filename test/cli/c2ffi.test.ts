import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatC2ffi, loadSpec } from "c2ts";
import { beforeEach, describe, expect, test } from "vitest";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const HEADER = `struct point { int x, y; };
long point_area(struct point p);
int point_distance(const struct point *a, const struct point *b);
#define POINT_ORIGIN "here"
`;

let folder: string;
const path = (name: string): string => join(folder, name);
const text = (name: string): string => readFileSync(path(name), "utf8");
const run = (...args: readonly string[]) => c2ts(args, { cwd: folder });

beforeEach(() => {
  folder = emptyFolder();
  writeFileSync(path("point.h"), HEADER);
  expect(run("dump", "point.h", "-o", "point.json").code).toBe(0);
});

describe("dump", () => {
  test("a file *.spec is one of c2ffi, with all that a spec has", () => {
    expect(run("dump", "point.h", "-o", "point.spec").code).toBe(0);
    expect(text("point.spec")).toMatch(/^\[\n\{ "tag": "unhandled", .*"c2ts": \{ "format": /);
    expect(loadSpec(text("point.spec"), "point.spec")).toEqual(loadSpec(text("point.json"), "point.json"));
  });

  test("--format says otherwise, whatever the name", () => {
    const spec = loadSpec(text("point.json"), "point.json");
    expect(run("dump", "point.h", "--format", "json", "-o", "point.spec").code).toBe(0);
    expect(text("point.spec")).toBe(text("point.json"));
    expect(run("dump", "point.h", "--format", "c2ffi").stdout).toBe(formatC2ffi(spec));
    expect(run("dump", "point.h", "--format", "c2ffi-plain").stdout).toBe(formatC2ffi(spec, { plain: true }));
  });

  test("an unknown format is refused", () => {
    const { code, stderr } = run("dump", "point.h", "--format", "sexp");
    expect(code).toBe(2);
    expect(stderr).toContain("json, c2ffi, c2ffi-plain");
  });
});

test("gen writes its spec as c2ffi where its name says so, and check takes it", () => {
  const args = ["gen", "point.h", "--lib", "./libpoint.so", "-o", "point.ts", "--spec"];
  expect(run(...args, "point.spec").code).toBe(0);
  expect(text("point.spec")).toBe(run("dump", "point.h", "--format", "c2ffi").stdout);
  const check = (...more: readonly string[]) => run("check", ...more, "--lib", "./libpoint.so", "--no-symbols");
  expect(check("point.h", "-o", "point.ts", "--spec", "point.spec").code).toBe(0);
  expect(run("emit", "point.spec", "--lib", "./libpoint.so", "-o", "again.ts").code).toBe(0);
  expect(check("point.spec", "-o", "again.ts").code).toBe(0);
  writeFileSync(path("point.h"), HEADER.replace("long", "int"));
  expect(check("point.h", "-o", "point.ts", "--spec", "point.spec").stdout).toContain("point.spec");
});

describe("emit", () => {
  test("a c2ffi file of ours gives the module that the spec gives", () => {
    run("dump", "point.h", "--format", "c2ffi", "-o", "any-name");
    const { code, stdout } = run("emit", "any-name", "--lib", "point");
    expect(code).toBe(0);
    expect(stdout).toBe(run("emit", "point.json", "--lib", "point").stdout);
  });

  test("one that does not say its target is asked for it, in its name or by an option", () => {
    run("dump", "point.h", "--format", "c2ffi-plain", "-o", "point.spec");
    run("dump", "point.h", "--format", "c2ffi-plain", "-o", "point.x86_64-linux-gnu.spec");
    const without = run("emit", "point.spec");
    expect(without.code).toBe(2);
    expect(without.stderr).toMatch(/^c2ts: point\.spec is a c2ffi file and does not say for which target: .*--target/);
    const named = run("emit", "point.x86_64-linux-gnu.spec", "--lib", "point");
    expect(named.code).toBe(0);
    expect(named.stdout).toContain("export const point_distance: ");
    expect(named.stdout).toContain("from point.h for x86_64-linux-gnu");
    expect(run("emit", "point.spec", "--target", "x86_64-linux-gnu", "--lib", "point").stdout).toBe(named.stdout);
  });

  test("a target that is not that of the file is refused", () => {
    run("dump", "point.h", "--format", "c2ffi-plain", "-o", "point.spec");
    for (const [triple, reason] of [
      ["i686-linux-gnu", "is not for i686-linux-gnu: it has ':long' with 64 bits"],
      ["pdp11-dec-unix", "the target pdp11-dec-unix of point.spec is not one that c2ts knows"],
    ]) {
      const { code, stderr } = run("emit", "point.spec", "--target", triple ?? "");
      expect(code).toBe(2);
      expect(stderr).toContain(reason);
    }
    const { code, stderr } = run("emit", "point.json", "--target", "i686-linux-gnu");
    expect(code).toBe(2);
    expect(stderr).toContain("point.json is for x86_64-pc-linux-gnu, not for i686-linux-gnu");
  });
});
