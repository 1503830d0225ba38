import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** The fenced blocks of a language, in order. */
function blocks(markdown: string, language: string): string[] {
  return [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, its]) => its === language)
    .map(([, , code = ""]) => code);
}

const readme = read("README.md");
const programs = blocks(readme, "ts");
const OUTPUTS = [
  /^one 1\ntwo x\n$/, // quick start
];

test("in a project with the README's tsconfig, its command makes the module that its programs compile against and run on", () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(root, "src/runtime"), join(folder, "node_modules/c2ts-runtime"));
  symlinkSync(join(root, "node_modules/@types"), join(folder, "node_modules/@types"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  const [config = "", ...others] = blocks(readme, "json");
  expect(others).toEqual([]);
  writeFileSync(join(folder, "tsconfig.json"), config);

  const commands = [...readme.matchAll(/^npx c2ts (gen .*)$/gm)].map(([, args = ""]) => args.split(/ +/));
  expect(commands).toHaveLength(1);
  for (const args of commands) expect(c2ts(args, { cwd: folder }).code).toBe(0);

  programs.forEach((code, i) => {
    writeFileSync(join(folder, `program${i}.ts`), code);
  });
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });

  expect(programs).toHaveLength(OUTPUTS.length);
  const options = { cwd: folder, encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } } as const;
  OUTPUTS.forEach((output, i) => {
    expect(execFileSync(process.execPath, [`program${i}.js`], options)).toMatch(output);
    expect(execFileSync(nodeBinary(26), [`program${i}.ts`], options)).toMatch(output);
  });
});

test.each(["README.md", "CONTRIBUTING.md", "bench/README.md"])("every `npm run` of %s is a script", (file) => {
  const scripts = Object.keys(JSON.parse(read("package.json")).scripts);
  const named = [...read(file).matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(0);
  expect(scripts).toEqual(expect.arrayContaining(named));
});

test("what the runtime's README names is exported", async () => {
  const runtime: object = await import("c2ts-runtime");
  const list = read("src/runtime/README.md").match(/^- `\w+/gm) ?? [];
  const types = ["Pointer"];
  const names = list.map((line) => line.slice(3)).filter((name) => !types.includes(name));
  expect(names.length).toBeGreaterThan(5);
  expect(Object.keys(runtime)).toEqual(expect.arrayContaining(names));
});
