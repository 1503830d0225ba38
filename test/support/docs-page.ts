import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { c2ts, emptyFolder } from "./run-cli.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A fenced block of a page: its language, and the file that it is. */
export interface Block {
  readonly language: string;
  readonly file: string | null;
  readonly code: string;
}

export function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```(\w*)(?: +(\S+))?\n(.*?)^```$/gms)].map(([, language = "", file, code = ""]) => ({
    language,
    file: file ?? null,
    code,
  }));
}

/** A block without a file name, and what the page says that it prints; `null` where the page does not say. */
export interface Program {
  readonly code: string;
  readonly prints: string | null;
}

export function programsOf(blocks: readonly Block[], wanted: string): readonly Program[] {
  return blocks.flatMap(({ language, file, code }, i) => {
    if (language !== wanted || file !== null) return [];
    const next = blocks[i + 1];
    return [{ code, prints: next?.language === "text" && next.file === null ? next.code : null }];
  });
}

/** A folder in which the programs and commands of a page can run. */
export function projectOf(blocks: readonly Block[]): string {
  const folder = emptyFolder();
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  for (const name of ["@types", "typescript", "koffi"])
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  symlinkSync(join(root, "src/runtime"), join(modules, "c2ts-runtime"));
  symlinkSync(root, join(modules, "c2ts"));
  symlinkSync(join(root, "spec-json"), join(folder, "spec-json"));
  symlinkSync(join(root, "bin/c2ts.js"), join(modules, ".bin/c2ts"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  const options = { module: "nodenext", target: "es2023", lib: ["es2023", "esnext.disposable"], types: ["node"] };
  const strict = { strict: true, noEmit: true, allowImportingTsExtensions: true, skipLibCheck: true };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { ...options, ...strict } }));
  for (const { file, code } of blocks) {
    if (file === null) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), code);
  }
  buildLibraries(blocks, folder);
  return folder;
}

/** Modules of the page's headers, and the libraries of its C. */
function buildLibraries(blocks: readonly Block[], folder: string): void {
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
  if (blocks.some(({ code }) => code.includes("./sqlite3.ts")) && !files.has("c2ts.config.ts")) {
    const spec = join(root, "spec-json/sqlite3/x86_64-linux-gnu.json");
    run(["emit", spec, "--lib", "sqlite3", "-o", "sqlite3.ts"], folder);
  }
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

/** The environment of a shell that stands in a page's folder: `c2ts` is ours, and `node` the one that is given. */
export function shellEnvironment(folder: string, node: string): NodeJS.ProcessEnv {
  const shims = join(folder, "node_modules/.shims");
  mkdirSync(shims, { recursive: true });
  // npx itself would ask the registry for what it does not find.
  writeFileSync(join(shims, "npx"), '#!/bin/sh\nexec "$@"\n');
  chmodSync(join(shims, "npx"), 0o755);
  symlinkSync(node, join(shims, "node"));
  const path = [shims, join(folder, "node_modules/.bin"), process.env["PATH"]].join(":");
  return { ...process.env, PATH: path, NODE_OPTIONS: "" };
}
