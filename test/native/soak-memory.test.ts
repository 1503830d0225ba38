import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";

/** `C2TS_SOAK=1000000` tries a million of each. */
const ROUNDS = Number(process.env["C2TS_SOAK"] ?? 50_000);
/** MiB; 100 bytes lost in each round would be 5. */
const LIMIT = 4;

test(`what is allocated and given back, four times ${ROUNDS} of each, leaves nothing`, { timeout: 3_600_000 }, () => {
  const program = fileURLToPath(new URL("programs/soak-memory.ts", import.meta.url));
  const options = { encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "" } } as const;
  const lines = execFileSync(nodeBinary(26), ["--expose-gc", program, String(ROUNDS)], options)
    .trimEnd()
    .split("\n");
  expect(lines.length).toBe(12);
  expect(lines.filter((line) => Number(/-?\d+$/.exec(line)?.[0]) > LIMIT)).toEqual([]);
});
