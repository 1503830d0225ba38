import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, test } from "vitest";
import { writeFiles } from "../support/published.ts";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const SPEC = fileURLToPath(new URL("../../spec-json/zlib/x86_64-linux-gnu.json", import.meta.url));
const NAMED = ["--name", "shop", "--version", "1.0.0", "--license", "MIT"];
const SHOP = "typedef struct shop shop;\nshop *shop_open(const char *name);\nint shop_close(shop *s);\n";

let cwd = "";
beforeEach(() => {
  cwd = emptyFolder();
  writeFiles(cwd, { "shop.h": SHOP });
});

const make = (...args: readonly string[]): { readonly code: number | null; readonly stderr: string } =>
  c2ts(["package", ...args], { cwd });
const manifest = (folder: string): unknown => JSON.parse(readFileSync(join(cwd, folder, "package.json"), "utf8"));

describe("refused, with nothing written:", () => {
  test.for([
    [
      "a package without name, version and licence",
      [],
      /name: expected .*--name[\s\S]*version: .*--version[\s\S]*license: .*UNLICENSED.*--license/,
    ],
    ["a name that npm refuses", [...NAMED, "--name", "My Shop"], /name: npm takes no 'My Shop': /],
    ["a version that is none", [...NAMED, "--version", "1.0"], /version: expected .*, not '1\.0'/],
    [
      "a licence that is none",
      [...NAMED, "--license", "Free!"],
      /license: expected an SPDX expression .*, not 'Free!'/,
    ],
    ["a library of this machine", [...NAMED, "--lib", "./libz.so"], /\.\/libz\.so is a file of this machine/],
    ["functions without a library", NAMED, /no library named/],
    ["the same platform twice", [...NAMED, "--lib", "z", SPEC], /two are for x86_64-linux-gnu/],
    ["specs and headers", [...NAMED, "--lib", "z", "shop.h"], /headers, or specs of one library/],
    ["a file that is not there", [...NAMED, "--lib", "z", "--readme", "no.md"], /cannot read no\.md/],
  ] as const)("%s", ([, args, message]) => {
    const { code, stderr } = make(SPEC, "-o", "out", ...args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(existsSync(join(cwd, "out"))).toBe(false);
  });

  test("a package with no place", () => {
    expect(make(SPEC, ...NAMED, "--lib", "z").stderr).toContain("Name a folder with -o");
  });

  test("a folder with another package.json, which stays as it is", () => {
    writeFiles(cwd, { "package.json": '{ "name": "mine" }' });
    const { code, stderr } = make(SPEC, ...NAMED, "--lib", "z", "-o", ".");
    expect([code, stderr]).toEqual([2, expect.stringContaining("package.json is not c2ts's")]);
    expect(manifest(".")).toEqual({ name: "mine" });
  });

  test("a converter in a file that is not in the package", () => {
    writeFiles(cwd, { "shop.json": '{ "shop_close": { "result": { "converter": "./status.ts#status" } } }' });
    const { code, stderr } = make("shop.h", ...NAMED, "--lib", "shop", "--annotations", "shop.json", "-o", "out");
    expect([code, stderr]).toEqual([2, expect.stringContaining("is not in the package")]);
  });

  test("a platform without Node", () => {
    writeFiles(cwd, { "mips.json": readFileSync(SPEC, "utf8").replace("x86_64-pc-linux-gnu", "sparc64-sun-solaris") });
    expect(make("mips.json", ...NAMED, "--lib", "z", "-o", "out").stderr).toContain("runs on sparc64-sun-solaris");
  });
});

test("UNLICENSED is a licence, and the README says what it means", () => {
  expect(make(SPEC, ...NAMED, "--license", "UNLICENSED", "--lib", "z", "-o", "out").code).toBe(0);
  expect(readFileSync(join(cwd, "out/README.md"), "utf8")).toContain("None: this package is not for others.");
});

describe("one package for several platforms", () => {
  const ARM = ["--", "--target=aarch64-linux-gnu"];
  const dumped = (header: string): readonly string[] => {
    writeFiles(cwd, { "shop.h": header });
    for (const [name, target] of [
      ["x64.json", []],
      ["arm64.json", ARM],
    ] as const) {
      const run = c2ts(["dump", "shop.h", "-o", name, ...target], { cwd });
      expect([run.code, run.stderr]).toEqual([0, expect.anything()]);
    }
    return ["x64.json", "arm64.json"];
  };

  test("where the module is the same for all", () => {
    const specs = dumped(`/** A shop. */\n${SHOP}struct item { long id; char name[8]; };\n`);
    expect(make(...specs, ...NAMED, "--lib", "shop", "-o", "out")).toMatchObject({ code: 0 });
    expect(manifest("out")).toMatchObject({ os: ["linux"], cpu: ["arm64", "x64"] });
    expect(readFileSync(join(cwd, "out/index.js"), "utf8")).toContain(
      'requirePlatform("shop", ["linux-x64", "linux-arm64"])',
    );
    expect(existsSync(join(cwd, "out/spec/aarch64-linux-gnu.json"))).toBe(true);
  });

  test("where it differs, the package chooses when it is loaded", () => {
    const specs = dumped(`${SHOP}#include <stddef.h>\nenum { SIZE = (char)-1 };\n`);
    expect(make(...specs, ...NAMED, "--lib", "shop", "-o", "out")).toMatchObject({ code: 0 });
    expect(manifest("out")).toMatchObject({ os: ["linux"], cpu: ["arm64", "x64"] });
    expect(readFileSync(join(cwd, "out/index.js"), "utf8")).toContain('target("shop", ["linux-x64", "linux-arm64"])');
    expect(readFileSync(join(cwd, "out/index.d.ts"), "utf8")).toContain("export declare const SIZE: -1 | 255;");
  });

  test("and not where it cannot be right for all, with the reason", () => {
    const specs = dumped(
      `${SHOP}#ifdef __aarch64__\ntypedef int token;\n#else\ntypedef struct { int a; } token;\n#endif\n`,
    );
    const { code, stderr } = make(...specs, ...NAMED, "--lib", "shop", "-o", "out");
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/one module cannot be right for .*'token' is a record on/),
    ]);
    expect(existsSync(join(cwd, "out"))).toBe(false);
  });
});

