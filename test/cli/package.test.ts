import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { build } from "esbuild";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { installed, npm, pack, writeFiles } from "../support/published.ts";
import { c2ts } from "../support/run-cli.ts";

// What a publisher makes of a checked-in spec, and what somebody who installs it can do with it.

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SPEC = join(ROOT, "spec-json/zlib/x86_64-linux-gnu.json");

let folder = "";
let tarball = "";
let user = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "c2ts-publisher-"));
  const made = c2ts(
    [
      ...["package", SPEC, "--lib", "z", "--name", "@me/zlib", "--version", "2.0.1", "--license", "MIT", "-o", "out"],
      ...["--annotations", join(ROOT, "packages/zlib/annotations.json"), "--license-file", join(ROOT, "LICENSE")],
      ...["--repository", "https://github.com/me/zlib", "--library-version", "1.2.13"],
    ],
    { cwd: folder, env: { C2TS_LIBCLANG: "/nowhere/libclang.so" } },
  );
  expect([made.code, made.stderr]).toEqual([0, expect.stringMatching(/^out: 9 files; 80 functions, /)]);
  tarball = pack(join(folder, "out"));
  user = installed([tarball]);
}, 300_000);
afterAll(() => {
  for (const path of [folder, user, join(tarball, "..")]) rmSync(path, { recursive: true, force: true });
});

const read = (name: string): string => readFileSync(join(folder, "out", name), "utf8");

describe("as npm has it", () => {
  test("package.json says who may use it, where, and with what", () => {
    expect(JSON.parse(read("package.json"))).toMatchObject({
      name: "@me/zlib",
      version: "2.0.1",
      license: "MIT",
      description: "TypeScript bindings of z (zlib.h)",
      repository: { type: "git", url: "git+https://github.com/me/zlib.git" },
      type: "module",
      sideEffects: false,
      engines: { node: ">=20.19" },
      os: ["linux"],
      cpu: ["x64"],
      libc: ["glibc"],
      peerDependencies: { "c2ts-runtime": "^0.1.0" },
      c2ts: { library: "z", libraryVersion: "1.2.13" },
    });
    expect(JSON.parse(read("package.json"))).not.toHaveProperty("dependencies");
    expect(JSON.parse(read("package.json"))).not.toHaveProperty("scripts");
  });

  test("the tarball has what was made, and nothing else", () => {
    const paths = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" }).trim().split("\n").sort();
    const files = ["LICENSE", "README.md", "index.d.ts", "index.js", "index.js.map", "index.ts", "package.json"];
    const data = ["spec/annotations.json", "spec/x86_64-linux-gnu.json"];
    expect(paths).toEqual([...files, ...data].map((path) => `package/${path}`));
  });

  test("publint finds nothing, not even to suggest", async () => {
    const { messages } = await publint({ pkgDir: join(folder, "out"), level: "suggestion", strict: true });
    expect(messages).toEqual([]);
  });

  test("attw finds one module in every way to resolve it: an ES module, from CommonJS too", async () => {
    const result = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball))));
    if (result.types === false) throw new Error("no types");
    const kinds = result.problems.map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(["CJSResolvesToESM"]));
    expect(Object.keys(result.entrypoints)).toContain(".");
  });

  test("the spec in it makes the same module again", () => {
    const again = c2ts(
      [
        "emit",
        "spec/x86_64-linux-gnu.json",
        "--lib",
        "z",
        "--annotations",
        "spec/annotations.json",
        "-o",
        "../again.ts",
      ],
      { cwd: join(folder, "out") },
    );
    expect(again.code).toBe(0);
    const guard = /^requirePlatform\(.*\);\n/m;
    expect(read("index.ts")).toMatch(guard);
    const text = readFileSync(join(folder, "again.ts"), "utf8");
    expect(text).toBe(read("index.ts").replace(guard, "").replace("  requirePlatform,\n", ""));
  });

  test("the README says how it is used and what is left out", () => {
    const text = read("README.md");
    for (const part of [
      "# @me/zlib\n",
      'import { zlibVersion } from "@me/zlib";',
      "zlib.h:1925",
      "MIT, for the bindings",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/^\| gzvprintf \| function \| zlib\.h:1925 \| .*va\\_list/m);
  });
});

/** Under the Node that runs the tests, and under the newest. */
const NODES = [process.execPath, nodeBinary(26)];
const CALL = 'console.log(z.crc32(0, new TextEncoder().encode("123456789"), 9), z.Z_OK, typeof z.zlibVersion())';

