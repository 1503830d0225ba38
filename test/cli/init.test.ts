import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, test } from "vitest";
import { onTerminal } from "../support/on-terminal.ts";
import { type CliResult, c2ts, emptyFolder } from "../support/run-cli.ts";

let folder = "";
beforeEach(() => {
  folder = emptyFolder();
});

const LAUNCHER = fileURLToPath(new URL("../../bin/c2ts.js", import.meta.url));
const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}): CliResult => c2ts(args, { cwd: folder, env });
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const NO_PACKAGES = { PKG_CONFIG_LIBDIR: "/nonexistent", PKG_CONFIG_PATH: "" };

/** The config, and what `gen` and `check` say of it at once: functions, layout and the symbols of the library. */
function works(name: string, env: NodeJS.ProcessEnv = {}): string {
  const gen = run(["gen"], env);
  expect({ code: gen.code, stderr: gen.stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining("c2ts: ") });
  // sqlite3.h declares some that Debian's library lacks.
  const check = run(["check", "--no-constants", "--allow-missing", "^sqlite3_"], env);
  expect({ code: check.code, stdout: check.stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/symbol/) });
  return read(name);
}

describe("the written config works at once", () => {
  test("a header that pkg-config has a package for", () => {
    const { code, stderr } = run(["init", "zlib.h"]);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "c2ts.config.ts: zlib.h, package zlib → zlib.ts\nnext: npx c2ts gen\n",
    });
    expect(works("c2ts.config.ts")).toBe(
      'import { defineConfig } from "c2ts";\n\nexport default defineConfig({\n' +
        '  headers: ["zlib.h"],\n  pkg: "zlib",\n  output: "zlib.ts",\n});\n',
    );
  });

  test("a package alone, and the module where sources are", () => {
    mkdirSync(join(folder, "src"));
    expect(run(["init", "--pkg", "sqlite3", "--yes"]).code).toBe(0);
    expect(works("c2ts.config.ts")).toContain('({\n  pkg: "sqlite3",\n  output: "src/sqlite3.ts",\n});');
    expect(read("src/sqlite3.ts")).toContain("export const sqlite3_open");
  });

  test("a package with a header that is not named after it", () => {
    expect(run(["init", "--header", "openssl/ssl.h", "--pkg", "openssl"]).code).toBe(0);
    expect(read("c2ts.config.ts")).toContain('headers: ["openssl/ssl.h"],\n  pkg: "openssl",\n  output: "ssl.ts"');
    expect(run(["gen"]).stderr).toMatch(/^ssl\.ts: \d{4} functions/);
  });

  test.each([
    ["libshop", "Shop.h", ""],
    ["shop-1.0", "libshop/shop.h", ""],
    ["shopw", "shop.h", "a guess"],
  ])("the header of package %s is %s", (name, header, guess) => {
    mkdirSync(join(folder, "include/libshop"), { recursive: true });
    writeFileSync(join(folder, "include", header), "enum { SHOP_OPEN = 1 };\n");
    writeFileSync(
      join(folder, `${name}.pc`),
      `Name: ${name}\nDescription: of a test\nVersion: 1\nCflags: -I${folder}/include\n`,
    );
    const { code, stderr } = run(["gen", "--pkg", name, "-o", "shop.ts"], { PKG_CONFIG_PATH: folder });
    if (guess === "")
      expect({ code, module: read("shop.ts") }).toEqual({ code: 0, module: expect.stringContaining("SHOP_OPEN") });
    else expect(stderr).toMatch(/no header is named after it in .*name the header as well; did you mean .*'shop.h'/);
  });

  test("a header of the project's own, with its library in lib/", () => {
    mkdirSync(join(folder, "include"));
    mkdirSync(join(folder, "lib"));
    writeFileSync(join(folder, "include/shop.h"), "#ifdef SHOP\nint shop_open(int door);\n#endif\n");
    writeFileSync(join(folder, "shop.c"), "int shop_open(int door) { return door; }\n");
    execFileSync("gcc", ["-shared", "-fPIC", "-o", "lib/libshop.so", "shop.c"], { cwd: folder });
    expect(run(["init", "include/shop.h", "--", "-DSHOP"]).code).toBe(0);
    expect(works("c2ts.config.ts")).toContain(
      '  headers: ["./include/shop.h"],\n  library: "./lib/libshop.so",\n  clangArgs: ["-DSHOP"],\n  output: "shop.ts",',
    );
    expect(read("shop.ts")).toContain("export const shop_open");
  });

  test.each([
    ["zlib.h", "z"],
    ["string.h", "c"],
    ["math.h", "m"],
  ])("%s, where there is no package: the library that has its functions", (header, library) => {
    expect(run(["init", header], NO_PACKAGES).code).toBe(0);
    expect(works("c2ts.config.ts", NO_PACKAGES)).toContain(`  headers: ["${header}"],\n  library: "${library}",\n`);
  });

  test("as JSON and as JavaScript", () => {
    expect(run(["init", "zlib.h", "--format", "json", "-o", "lib/z.ts"]).code).toBe(0);
    expect(JSON.parse(works("c2ts.config.json"))).toEqual({
      $schema: "./node_modules/c2ts/docs/config.schema.json",
      headers: ["zlib.h"],
      pkg: "zlib",
      output: "lib/z.ts",
    });
    folder = emptyFolder();
    expect(run(["init", "zlib.h", "--lib", "z", "--format", "mjs"]).code).toBe(0);
    expect(works("c2ts.config.mjs")).toMatch(/^import \{ defineConfig \} from "c2ts";[\s\S]*library: "z"/);
  });
});

