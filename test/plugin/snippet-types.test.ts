import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

const MAIN = `import { c } from "c2ts/c";

const sums = c<"sums">\`
  #define LIMIT 3
  struct pair { int a, b; };
  long long sum(const struct pair *p) { return p->a + p->b; }
\`;
const pair = sums.struct_pair.alloc();
pair.a = sums.LIMIT;
pair.b = 4;
const sum: bigint = sums.sum(pair);
const limit: 3 = sums.LIMIT;
console.log(sum, limit);
`;

function project(main: string): string {
  const folder = emptyFolder();
  const modules = join(folder, "node_modules");
  mkdirSync(modules);
  symlinkSync(root, join(modules, "c2ts"));
  symlinkSync(join(root, "src/runtime"), join(modules, "c2ts-runtime"));
  for (const name of ["@types", "undici-types"]) symlinkSync(join(root, "node_modules", name), join(modules, name));
  const compilerOptions = {
    lib: ["es2023", "esnext.disposable"],
    module: "nodenext",
    target: "es2022",
    types: ["node"],
    strict: true,
    noEmit: true,
    skipLibCheck: false,
  };
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  writeFileSync(join(folder, "main.ts"), main);
  return folder;
}

function compile(folder: string, compiler = "typescript"): string {
  const tsc = join(root, "node_modules", compiler, "bin/tsc");
  return spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8", cwd: folder }).stdout;
}

test("a snippet with a name has the types of its C text, and runs as they say", () => {
  const folder = project(MAIN);
  expect(compile(folder)).toMatch(/is of type 'unknown'/); // nothing is known of it yet
  expect(c2ts(["types"], { cwd: folder })).toMatchObject({ code: 0, stderr: "c2ts.d.ts: 0 headers, 1 snippet\n" });
  expect(compile(folder)).toBe("");
  expect(compile(folder, "typescript-5.9")).toBe("");
  const env = { ...process.env, NODE_OPTIONS: "" };
  const { stdout, stderr } = spawnSync(nodeBinary(26), ["main.ts"], { cwd: folder, encoding: "utf8", env });
  expect({ stdout, stderr }).toEqual({ stdout: "7n 3\n", stderr: "" });
  writeFileSync(join(folder, "main.ts"), MAIN.replace("sums.sum(pair)", 'sums.sum("pair")'));
  expect(compile(folder)).toMatch(/main\.ts\(11,\d+\): error TS2345/);
}, 180_000);

test("a snippet that cannot be declared is reported, and others are declared", () => {
  const value = "$" + "{1}";
  const lines = [
    'import { c as C } from "c2ts/c";',
    'export const broken = C<"broken">`int f(`;',
    `export const open = C<"open">\`int f(void) { return ${value}; }\`;`,
    'export const one = C<"twice">`int f(void);`;',
    'export const two = C<"twice">`int g(void);`;',
    'export const good = C<"good">`int f(void) { return 1; }`.f();',
  ];
  const folder = project(lines.join("\n"));
  const { code, stderr } = c2ts(["types"], { cwd: folder });
  expect(code).toBe(1);
  expect(stderr).toMatch(/no types for "broken": .*error/);
  expect(stderr).toMatch(/no types for "open": values stand in its C text/);
  expect(stderr).toMatch(/no types for "twice": two snippets have this name/);
  const declared = readFileSync(join(folder, "c2ts.d.ts"), "utf8");
  expect(declared).toContain('"good": typeof import("c2ts:snippet/good")');
  expect(compile(folder)).toBe("");
});
