import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const LAUNCHER = fileURLToPath(new URL("../../bin/c2ts.js", import.meta.url));

/** A config with libraries that take more than a second together. */
function project(): string {
  const cwd = emptyFolder();
  const names = ["one", "two", "three"];
  for (const name of names) {
    const functions = Array.from({ length: 6000 }, (_, i) => `const char *${name}_${i}(int a, struct ${name} *b);\n`);
    writeFileSync(join(cwd, `${name}.h`), functions.join(""));
  }
  const libraries = names.map((name) => ({ headers: [`./${name}.h`], library: "m", output: `${name}.ts` }));
  writeFileSync(join(cwd, "c2ts.config.json"), JSON.stringify({ libraries }));
  return cwd;
}

test("on a terminal long work says what it is at, and takes that back; elsewhere it is silent", () => {
  const cwd = project();
  const { CI: _, ...env } = process.env; // what runs these tests may be one, and is not asked
  const command = `'${process.execPath}' '${LAUNCHER}' gen`;
  const run = spawnSync("script", ["-qec", command, "/dev/null"], {
    cwd,
    encoding: "utf8",
    env: { ...env, TERM: "xterm" },
  });
  expect(run.error).toBeUndefined();
  expect(run.status).toBe(0);
  expect(run.stdout).toContain("three.ts (3 of 3)");
  // The line is wiped out before the next is written: to column 1, then all behind it.
  expect(run.stdout).toContain("\u001B[1G\u001B[0Kthree.ts: 6000 functions");
  const silent = c2ts(["gen"], { cwd, env: { TERM: "xterm" } });
  expect(silent.stderr).not.toContain("of 3)");
  expect(silent.stderr).not.toContain("\u001B");
});