describe("where it writes nothing", () => {
  test("a config is there", () => {
    writeFileSync(join(folder, "c2ts.config.mjs"), "export default {};\n");
    const { code, stderr } = run(["init", "zlib.h"]);
    expect([code, stderr]).toEqual([2, "c2ts: c2ts.config.mjs is there already: edit it, or remove it first\n"]);
    expect(existsSync(join(folder, "c2ts.config.ts"))).toBe(false);
  });

  test.each([
    [[], 2, "name a header, `c2ts init zlib.h`"],
    [["--pkg", "sqlite"], 2, "did you mean sqlite3?"],
    [["sqlite.h"], 3, "packages of like names: sqlite3; `c2ts init --pkg NAME` takes one"],
    [["zlib.h", "-o", "zlib.h.json"], 2, "-o zlib.h.json: the name must end in .ts or .mts"],
  ])("%j", (args, expected, message) => {
    const { code, stderr } = run(["init", ...args]);
    expect([code, stderr]).toEqual([expected, expect.stringContaining(message)]);
    expect(existsSync(join(folder, "c2ts.config.ts"))).toBe(false);
  });
});

test("a header for which no library is found is bound all the same, and it is said", () => {
  writeFileSync(join(folder, "mine.h"), "int mine(void);\n");
  expect(run(["init", "mine.h"]).stderr).toContain("no library was found: add `library` to the config");
  expect(read("c2ts.config.ts")).not.toContain("library");
});

describe("on a terminal", () => {
  const init = `${process.execPath} ${LAUNCHER} init`;

  test("asks for the library, of those that pkg-config knows, and for the module", async () => {
    const screen = await onTerminal(init, folder, [
      ["Which library?", "sqlite3"],
      ["sqlite3", "\r"],
      ["Which module", "\r"],
    ]);
    expect(screen).toContain("next: npx c2ts gen");
    expect(works("c2ts.config.ts")).toContain('({\n  pkg: "sqlite3",\n  output: "sqlite3.ts",\n});');
  });

  test("asks for the header of a package that does not name one, and for the library of a header that nothing is known of", async () => {
    await onTerminal(init, folder, [
      ["Which library?", "libevent_core"],
      ["libevent_core", "\r"],
      ["Which header?", "event2/event.h\r"],
      ["Which module", "\r"],
    ]);
    expect(read("c2ts.config.ts")).toContain(
      'headers: ["event2/event.h"],\n  pkg: "libevent_core",\n  output: "event.ts"',
    );
    folder = emptyFolder();
    writeFileSync(join(folder, "mine.h"), "int puts(const char *text);\n");
    await onTerminal(`${init} mine.h`, folder, [
      ["Which library has the functions?", "c\r"],
      ["Which module", "\r"],
    ]);
    expect(works("c2ts.config.ts")).toContain('headers: ["./mine.h"],\n  library: "c",\n  output: "mine.ts"');
  });

  test("Ctrl-C writes nothing, and --yes asks nothing", async () => {
    expect(await onTerminal(init, folder, [["Which library?", "\x03"]])).toContain("nothing written");
    expect(existsSync(join(folder, "c2ts.config.ts"))).toBe(false);
    expect(await onTerminal(`${init} zlib.h --yes`, folder, [])).not.toContain("Which");
    expect(existsSync(join(folder, "c2ts.config.ts"))).toBe(true);
  });
});
