import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { elfNeeds } from "../../src/runtime/elf-needs.ts";
import { c2ts } from "../support/run-cli.ts";

// Wrappers call into the very library that the module has opened, wherever that is and whatever else is loaded.

const RUNTIME = fileURLToPath(new URL("../../src/runtime", import.meta.url));
const HEADER = `#include <stdarg.h>
int plain(void);
static inline int twice(void) { return 2 * plain(); }
static inline int alone(int x) { return x + 1; }
int vsum(int n, va_list ap);
`;
const SOURCE = `#include <stdarg.h>
int plain(void) { return VERSION; }
int vsum(int n, va_list ap) { int sum = VERSION; while (n-- > 0) sum += va_arg(ap, int); return sum; }
`;

let folder = "";
const at = (path: string): string => join(folder, path);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "c2ts-shim-library-"));
  for (const path of ["build", "apart", "node_modules"]) mkdirSync(at(path));
  symlinkSync(RUNTIME, at("node_modules/c2ts-runtime"));
  writeFileSync(at("shop.h"), HEADER);
  writeFileSync(at("shop.c"), SOURCE);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Makes a library that says which version it is. */
function library(path: string, version: number, soname: string | null): void {
  mkdirSync(at(path.replace(/\/[^/]*$/, "")), { recursive: true });
  const flags = ["-shared", "-fPIC", `-DVERSION=${version}`, ...(soname === null ? [] : [`-Wl,-soname,${soname}`])];
  execFileSync("gcc", [...flags, "-o", path, "shop.c"], { cwd: folder });
}

function gen(module: string, ...flags: readonly string[]): void {
  const { code, stderr } = c2ts(["gen", "shop.h", "--shim", ...flags, "-o", module], { cwd: folder });
  expect([code, stderr]).toEqual([0, expect.stringContaining(module)]);
}

/** What a program prints on the modules of these names, as lines. */
function run(modules: readonly string[], program: string, env: NodeJS.ProcessEnv = {}): readonly string[] {
  const imports = modules.map((name) => `import * as ${name} from "./${name}.js";\n`).join("");
  const runtime = 'import { useLibrary, closeLibrary } from "c2ts-runtime";\n';
  writeFileSync(at("main.mjs"), `${imports}${runtime}${program}\n`);
  const all = { PATH: process.env["PATH"], NODE_OPTIONS: "", ...env };
  const { stdout, stderr } = spawnSync(process.execPath, ["main.mjs"], { cwd: folder, encoding: "utf8", env: all });
  expect(stderr).toBe("");
  return stdout.trim().split("\n");
}

const TELL =
  "const tell = (f) => { try { console.log(f()); } catch (error) { console.log(error.message.split('\\n')[0]); } };\n";

describe.each([
  ["no soname", null],
  ["a soname", "libshop.so.1"],
])("a library with %s that is nowhere where the dynamic linker looks", (_, soname) => {
  beforeAll(() => {
    library("build/libshop.so", 7, soname);
    gen("shop.js", "--lib", "shop", "--link=-Lbuild");
    renameSync(at("build/libshop.so"), at("apart/elsewhere.so"));
  });

  test("is that of C2TS_LIB_SHOP, also for a wrapper that is called first", () => {
    const env = { C2TS_LIB_SHOP: at("apart/elsewhere.so") };
    expect(run(["shop"], "console.log(shop.twice(), shop.plain(), shop.vsum(1, 5));", env)).toEqual(["14 7 12"]);
  });

  test("and of useLibrary, before another of its name", () => {
    library("other/libshop.so.1", 9, "libshop.so.1");
    library("other/libshop.so", 9, null);
    const program = `useLibrary("shop", ${JSON.stringify(at("apart/elsewhere.so"))}); console.log(shop.twice(), shop.plain());`;
    expect(run(["shop"], program)).toEqual(["14 7"]);
    expect(run(["shop"], program, { LD_LIBRARY_PATH: at("other") })).toEqual(["14 7"]);
  });

  test("where it is missing, the message is about the library, and what needs none can be called", () => {
    const program = `${TELL}tell(() => shop.twice()); tell(() => shop.has("twice"));`;
    expect(run(["shop"], program)).toEqual([
      "twice is called through a wrapper in C, and the library that it calls is not there: cannot load library 'shop'; set C2TS_LIB_SHOP to its path. Tried:",
      expect.stringContaining("cannot load library 'shop'"),
    ]);
    const wrong = run(["shop"], program, { C2TS_LIB_SHOP: "/nowhere/libshop.so" });
    expect(wrong[0]).toBe("cannot load library 'shop' (from C2TS_LIB_SHOP). Tried:");
  });
});

