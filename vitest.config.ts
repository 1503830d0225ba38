import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const alias = { "c2ts-runtime": source("./src/runtime/index.ts"), c2ts: source("./src/index.ts") };

/** Files do not share a process: one loads one libclang, and a crash in C must not take other files with it. */
const project = (name: string, testTimeout = 60_000) => ({
  resolve: { alias },
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    pool: "forks" as const,
    env: { C2TS_CACHE: "off" }, // tests ask clang; those of the cache name a folder of their own
    testTimeout,
    hookTimeout: 120_000,
  },
});

export default defineConfig({
  test: {
    maxWorkers: availableParallelism(), // one less by default, which is one of two
    projects: [
      ...["unit", "golden", "native", "libraries", "cli", "plugin", "browser"].map((name) => project(name)),
      project("fuzz", 3_600_000), // as long as it takes: the number of cases is given from outside
    ],
  },
});
