import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { c2ts } from "./run-cli.ts";

export const SHIM_SOURCES: string = fileURLToPath(new URL("../../fixtures/shim/", import.meta.url));
const RUNTIME = fileURLToPath(new URL("../../src/runtime", import.meta.url));

/** Macros, as the functions that they might be. */
export const PROTOTYPES: readonly string[] = [
  "void SWAP(int *a, int *b)",
  "long LARGER(long a, long b);",
  "int FIRST(const pair *record)",
].flatMap((text) => ["--prototype", text]);
export const SHIM_FLAGS: readonly string[] = ["--lib", "./libshim.so", "--shim", ...PROTOTYPES, "-o", "shim.ts"];

/** A folder with the fixture of shims and its library, which goes with the test file. */
export interface ShimProject {
  readonly folder: string;
  /** Binds the header, with a shim. */
  readonly gen: (...more: readonly string[]) => ReturnType<typeof c2ts>;
  /** What a program on the module prints, as JSON. */
  readonly run: (program: string, module?: string) => unknown;
}

export function shimProject(): ShimProject {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-shim-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ["shim.h", "shim.c"]) writeFileSync(join(folder, name), readFileSync(SHIM_SOURCES + name));
  execFileSync("gcc", ["-shared", "-fPIC", "-w", "-Wno-psabi", "-o", "libshim.so", "shim.c"], { cwd: folder });
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(RUNTIME, join(folder, "node_modules/c2ts-runtime"));
  return {
    folder,
    gen: (...more) => c2ts(["gen", "shim.h", ...SHIM_FLAGS, ...more], { cwd: folder }),
    run: (program, module = "./shim.ts") => run(folder, program, module),
  };
}

function run(folder: string, program: string, module: string): unknown {
  const head = `import * as lib from ${JSON.stringify(module)};\nimport { c, errno, pin, Ref } from "c2ts-runtime";\n`;
  writeFileSync(
    join(folder, "main.ts"),
    `${head}const results: unknown[] = [];\n${program}\nconsole.log(JSON.stringify(results, (_, value) => (typeof value === "bigint" ? String(value) : value)));\n`,
  );
  const env = { ...process.env, NODE_OPTIONS: "" };
  return JSON.parse(execFileSync(nodeBinary(26), ["main.ts"], { cwd: folder, env, encoding: "utf8" }));
}
