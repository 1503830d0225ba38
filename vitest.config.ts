import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const alias = { "c2ts-runtime": source("./src/runtime/index.ts"), c2ts: source("./src/index.ts") };

export default defineConfig({
  test: {
    projects: ["unit", "golden", "native", "libraries", "cli"].map((name) => ({
      resolve: { alias },
      test: { name, include: [`test/${name}/**/*.test.ts`], pool: "forks", testTimeout: 60_000, hookTimeout: 120_000 },
    })),
  },
});
