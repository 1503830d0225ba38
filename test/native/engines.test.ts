import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { bunBinary } from "../../scripts/setup/bun-release.mjs";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";

/**
 * What the runtime leans on in koffi, and what users meet of calls, callbacks and memory: the tests of it, in other engines than the
 * one that runs all tests. Each runs vitest itself, in processes of that engine.
 */
const root = fileURLToPath(new URL("../../", import.meta.url));
const CONTRACT = readdirSync(join(root, "test/unit/runtime")).filter((name) => /^koffi-.*\.test\.ts$/.test(name));
const BEHAVIOUR = [
  ...["annotations", "arrays", "async", "atomic", "by-value", "callback-errors", "callbacks", "checks", "complex"],
  ...[
    "engine-traps",
    "error-numbers",
    "flexible",
    "function-types",
    "functions",
    "globals",
    "int128",
    "kept-functions",
  ],
  ...["long-double", "members", "memory-in-flight", "packing", "pointers", "records", "transparent-union", "variadic"],
  "wide-text",
];
const files = [
  ...CONTRACT.map((name) => `test/unit/runtime/${name}`),
  ...BEHAVIOUR.map((name) => `test/native/${name}.test.ts`),
];

/**
 * Endless nesting through C ends Bun, which does not look at the stack that koffi runs C on; and it lets go of memory that is transferred
 * while C reads it.
 */
const BARRED_IN_BUN = ["--testNamePattern", "^(?!.*(too deep a nesting|memory that goes when its call has begun))"];

interface Engine {
  readonly name: string;
  readonly program: string;
  readonly flags: readonly string[];
  /** What it says of itself. */
  readonly version: RegExp;
  /** For vitest. */
  readonly barred: readonly string[];
}

const node = (major: number): Engine => ({
  name: `Node ${major}`,
  program: nodeBinary(major),
  flags: [],
  version: new RegExp(`^v${major}\\.\\S+ undefined$`),
  barred: [],
});
const ENGINES: readonly Engine[] = [
  ...[22, 24, 26].map(node),
  { name: "Bun", program: bunBinary, flags: ["--bun"], version: /^\S+ 1\.\S+$/, barred: BARRED_IN_BUN },
];

interface Report {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

test.each(ENGINES)(
  "$name",
  ({ program, flags, version, barred }) => {
    if (!existsSync(program)) throw new Error(`${program} is missing: run npm run setup`);
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST")));
    const asked = spawnSync(program, ["-e", "console.log(process.version, process.versions.bun)"], {
      encoding: "utf8",
    });
    expect(asked.stdout.trim()).toMatch(version);

    const results = join(mkdtempSync(join(tmpdir(), "c2ts-engine-")), "results.json");
    const vitest = ["node_modules/vitest/vitest.mjs", "run", "--reporter=json", `--outputFile=${results}`];
    const projects = ["--project", "unit", "--project", "native"];
    const options = { cwd: root, env, encoding: "utf8" } as const;
    const { stderr } = spawnSync(program, [...flags, ...vitest, ...projects, ...barred, ...files], options);
    if (!existsSync(results)) throw new Error(`no results: ${stderr}`);
    const { success, numPassedTests, testResults } = JSON.parse(readFileSync(results, "utf8")) as Report;
    const failed = testResults.flatMap(({ name, message, assertionResults }) => [
      ...(message === "" ? [] : [`${name}: ${message}`]),
      ...assertionResults.flatMap(({ fullName, status }) => (status === "failed" ? [fullName] : [])),
    ]);
    expect(failed).toEqual([]);
    expect(testResults).toHaveLength(files.length);
    expect(numPassedTests).toBeGreaterThan(350);
    expect(success).toBe(true);
  },
  300_000,
);