describe.for(NODES)("with %s", (node) => {
  const run = (file: string, ...flags: readonly string[]): string => {
    expect(existsSync(node), `${node} is missing: run npm run setup`).toBe(true);
    const { stdout, stderr } = spawnSync(node, [...flags, file], { cwd: user, encoding: "utf8" });
    return stdout + stderr;
  };

  test("import, and call", () => {
    writeFiles(user, { "main.mjs": `import * as z from "@me/zlib";\n${CALL};\n` });
    expect(run("main.mjs")).toBe("3421780262 0 string\n");
  });

  test("require, and call, without a warning", () => {
    writeFiles(user, { "main.cjs": `const z = require("@me/zlib");\n${CALL};\n` });
    expect(run("main.cjs")).toBe("3421780262 0 string\n");
  });

  test("both have one module, so that a record of the one is a record of the other", () => {
    const program = `const z = require("@me/zlib");
import("@me/zlib").then((m) => console.log(m.z_stream === z.z_stream, m.z_stream.alloc() instanceof z.z_stream));
`;
    writeFiles(user, { "both.cjs": program });
    expect(run("both.cjs")).toBe("true true\n");
  });

  test("an error in a callback or an argument is shown in the TypeScript that it is from", () => {
    writeFiles(user, { "fault.mjs": 'import { crc32 } from "@me/zlib";\ncrc32("x", null, 0);\n' });
    expect(run("fault.mjs", "--enable-source-maps")).toMatch(/@me\/zlib\/index\.ts:\d+:\d+/);
  });
});

describe("with TypeScript", () => {
  const FLAGS = ["--noEmit", "--strict", "--skipLibCheck", "false", "--target", "es2022", "--types", "node"];
  const tsc = (...args: readonly string[]): string =>
    spawnSync(join(ROOT, "node_modules/.bin/tsc"), [...FLAGS, ...args], { cwd: user, encoding: "utf8" }).stdout;
  const IMPORT = 'import * as z from "@me/zlib";\n';
  const REQUIRE = 'import z = require("@me/zlib");\n';
  const USE = `export const sum: number = z.crc32(0, null, 0), ok: 0 = z.Z_OK;
// @ts-expect-error it is no number
z.crc32("x", null, 0);
`;

  test("ES modules and CommonJS for a Node of today resolve it and its types", () => {
    writeFiles(user, { "today.mts": IMPORT + USE, "today.cts": REQUIRE + USE, "imported.cts": IMPORT + USE });
    expect(tsc("--module", "nodenext", "today.mts", "today.cts", "imported.cts")).toBe("");
  });

  test("programs that are bundled do", () => {
    writeFiles(user, { "bundled.ts": IMPORT + USE });
    expect(tsc("--module", "esnext", "--moduleResolution", "bundler", "bundled.ts")).toBe("");
  });

  test("CommonJS that is compiled for a Node without require of ES modules is told so; ES modules go", () => {
    writeFiles(user, { "old.mts": IMPORT + USE, "old.cts": `${REQUIRE}console.log(z.Z_OK);\n` });
    expect(tsc("--module", "node16", "old.mts", "old.cts")).toMatch(/^old\.cts\(1,20\): error TS1471: [^\n]*\n$/);
  });
});

test("a bundle has the check of the platform where it has anything of the package, and else nothing", async () => {
  const bundle = async (program: string): Promise<string> => {
    const stdin = { contents: program, resolveDir: user };
    const options = { bundle: true, write: false, minify: true, format: "esm", platform: "node" } as const;
    const result = await build({ ...options, stdin, external: ["c2ts-runtime"] });
    return result.outputFiles.map(({ text }) => text).join("");
  };
  const one = await bundle('import { Z_BEST_COMPRESSION } from "@me/zlib"; console.log(Z_BEST_COMPRESSION);');
  expect(one).toContain('"linux-x64"');
  expect(one).not.toContain("inflateInit");
  expect(await bundle('import { Z_OK } from "@me/zlib";')).not.toContain("linux-x64");
});

test("on another platform npm does not install it, and it does not load", () => {
  const spec = readFileSync(SPEC, "utf8").replace("x86_64-pc-linux-gnu", "aarch64-unknown-linux-gnu");
  writeFiles(folder, { "arm.json": spec });
  const args = ["--lib", "z", "--name", "zlib-arm", "--version", "1.0.0", "--license", "MIT", "-o", "arm"];
  expect(c2ts(["package", "arm.json", ...args], { cwd: folder }).code).toBe(0);
  const other = pack(join(folder, "arm"));
  expect(() => npm(user, "install", "--prefer-offline", "--no-save", other)).toThrow(/EBADPLATFORM/);
  npm(user, "install", "--prefer-offline", "--no-save", "--force", "--ignore-scripts", other);
  const { stderr } = spawnSync(process.execPath, ["-e", 'require("zlib-arm")'], { cwd: user, encoding: "utf8" });
  expect(stderr).toContain("zlib-arm was made from the headers of linux-arm64: it has no bindings for linux-x64");
  rmSync(join(other, ".."), { recursive: true });
});
