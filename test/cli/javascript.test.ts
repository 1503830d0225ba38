import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const HEADER = `/** The version of zlib that runs. */
const char *zlibVersion(void);
unsigned long crc32(unsigned long crc, const unsigned char *buf, unsigned int len);
struct pair { int a, b; };
#define ANSWER 42
`;

/** A folder with a header, in which the built runtime is installed. */
function folderWithHeader(): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, "node_modules"));
  for (const name of ["koffi", "c2ts-runtime", "@types", "undici-types"]) {
    symlinkSync(join(ROOT, "node_modules", name), join(folder, "node_modules", name));
  }
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "tiny.h"), HEADER);
  return folder;
}

test.for([
  ["tiny.js", "tiny.d.ts", []],
  ["tiny.mjs", "tiny.d.mts", ["--js"]],
] as const)("gen -o %s writes JavaScript that runs and %s that types it", ([js, types, flags]) => {
  const cwd = folderWithHeader();
  const made = c2ts(["gen", "tiny.h", "--lib", "z", "-o", js, ...flags], { cwd });
  expect([made.code, made.stderr]).toEqual([0, `${js}: 2 functions, 1 record, 0 enums, 1 constant; 0 left out\n`]);
  expect(readdirSync(cwd)).toEqual(expect.arrayContaining([js, types]));
  const program = `import { ANSWER, crc32, struct_pair, zlibVersion } from "./${js}";
const pair = struct_pair.alloc();
pair.a = crc32(0, new TextEncoder().encode("123456789"), 9) & 0xff;
console.log(pair.a, ANSWER, typeof zlibVersion());
`;
  writeFileSync(join(cwd, "main.mjs"), program);
  expect(execFileSync(process.execPath, ["main.mjs"], { cwd, encoding: "utf8" })).toBe("38 42 string\n");

  const tsc = join(ROOT, "node_modules/.bin/tsc");
  const check = (text: string): string => {
    writeFileSync(join(cwd, "user.mts"), text);
    const flags = ["--noEmit", "--strict", "--skipLibCheck", "false", "--module", "nodenext", "--target", "es2022"];
    try {
      return execFileSync(tsc, [...flags, "--types", "node", "user.mts"], { cwd, encoding: "utf8" });
    } catch (error) {
      return error instanceof Error && "stdout" in error ? String(error.stdout) : String(error);
    }
  };
  const use = (argument: string): string =>
    `import { crc32, ANSWER } from "./${js}";\nexport const sum: number = crc32(${argument}, null, 0), n: 42 = ANSWER;\n`;
  expect(check(use("0"))).toBe("");
  expect(check(use('"x"'))).toContain("user.mts(2,34): error TS2345");
});

test("--js without -o prints JavaScript", () => {
  const cwd = folderWithHeader();
  const { code, stdout } = c2ts(["gen", "tiny.h", "--lib", "z", "--js"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain("export const ANSWER = 42;");
  expect(stdout).not.toMatch(/: number|sourceMappingURL/);
});

test("emit writes the same, and check sees that either file is stale", () => {
  const cwd = folderWithHeader();
  expect(c2ts(["gen", "tiny.h", "--lib", "z", "-o", "gen.js", "--spec", "tiny.json"], { cwd }).code).toBe(0);
  expect(c2ts(["emit", "tiny.json", "--lib", "z", "-o", "emit.js"], { cwd }).code).toBe(0);
  const read = (name: string): string => readFileSync(join(cwd, name), "utf8");
  expect([read("emit.js"), read("emit.d.ts")]).toEqual([read("gen.js"), read("gen.d.ts")]);

  const check = ["check", "tiny.h", "--lib", "z", "-o", "gen.js", "--no-symbols"];
  expect(c2ts(check, { cwd }).code).toBe(0);
  writeFileSync(join(cwd, "gen.d.ts"), "export {};\n");
  const stale = c2ts(check, { cwd });
  expect([stale.code, stale.stdout]).toEqual([1, expect.stringContaining("gen.d.ts")]);
});

test.for([
  [["-o", "tiny.cjs"], /tiny\.cjs: the name must end in \.ts or \.mts for TypeScript/],
  [["-o", "tiny.d.ts"], /tiny\.d\.ts: the name must end in/],
  [["-o", "tiny.ts", "--js"], /tiny\.ts: with --js the name must end in \.js or \.mjs/],
] as const)("%s is refused", ([args, message]) => {
  const run = c2ts(["gen", "tiny.h", "--lib", "z", ...args], { cwd: folderWithHeader() });
  expect([run.code, run.stderr]).toEqual([2, expect.stringMatching(message)]);
});
