import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const ZLIB = fileURLToPath(new URL("../../spec-json/zlib/x86_64-linux-gnu.json", import.meta.url));

/** Ids of what the page is about. */
function articles(html: string): readonly string[] {
  return [...html.matchAll(/<article id="([^"]*)"/g)].map(([, id = ""]) => id);
}

function folder(files: Readonly<Record<string, string>>): string {
  const cwd = emptyFolder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  return cwd;
}

test("a header as a page, in a file; the same again is unchanged", () => {
  const cwd = folder({ "given.h": "int f(void);\nstruct point { int x, y; };\n" });
  const made = c2ts(["inspect", "given.h", "--html", "-o", "out/given.html"], { cwd });
  expect(made).toEqual({ code: 0, stdout: "", stderr: expect.stringMatching(/^out\/given\.html: \d+ KB\n$/) });
  expect(articles(readFileSync(join(cwd, "out/given.html"), "utf8"))).toEqual(["f", "struct_point"]);
  expect(c2ts(["inspect", "given.h", "--html", "-o", "out/given.html"], { cwd }).stderr).toContain("(unchanged)");
});

test("from a spec, without libclang, printed; only some names", () => {
  const env = { C2TS_LIBCLANG: "/nowhere/libclang.so" };
  const { code, stdout } = c2ts(["inspect", ZLIB, "deflate", "struct", "z_stream_s", "--html"], { env });
  expect({ code, ids: articles(stdout) }).toEqual({ code: 0, ids: ["deflate", "struct_z_stream_s"] });
});

test("from a config, of one library or of several", () => {
  const one = folder({ "a.h": "int a(void);\n", "c2ts.config.json": '{ "headers": ["a.h"], "output": "a.ts" }' });
  expect(articles(c2ts(["inspect", "--html"], { cwd: one }).stdout)).toEqual(["a"]);
  expect(existsSync(join(one, "a.ts"))).toBe(false);

  const libraries =
    '{ "libraries": [{ "headers": ["a.h"], "output": "a.ts" }, { "headers": ["b.h"], "output": "b.ts" }] }';
  const two = folder({ "a.h": "int a(void);\n", "b.h": "int b(void);\n", "c2ts.config.json": libraries });
  expect(c2ts(["inspect", "--html"], { cwd: two })).toMatchObject({ code: 2, stdout: "" });
  expect(c2ts(["inspect", "--html", "-o", "pages"], { cwd: two }).code).toBe(0);
  for (const name of ["a", "b"]) {
    expect(articles(readFileSync(join(two, `pages/${name}.html`), "utf8"))).toEqual([name]);
  }
});

test.each([
  [["given.h", "--html", "--json"], "--html or --json"],
  [["given.h", "g", "--html"], "nothing is named 'g' in given.h"],
  [["given.h", "f", "-o", "page.html"], "-o is for --html"],
  [["--html"], "no header given, and no c2ts.config here or above"],
])("wrong usage: %s", (args, message) => {
  const cwd = folder({ "given.h": "int f(void);\n" });
  const { code, stdout, stderr } = c2ts(["inspect", ...args], { cwd });
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(message) });
});
