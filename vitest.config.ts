import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const alias = { "c2ts-runtime": source("./src/runtime/index.ts"), c2ts: source("./src/index.ts") };

/**
 * `reuse`: files of the project share a process. Right where nothing native is called but libclang, whose loading costs
 * more than the tests; wrong where a crash in C must not take other files with it.
 */
const project = (name: string, reuse: boolean) => ({
  resolve: { alias },
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    pool: "forks" as const,
    isolate: !reuse,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});

export default defineConfig({
  test: {
    projects: [
      project("unit", false),
      project("golden", true),
      project("native", false),
      project("libraries", false),
      project("cli", false),
    ],
  },
});
