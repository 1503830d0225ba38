import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { tensorflow } from "../../scripts/setup/tensorflow.mjs";
import { linkPackages } from "../support/linked-project.ts";
import { emptyFolder } from "../support/run-cli.ts";

// In a copy of each example, the command of its README does what the README says.

const EXAMPLES = fileURLToPath(new URL("../../examples/", import.meta.url));
const examples = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, "package.json")));
const isSource = (path: string): boolean => !/\/(node_modules|dist)$/.test(path);

test("there is one for each way of use", () => {
  expect(examples).toEqual(expect.arrayContaining(["c-file", "esbuild", "javascript", "node", "vite", "webpack"]));
});

function copyOf(name: string): string {
  const folder = emptyFolder();
  cpSync(join(EXAMPLES, name), folder, { recursive: true, filter: isSource });
  linkPackages(folder);
  return folder;
}

/** On a screen of its own, for the one that needs any. */
const start = (cwd: string, ...screen: readonly string[]) => {
  const [program = "", ...args] = [...screen, "npm", "start", "--silent"];
  return spawnSync(program, args, { cwd, encoding: "utf8", env: { ...process.env, TENSORFLOW: tensorflow.folder } });
};

test.each(examples)("%s", (name) => {
  if (name === "tensorflow" && !existsSync(tensorflow.library)) {
    console.log("examples/tensorflow did not run: npm run setup -- --tensorflow");
    return;
  }
  const folder = copyOf(name);
  const readme = readFileSync(join(folder, "README.md"), "utf8");
  const command = /^```sh\n(.*)\n```$/m.exec(readme)?.[1];
  const prints = /^```text\n(.*?)^```$/ms.exec(readme)?.[1];
  expect(command).toBe("npm start");

  const { status, stdout, stderr } = start(folder, ...(name === "gtk" ? ["xvfb-run", "-a"] : []));
  expect({ status, stdout, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stdout: prints, stderr: "" });
  const bundle = join(folder, "dist/main.js");
  if (existsSync(bundle)) expect(statSync(bundle).size).toBeLessThan(20_000); // only what is used of the header
});

test("own-library: its command builds library, binding and program anew", () => {
  const folder = copyOf("own-library");
  const edit = (file: string, from: string, to: string): void => {
    const text = readFileSync(join(folder, file), "utf8");
    expect(text).toContain(from);
    writeFileSync(join(folder, file), text.replace(from, to));
  };
  expect(start(folder).stdout).toContain("mean 23.50, deviation 8.58 (stats 1.0)");

  edit("lib/stats.h", '"1.0"', '"2.0"');
  edit("lib/stats.h", "double mean;", "double smallest;\n  double mean;"); // all behind it moves
  edit("lib/stats.c", "{s->count, s->mean,", "{s->count, 19.5, s->mean,");
  expect(start(folder).stdout).toContain("mean 23.50, deviation 8.58 (stats 2.0)");

  edit("lib/stats.h", "double deviation;", "double spread;");
  const { status, stdout } = start(folder);
  expect(status).not.toBe(0);
  expect(stdout).toContain("main.ts(19,22): error TS2339: Property 'deviation' does not exist on type 'stats_summary'");
});