test("two versions of one soname, side by side", () => {
  library("one/libshop.so.1", 1, "libshop.so.1");
  library("two/libshop.so.1", 2, "libshop.so.1");
  library("three/libshop.so.3", 3, "libshop.so.3");
  gen("first.js", "--lib", "./one/libshop.so.1");
  gen("second.js", "--lib", "./two/libshop.so.1");
  gen("third.js", "--lib", "./three/libshop.so.3");
  const program = "console.log(...[third, first, second].flatMap((m) => [m.twice(), m.plain(), m.vsum(1, 10)]));";
  expect(run(["first", "second", "third"], program)).toEqual(["6 3 13 2 1 11 4 2 12"]);
});

test("a project that has moved takes its library along, with a soname or without", () => {
  library("lib/libshop.so", 4, null);
  gen("moved.js", "--lib", "./lib/libshop.so");
  for (const name of ["moved.js", "moved.shim.so", "lib"]) {
    mkdirSync(at("away"), { recursive: true });
    renameSync(at(name), at(`away/${name}`));
  }
  writeFileSync(at("moved.js"), 'export * from "./away/moved.js";');
  expect(run(["moved"], "console.log(moved.twice(), moved.plain());")).toEqual(["8 4"]);
});

test("wrappers that need no library do without", () => {
  writeFileSync(at("alone.h"), "static inline int alone(int x) { return x + 1; }\n");
  library("build/libnonesuch.so", 7, null);
  c2ts(["gen", "alone.h", "--shim", "--lib", "nonesuch", "--link=-Lbuild", "-o", "alone.js"], { cwd: folder });
  const program = `${TELL}tell(() => [alone.alone(1), alone.has("alone")]); tell(() => alone.has("other"));`;
  expect(run(["alone"], program)).toEqual(["[ 2, true ]", expect.stringContaining("cannot load library 'nonesuch'")]);
});

test("has() knows wrappers, and messages say what C calls a function", () => {
  library("build/libshop.so", 7, null);
  gen("named.js", "--lib", "./build/libshop.so");
  const many = "Array.from({ length: 40 }, () => 1)";
  const program = `${TELL}console.log(["plain", "twice", "vsum", "nonesuch"].map((name) => named.has(name)).join());
    tell(() => named.vsum(1, 1.5)); tell(() => named.vsum(40, ...${many}));`;
  expect(run(["named"], program)).toEqual([
    "true,true,true,false",
    expect.stringMatching(/^vsum: argument 2 /),
    expect.stringMatching(/^vsum: the call engine takes \d+ arguments/),
  ]);
});

test("what an object needs is read as binutils read it", () => {
  const file = at("named.shim.so");
  const needs = elfNeeds(readFileSync(file));
  const symbols = execFileSync("nm", ["-D", "-u", "--without-symbol-versions", file], { encoding: "utf8" });
  expect([...(needs?.symbols ?? [])].sort()).toEqual([...symbols.matchAll(/\S+$/gm)].map(([name]) => name).sort());
  const dynamic = execFileSync("readelf", ["-d", file], { encoding: "utf8" });
  expect(needs?.libraries.map(({ name }) => name)).toEqual(
    [...dynamic.matchAll(/NEEDED.*\[(.*)\]/g)].map(([, name]) => name),
  );
  expect(needs?.symbols).toContain("plain");
  for (const other of ["", "#include <x.h>", "\x7fELF\x02\x01".padEnd(80, "\xff")])
    expect(elfNeeds(Buffer.from(other, "latin1"))).toBeNull();
});
