/** What a run does, from the environment. */
export interface Settings {
  readonly runs: number;
  readonly seed: number;
  /** A case of that seed, as fast-check names it: `17` or, with the steps that made it smaller, `17:0:3`. */
  readonly path: string | null;
  /** Longest time for making one failing case smaller, in milliseconds; the smallest one so far is kept. */
  readonly patience: number;
}

/** In CI the cases are always the same, so that it is a change that makes a run fail, not the day. */
const SEED_IN_CI = 7_977_939;

export function settingsFrom(environment: Readonly<Record<string, string | undefined>>): Settings {
  const { C2TS_FUZZ_RUNS: runs, C2TS_FUZZ_SEED: seed, C2TS_FUZZ_PATH: path, CI: isCI = "" } = environment;
  return {
    runs: integer(runs, "C2TS_FUZZ_RUNS") ?? 500,
    seed: integer(seed, "C2TS_FUZZ_SEED") ?? (isCI === "" ? Date.now() % 2 ** 31 : SEED_IN_CI),
    path: path === undefined || path === "" ? null : path,
    patience: 240_000,
  };
}

function integer(text: string | undefined, name: string): number | null {
  if (text === undefined || text === "") return null;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name} must be a whole number, not ${text}`);
  return value;
}

/** The command that repeats a run, or one case of it. */
export function command({ seed }: Pick<Settings, "seed">, more: string): string {
  return `C2TS_FUZZ_SEED=${seed} ${more} npx vitest run --project fuzz`;
}
