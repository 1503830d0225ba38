import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Lock {
  readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
}

// npm leaves an optional package that its registry lacks out of the lock file without a word, and `npm ci` then refuses that file.
test("the lock file has every optional package that another one names, so that npm ci takes it", () => {
  const lock = JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8")) as Lock;
  const paths = Object.keys(lock.packages);
  const missing = Object.entries(lock.packages).flatMap(([by, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !paths.some((path) => path.endsWith(`node_modules/${name}`)))
      .map((name) => `${name} for ${by}`),
  );
  expect(missing).toEqual([]);
});
