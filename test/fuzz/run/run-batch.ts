import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installedLibclang } from "../../support/libclang.ts";
import type { Said } from "../child/report.ts";
import type { BatchOrder } from "../child/run-batch.ts";
import type { Case } from "../model/case.ts";
import { elaborate } from "../model/elaborate.ts";
import type { CaseRecipe } from "../model/recipe.ts";
import { batchText } from "../program/batch-text.ts";
import { compare, parseFacts } from "./compare.ts";
import type { Outcome } from "./outcome.ts";
import { type Ended, runProcess } from "./process.ts";

/** A recipe and its place in its header, which decides its names. */
export interface Numbered {
  readonly index: number;
  readonly recipe: CaseRecipe;
}

/** How the C code is compiled. */
export interface Compiler {
  readonly program: string;
  readonly flags: readonly string[];
}

export const GCC: Compiler = { program: "gcc", flags: [] };

export interface BatchOptions {
  readonly folder: string;
  readonly compiler: Compiler;
  /** The Node that runs the generated module. */
  readonly node: string;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const PROGRAM = here("../program/");
const LOADER = here("../child/loader.mjs");
const CHILD = here("../child/run-batch.ts");

/** Compiles one header with its library, has C and TypeScript do the same with it, and compares. */
export async function runBatch(numbered: readonly Numbered[], options: BatchOptions): Promise<readonly Outcome[]> {
  const cases = numbered.map(({ recipe, index }) => elaborate(recipe, index));
  writeFiles(cases, options.folder);
  const fault = await build(options);
  if (fault !== null) return failed(cases, fault);
  const main = await runProcess(join(options.folder, "main"), []);
  if (main.fault !== null) return failed(cases, `the C program: ${main.fault}`);
  const want = parseFacts(main.stdout);
  const said = await runChildren(numbered, options);
  const broken = said.find((line) => line.kind === "unusable");
  if (broken?.kind === "unusable") return failed(cases, broken.message);
  return cases.map((one) => compare(one, want.get(one.index) ?? new Map(), said));
}

function failed(cases: readonly Case[], fault: string): readonly Outcome[] {
  return cases.map(({ index }) => ({ index, faults: [fault], refused: [], untried: [], facts: 0, calls: 0 }));
}

function writeFiles(cases: readonly Case[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  const text = batchText(cases);
  writeFileSync(join(folder, "batch.h"), text.header);
  writeFileSync(join(folder, "batch.c"), text.library);
  writeFileSync(join(folder, "main.c"), text.main);
}

async function build({ folder, compiler }: BatchOptions): Promise<string | null> {
  const { program, flags } = compiler;
  const common = ["-w", ...flags, `-I${PROGRAM}`];
  const library = join(folder, "libbatch.so");
  const made = await runProcess(program, [
    ...[...common, "-O1", "-shared", "-fPIC", "-o", library],
    ...[join(folder, "batch.c"), join(PROGRAM, "fz.c")],
  ]);
  if (made.fault !== null) return `the header is no C for ${program}: ${errorsOf(made)}`;
  const main = await runProcess(program, [
    ...[...common, "-O0", "-o", join(folder, "main"), join(folder, "main.c"), library],
  ]);
  return main.fault === null ? null : `the header is no C for ${program}: ${errorsOf(main)}`;
}

function errorsOf({ stderr, fault }: Ended): string {
  const lines = stderr.split("\n").filter((line) => /error/.test(line));
  return lines.length === 0 ? `${fault} ${stderr.slice(0, 500)}` : lines.slice(0, 5).join("\n");
}

/** A crash ends the process; the cases after it get another one. */
async function runChildren(numbered: readonly Numbered[], { folder, node }: BatchOptions): Promise<readonly Said[]> {
  const all: Said[] = [];
  let left: readonly Numbered[] = numbered;
  while (left.length > 0) {
    const order: BatchOrder = {
      cases: numbered,
      tried: left.map(({ index }) => index),
      libclang: installedLibclang(19),
    };
    writeFileSync(join(folder, "batch.json"), JSON.stringify(order));
    writeFileSync(join(folder, "said.jsonl"), "");
    const child = await runProcess(node, ["--import", LOADER, CHILD, folder]);
    const said = readFileSync(join(folder, "said.jsonl"), "utf8")
      .split("\n")
      .flatMap((line): Said[] => (line === "" ? [] : [JSON.parse(line) as Said]));
    all.push(...said);
    const last = said.at(-1);
    if (last?.kind === "end" || last?.kind === "unusable") return all;
    const doing = said.findLast((line) => line.kind === "begin");
    const why = `the process ended: ${child.fault ?? "without a word"} ${child.stderr.slice(-2000)}`.trim();
    if (doing?.kind !== "begin") return [{ kind: "unusable", message: why }];
    all.push({ kind: "error", index: doing.index, key: doing.key, message: why });
    left = left.slice(left.findIndex(({ index }) => index === doing.index) + 1);
  }
  return all;
}
