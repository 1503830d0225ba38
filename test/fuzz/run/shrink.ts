import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { elaborate } from "../model/elaborate.ts";
import { CASES_PER_HEADER } from "../model/odd-names.ts";
import { type CaseRecipe, caseRecipe } from "../model/recipe.ts";
import { headerText } from "../program/header.ts";
import { judge, nodeFor } from "./judge.ts";
import { type Compiler, runBatch } from "./run-batch.ts";
import { command, type Settings } from "./settings.ts";

/**
 * Runs one case alone and, if it fails, ever smaller ones that fail too.
 *
 * fast-check says what is smaller; it would try one at a time, at a second each, so here twenty go into one header.
 * @param path the case's number; or a path of an earlier run, which is then tried as it is.
 * @returns a text for people: the smallest header, what is wrong with it, and how to see it again; "" if all is well.
 */
export async function shrink({ seed, patience }: Settings, path: string, compiler: Compiler): Promise<string> {
  const number = Number(path.split(":")[0]);
  const index = number % CASES_PER_HEADER;
  const folder = mkdtempSync(join(tmpdir(), "c2ts-fuzz-case-"));
  const faultsOf = async (recipe: CaseRecipe): Promise<readonly string[]> => {
    const verdict = await judge({ index, recipe }, number, folder, compiler);
    return verdict.kind === "bad" ? verdict.faults : [];
  };
  let smallest: Found = { path, ...valueAt(seed, path) };
  let faults = await faultsOf(smallest.recipe);
  if (faults.length === 0) return "";
  const until = Date.now() + patience;
  const options = { folder: join(folder, "candidates"), compiler, node: nodeFor(number) };
  const failing = async (candidates: readonly Found[]): Promise<readonly Found[]> => {
    const outcomes = await runBatch(
      candidates.map(({ recipe }, i) => ({ index: i, recipe })),
      options,
    );
    return candidates.filter((_, i) => (outcomes[i]?.faults.length ?? 0) > 0);
  };
  const isBad = async ({ recipe }: Found): Promise<boolean> => {
    const own = await faultsOf(recipe);
    if (own.length > 0) faults = own;
    return own.length > 0;
  };
  while (!path.includes(":") && Date.now() < until) {
    const next = await firstSmaller(smallest, until, failing, isBad);
    if (next === null) break;
    smallest = next;
  }
  // The folder has what was tried last; put the smallest one back for whoever wants to look.
  await faultsOf(smallest.recipe);
  return failureText(seed, smallest, faults, folder);
}

interface Found {
  readonly path: string;
  readonly recipe: CaseRecipe;
  /** Smaller ones, in fast-check's order. */
  smaller(): Iterable<Omit<Found, "path">>;
}

type Value = ReturnType<typeof caseRecipe.generate>;

/** Lets a run of fast-check be watched: it gives values to properties, but keeps to itself how to make them smaller. */
class Watched extends fc.Arbitrary<CaseRecipe> {
  readonly seen: Value[] = [];

  override generate(random: fc.Random, bias: number | undefined): Value {
    return this.#see(caseRecipe.generate(random, bias));
  }

  override canShrinkWithoutContext(value: unknown): value is CaseRecipe {
    return caseRecipe.canShrinkWithoutContext(value);
  }

  override shrink(value: CaseRecipe, context: unknown): fc.Stream<Value> {
    return caseRecipe.shrink(value, context).map((one) => this.#see(one));
  }

  #see(value: Value): Value {
    this.seen.push(value);
    return value;
  }
}

/** The recipe that fast-check makes for a seed at a path. */
function valueAt(seed: number, path: string): Omit<Found, "path"> {
  const watched = new Watched();
  const tried: CaseRecipe[] = [];
  const property = fc.property(watched, (recipe) => tried.push(recipe) === 0);
  fc.check(property, { seed, path, numRuns: 1, endOnFailure: true });
  const found = watched.seen.find(({ value }) => value === tried[0]);
  if (found === undefined) throw new Error(`fast-check has no case at ${path}`);
  return smallerOnes(found);
}

function smallerOnes({ value, context }: Value): Omit<Found, "path"> {
  return {
    recipe: value,
    *smaller() {
      for (const one of caseRecipe.shrink(value, context)) yield smallerOnes(one);
    },
  };
}

/** The first of the smaller cases that fails too: looked for a header at a time, then made sure of alone. */
async function firstSmaller(
  found: Found,
  until: number,
  failing: (candidates: readonly Found[]) => Promise<readonly Found[]>,
  isBad: (candidate: Found) => Promise<boolean>,
): Promise<Found | null> {
  let candidates: Found[] = [];
  let step = 0;
  const first = async (): Promise<Found | null> => {
    for (const candidate of await failing(candidates)) if (await isBad(candidate)) return candidate;
    candidates = [];
    return null;
  };
  for (const one of found.smaller()) {
    candidates.push({ ...one, path: `${found.path}:${step}` });
    step += 1;
    if (candidates.length < CASES_PER_HEADER) continue;
    const smaller = await first();
    if (smaller !== null || Date.now() > until) return smaller;
  }
  return first();
}

function failureText(seed: number, { path, recipe }: Found, faults: readonly string[], folder: string): string {
  const index = Number(path.split(":")[0]) % CASES_PER_HEADER;
  return [
    `case ${path} of seed ${seed}:`,
    ...headerText(elaborate(recipe, index))
      .trim()
      .split("\n")
      .map((line) => `    ${line}`),
    ...faults.slice(0, 5).flatMap((fault) => fault.split("\n").map((line) => `  ${line}`)),
    `  again: ${command({ seed }, `C2TS_FUZZ_PATH=${path}`)}`,
    `  files: ${folder}`,
  ].join("\n");
}
