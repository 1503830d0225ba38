import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { CASES_PER_HEADER } from "../model/odd-names.ts";
import { caseRecipe } from "../model/recipe.ts";
import { judge, nodeFor } from "./judge.ts";
import { isLayoutFault, type Outcome } from "./outcome.ts";
import { type Compiler, type Numbered, runBatch } from "./run-batch.ts";
import type { Settings } from "./settings.ts";
import { shrink } from "./shrink.ts";
import { type Counts, countsOf } from "./summary.ts";
import { typeErrors } from "./type-errors.ts";

/** A case by its number in the run; its place in its header follows from that. */
interface Run extends Numbered {
  readonly number: number;
}

export interface FuzzResult {
  readonly counts: Counts;
  /** One text for each case that is wrong, the first ones made as small as they go. */
  readonly failures: readonly string[];
}

/** How many failing cases are made smaller; the rest are only named. */
const SHRUNK = 2;
const PARALLEL = 2;

/** The whole of it: makes the cases of a seed, runs them header by header, and looks closer at those that fail. */
export async function fuzz(settings: Settings, compiler: Compiler): Promise<FuzzResult> {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-fuzz-"));
  const runs = fc
    .sample(caseRecipe, { seed: settings.seed, numRuns: settings.runs })
    .map((recipe, number): Run => ({ number, index: number % CASES_PER_HEADER, recipe }));
  const batches = Array.from({ length: Math.ceil(runs.length / CASES_PER_HEADER) }, (_, i) =>
    runs.slice(i * CASES_PER_HEADER, (i + 1) * CASES_PER_HEADER),
  );
  const outcomes = await inParallel(batches, PARALLEL, async (batch, i): Promise<readonly Outcome[]> => {
    const options = { folder: join(folder, `header${i}`), compiler, node: nodeFor(batch[0]?.number ?? 0) };
    return runBatch(batch, options);
  });
  const suspects = new Set(runs.filter((_, i) => (outcomes.flat()[i]?.faults.length ?? 0) > 0));
  for (const run of await badlyTyped(folder, batches, compiler)) suspects.add(run);

  const disagreements: number[] = [];
  const failures: string[] = [];
  for (const run of suspects) {
    const seen = outcomes.flat()[run.number]?.faults ?? [];
    const enough = failures.length >= SHRUNK && !seen.some(isLayoutFault);
    const found = enough ? named(run, seen) : await lookCloser(run, settings, compiler, failures.length < SHRUNK);
    if (found === BESIDE_OTHERS && (await isWrittenOver(run, batches, outcomes, compiler))) continue;
    if (found === BESIDE_OTHERS)
      failures.push(named(run, ["wrong only beside the other cases of its header", ...seen]));
    else if (found === null) disagreements.push(run.number);
    else failures.push(found);
  }
  const counts = countsOf(outcomes.flat(), batches.length, disagreements);
  if (failures.length === 0) rmSync(folder, { recursive: true });
  return { counts, failures };
}

function named({ number }: Run, faults: readonly string[]): string {
  return `case ${number}: ${faults.slice(0, 3).join("\n  ")}`;
}

const BESIDE_OTHERS = Symbol("wrong only beside the other cases of its header");

/**
 * Whether a case is right beside those that gcc lays out as clang does. The others are called with memory of clang's layout, which is
 * that of the bindings: what gcc's code writes behind it may be the next case's.
 */
async function isWrittenOver(
  run: Run,
  batches: readonly (readonly Run[])[],
  outcomes: readonly (readonly Outcome[])[],
  compiler: Compiler,
): Promise<boolean> {
  const at = batches.findIndex((batch) => batch.includes(run));
  const batch = batches[at] ?? [];
  const alike = batch.filter((_, i) => !outcomes[at]?.[i]?.faults.some(isLayoutFault));
  if (alike.length === batch.length) return false;
  const folder = mkdtempSync(join(tmpdir(), "c2ts-fuzz-beside-"));
  const again = await runBatch(alike, { folder, compiler, node: nodeFor(run.number) });
  rmSync(folder, { recursive: true });
  return again[alike.indexOf(run)]?.faults.length === 0;
}

/** Runs a case alone: a text about what is wrong with it, or `null` if the compilers disagree about it. */
async function lookCloser(
  run: Run,
  settings: Settings,
  compiler: Compiler,
  smaller: boolean,
): Promise<string | typeof BESIDE_OTHERS | null> {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-fuzz-case-"));
  const verdict = await judge(run, run.number, folder, compiler);
  if (verdict.kind === "bad" && smaller) return shrink(settings, String(run.number), compiler);
  if (verdict.kind === "bad") return named(run, verdict.faults);
  rmSync(folder, { recursive: true });
  if (verdict.kind === "compilers-disagree") return null;
  return BESIDE_OTHERS;
}

/** Cases whose module TypeScript does not accept: all headers at once, then each case of a header that is not accepted. */
async function badlyTyped(
  folder: string,
  batches: readonly (readonly Run[])[],
  compiler: Compiler,
): Promise<readonly Run[]> {
  const errors = await typeErrors(folder);
  if (errors.length === 0) return [];
  const suspects = batches.filter((_, i) => errors.some((error) => error.includes(`header${i}/`)));
  const bad = await inParallel(suspects.flat(), PARALLEL, async (run) => {
    const alone = join(folder, `typed${run.number}`);
    mkdirSync(alone);
    const verdict = await judge(run, run.number, alone, compiler);
    return verdict.kind === "bad" ? [run] : [];
  });
  if (bad.flat().length === 0) throw new Error(`TypeScript rejects a header, but no case of it alone:\n${errors[0]}`);
  return bad.flat();
}

async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  run: (item: T, i: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = [...items.entries()];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [i, item] = next;
      results[i] = await run(item, i);
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
