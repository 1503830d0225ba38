import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

/**
 * Every program of docs/runtime/*.md compiles, runs and prints what the page says. In a page
 * - a block ```ts is a program of its own; a block ```text behind it is what it prints (without one: anything, but it must not fail)
 * - a block ```ts name.ts, ```c name.h, … is a file beside the programs; of each name.c comes ./libname.so, and of name.h with it ./name.ts
 * - ./sqlite3.ts is there too, as `c2ts gen /usr/include/sqlite3.h --lib sqlite3` makes it
 * - ```json name.json are the annotations of name.h
 * - of ```ts name-api.ts come name_api.h and name_api.c
 */
const root = fileURLToPath(new URL("../../", import.meta.url));
const pages = readdirSync(join(root, "docs/runtime")).filter((file) => file.endsWith(".md"));

interface Block {
  readonly language: string;
  readonly file: string | null;
  readonly code: string;
}

function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+)(?: +(\S+))?\n(.*?)^```$/gms)].map(([, language = "", file, code = ""]) => ({
    language,
    file: file ?? null,
    code,
  }));
}

/** A folder in which the programs of a page can run. */
function project(blocks: readonly Block[]): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(root, "src/runtime"), join(folder, "node_modules/c2ts-runtime"));
  symlinkSync(root, join(folder, "node_modules/c2ts"));
  symlinkSync(join(root, "node_modules/@types"), join(folder, "node_modules/@types"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  const options = { module: "nodenext", target: "es2023", lib: ["es2023", "esnext.disposable"], types: ["node"] };
  const strict = { strict: true, noEmit: true, allowImportingTsExtensions: true, skipLibCheck: true };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { ...options, ...strict } }));
  for (const { file, code } of blocks) if (file !== null) writeFileSync(join(folder, file), code);
  const files = new Set(blocks.map(({ file }) => file));
  for (const file of files) if (/\.h$/.test(file ?? "")) gen(file ?? "", files, folder);
  for (const file of files) {
    const name = /^(\w+)-api\.ts$/.exec(file ?? "")?.[1];
    if (name !== undefined) run(["export", `${name}-api.ts`, "-o", `${name}_api.h`], folder);
  }
  for (const file of files) {
    const name = /^(\w+)\.c$/.exec(file ?? "")?.[1];
    if (name === undefined) continue;
    execFileSync("gcc", ["-shared", "-fPIC", "-O1", "-pthread", "-o", `lib${name}.so`, `${name}.c`], { cwd: folder });
  }
  if (blocks.some(({ code }) => code.includes("./sqlite3.ts"))) {
    const spec = join(root, "spec-json/sqlite3/x86_64-linux-gnu.json");
    run(["emit", spec, "--lib", "sqlite3", "-o", "sqlite3.ts"], folder);
  }
  return folder;
}

function gen(header: string, files: ReadonlySet<string | null>, cwd: string): void {
  const name = header.slice(0, -".h".length);
  if (!files.has(`${name}.c`)) return;
  const annotations = files.has(`${name}.json`) ? ["--annotations", `${name}.json`] : [];
  run(["gen", header, "--lib", `./lib${name}.so`, "-o", `${name}.ts`, ...annotations], cwd);
}

function run(args: readonly string[], cwd: string): void {
  const { code, stderr } = c2ts([...args], { cwd });
  expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
}

describe.each(pages)("docs/runtime/%s", (page) => {
  const blocks = blocksOf(readFileSync(join(root, "docs/runtime", page), "utf8"));
  const programs = blocks.flatMap(({ language, file, code }, i) => {
    if (language !== "ts" || file !== null) return [];
    const next = blocks[i + 1];
    return [{ code, prints: next?.language === "text" ? next.code : null }];
  });

  test("its programs compile, run and print what it says", () => {
    const folder = project(blocks);
    programs.forEach(({ code }, i) => {
      writeFileSync(join(folder, `program${i}.ts`), `${code}export {};\n`);
    });
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    programs.forEach(({ code, prints }, i) => {
      const options = { cwd: folder, encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } } as const;
      const ran = spawnSync(nodeBinary(26), [`program${i}.ts`], options);
      expect({ ended: ran.status ?? ran.signal, stderr: ran.status === 0 ? "" : ran.stderr, code }).toEqual({
        ended: 0,
        stderr: "",
        code,
      });
      if (prints !== null) expect(ran.stdout).toBe(prints);
    });
  });
});

test("there are pages, with programs", () => {
  expect(pages.length).toBeGreaterThan(0);
});
