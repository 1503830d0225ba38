import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { emitModule, loadSpec, type ModuleStyle } from "c2ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FIXTURES } from "../support/fixtures.ts";
import { compileFixture } from "../support/native.ts";

// The same spec in other styles: modules that compile, and that call the same functions.

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = `${root}test/.tmp/style-${process.pid}`;
const STYLES: Readonly<Record<string, ModuleStyle>> = {
  constants: { enumStyle: "constants" },
  object: { enumStyle: "object", stripPrefix: ["FLAG_", "TINY_"], rename: ["enum color=Color", "next_color=next"] },
  stripped: { stripPrefix: ["has_", "next_", "FLAG_"], rename: ["size_class=Size", "s/_class$//"] },
};

const USE = `
import * as constants from "./constants.ts";
import * as object from "./object.ts";
import * as stripped from "./stripped.ts";

const color: constants.enum_color = constants.GREEN;
// @ts-expect-error no value of the enum
const none: constants.enum_color = 7;
const next: object.Color | number = object.next(object.Color.RED);
const key: keyof typeof object.enum_flags = "A";
const size: stripped.Size = stripped.SMALL;
export const all = [color, none, next, key, size, stripped.flag(stripped.A, stripped.enum_flags.B), stripped.negate(size)];
`;

// TypeScript cannot see a module that is written while the test runs; `tsc` below checks its types.
// biome-ignore lint/suspicious/noExplicitAny: see above
const load = (name: string): Promise<any> => import(/* @vite-ignore */ `${folder}/${name}.ts`);

beforeAll(() => {
  compileFixture("enums");
  const spec = loadSpec(readFileSync(`${FIXTURES}enums/spec.json`, "utf8"), "enums");
  mkdirSync(folder, { recursive: true });
  for (const [name, style] of Object.entries(STYLES)) {
    const { code, problems } = emitModule(spec, { library: "fixture-enums", ...style });
    expect(problems.filter(({ problem }) => problem.code !== "renamed")).toEqual([]); // as was asked for
    writeFileSync(`${folder}/${name}.ts`, code);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("compile at TypeScript's strictest, and pass Biome", () => {
  const compilerOptions = {
    noEmit: true,
    allowImportingTsExtensions: true,
    rewriteRelativeImportExtensions: false,
    declaration: true,
    isolatedDeclarations: true,
    paths: { "c2ts-runtime": ["../../../src/runtime/index.ts"] },
  };
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify({ extends: "../../../tsconfig.base.json", compilerOptions }));
  writeFileSync(`${folder}/use.ts`, USE.replace("export const all", "export const all: readonly unknown[]"));
  const run = (command: string, ...args: readonly string[]): string =>
    execFileSync(`${root}node_modules/.bin/${command}`, args, { cwd: root, encoding: "utf8" });
  expect(run("tsc", "-p", folder)).toBe("");
  for (const name of Object.keys(STYLES)) {
    run("biome", "lint", "--vcs-enabled=false", "--error-on-warnings", `${folder}/${name}.ts`);
  }
});

test("constants alone", async () => {
  const m = await load("constants");
  expect([m.RED, m.GREEN, m.BLUE, m.WIDE_MAX]).toEqual([0, 5, 6, 2n ** 64n - 1n]);
  expect(m.enum_color).toBeUndefined();
  expect(m.next_color(m.GREEN)).toBe(m.BLUE);
});

test("objects alone, with names of their own", async () => {
  const m = await load("object");
  expect(m.RED).toBeUndefined();
  expect(m.ANONYMOUS_A).toBe(3); // there is no object that it could be in
  expect(m.enum_flags).toEqual({ A: 1, B: 2, C: 4 });
  expect(m.next(m.Color.GREEN)).toBe(m.Color.BLUE);
  expect(m.tiny_other(m.enum_tiny.A)).toBe(m.enum_tiny.B);
});

test("stripped and substituted names call the functions of the C names", async () => {
  const m = await load("stripped");
  expect(m.flag(m.A | m.C, m.C)).toBe(1);
  expect(m.negate(m.SMALL)).toBe(m.Size.LARGE);
  expect(m.enum_flags).toEqual({ A: 1, B: 2, C: 4 });
});