describe("from a config", () => {
  const PACKAGE = { name: "@me/shop", version: "0.1.0", license: "MIT", output: "npm/shop", readme: "./about.md" };
  const LIBRARY = { headers: ["../shop.h"], library: "shop", output: "shop.ts", package: PACKAGE };

  test("headers, words and places, relative to it; flags go before it", () => {
    const manifestFields = { funding: "https://example.org/shop" };
    const config = { ...LIBRARY, package: { ...PACKAGE, manifest: manifestFields } };
    writeFiles(cwd, { "lib/c2ts.config.json": JSON.stringify(config), "lib/about.md": "Sells *things*.\n" });
    const run = make("--config", "lib/c2ts.config.json", "--version", "0.2.0", "--keywords", "shop");
    expect([run.code, run.stderr]).toEqual([0, expect.stringMatching(/^lib\/npm\/shop: 7 files; 2 functions/)]);
    expect(manifest("lib/npm/shop")).toMatchObject({
      name: "@me/shop",
      version: "0.2.0",
      keywords: ["shop"],
      ...manifestFields,
    });
    expect(readFileSync(join(cwd, "lib/npm/shop/README.md"), "utf8")).toContain("\n\nSells *things*.\n\n");
    expect(existsSync(join(cwd, "lib/shop.ts"))).toBe(false);
    expect(make("--config", "lib/c2ts.config.json", "--version", "0.2.0", "--keywords", "shop").code).toBe(0);
  });

  test("a field of package.json that is c2ts's own is refused", () => {
    const config = { ...LIBRARY, package: { ...PACKAGE, readme: undefined, manifest: { exports: {} } } };
    writeFiles(cwd, { "lib/c2ts.config.json": JSON.stringify(config) });
    expect(make("--config", "lib/c2ts.config.json").stderr).toContain("manifest.exports: c2ts writes this field");
  });

  test("only those libraries that are to be packages, from their specs", () => {
    const zlib = { headers: ["zlib.h"], library: "z", package: { ...PACKAGE, specs: [SPEC], readme: undefined } };
    writeFiles(cwd, { "c2ts.config.json": JSON.stringify({ libraries: [{ headers: ["./gone.h"] }, zlib] }) });
    expect(make()).toMatchObject({ code: 0, stderr: expect.stringMatching(/^npm\/shop: .*80 functions/) });
    writeFiles(cwd, {
      "c2ts.config.json": JSON.stringify({ libraries: [{ headers: ["./shop.h"] }, { headers: [] }] }),
    });
    expect(make().stderr).toContain("no library of the config has `package`");
  });

  test("with pkg-config's word for the version of the library", () => {
    const { stderr, code } = make("--pkg", "zlib", ...NAMED, "-o", "out");
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^out: /)]);
    expect(manifest("out")).toMatchObject({
      c2ts: { library: "z", libraryVersion: expect.stringMatching(/^\d+\.\d+/) },
    });
  });
});

test("--version before a command is c2ts's, behind `package` it is the package's", () => {
  expect(c2ts(["--version"], { cwd }).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(c2ts(["gen", "--version"], { cwd }).code).toBe(2);
});
