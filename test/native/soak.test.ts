import { execFile, execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { Workbench } from "../../bench/harness/workbench.mjs";
import { soakModule } from "../../bench/soak/soak-module.mjs";

const SOAK = fileURLToPath(new URL("../../bench/soak/", import.meta.url));
const KB = 1024;
const bench = new Workbench();
const module = soakModule(bench);
afterAll(() => bench.dispose());

interface Result {
  readonly name: string;
  readonly heap: number;
  readonly rss: number;
  readonly things: number;
}

test("each kind of work, ten thousand times more, leaves nothing behind", () => {
  const out = execFileSync(process.execPath, [`${SOAK}run.mjs`, "--iterations", "20000", "--json"], {
    encoding: "utf8",
  });
  const results: readonly Result[] = JSON.parse(out);
  expect(results.length).toBeGreaterThanOrEqual(13);
  // A leak of a hundred bytes each would be a thousand KB.
  expect(results.filter(({ heap, things }) => heap > 900 * KB || things !== 0)).toEqual([]);
  expect(results.filter(({ rss }) => rss > 40_000 * KB)).toEqual([]);
});

describe("under valgrind", () => {
  interface Left {
    /** Bytes of malloc's that nobody freed. */
    readonly bytes: number;
    /** Reads and writes of memory that is not there. */
    readonly invalid: number;
  }

  async function left(iterations: number, forgotten = 0): Promise<Left> {
    // V8 looks for pointers on its stack, whatever is there: that is why undefined values are not looked at.
    const options = ["--leak-check=full", "--errors-for-leak-kinds=none", "--undef-value-errors=no"];
    const program = [process.execPath, `${bench.folder}/all.mjs`, module, String(iterations), String(forgotten)];
    const { stderr } = await promisify(execFile)("valgrind", [...options, ...program], { maxBuffer: 2 ** 28 });
    const bytes = /in use at exit: ([\d,]+) bytes/.exec(stderr)?.[1];
    const invalid = /ERROR SUMMARY: ([\d,]+) errors/.exec(stderr)?.[1];
    if (bytes === undefined || invalid === undefined) throw new Error(stderr);
    return { bytes: Number(bytes.replaceAll(",", "")), invalid: Number(invalid.replaceAll(",", "")) };
  }

  test("six times the work leaves no block more, and touches no memory that is not its own", {
    timeout: 600_000,
  }, async () => {
    const [little, much] = await Promise.all([left(20), left(120)]);
    expect([little.invalid, much.invalid]).toEqual([0, 0]);
    // Not eight bytes for each of the hundred times more, of any kind.
    expect(much.bytes - little.bytes).toBeLessThan(800);
    const leaking = await left(20, 100);
    expect(leaking.bytes - little.bytes).toBeGreaterThanOrEqual(6400);
  });
});
