import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { linkPackages } from "../support/linked-project.ts";
import { emptyFolder } from "../support/run-cli.ts";

// In a copy of each example, the command of its README does what the README says.

const EXAMPLES = fileURLToPath(new URL("../../examples/", import.meta.url));
const examples = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, "package.json")));
const isSource = (path: string): boolean => !/\/(node_modules|dist)$/.test(path);

test("there is one for each way of use", () => {
  expect(examples).toEqual(expect.arrayContaining(["esbuild", "javascript", "node", "vite", "webpack"]));
});

test.each(examples)("%s", (name) => {
  const folder = emptyFolder();
  cpSync(join(EXAMPLES, name), folder, { recursive: true, filter: isSource });
  linkPackages(folder);
  const readme = readFileSync(join(folder, "README.md"), "utf8");
  const command = /^```sh\n(.*)\n```$/m.exec(readme)?.[1];
  const prints = /^```text\n(.*?)^```$/ms.exec(readme)?.[1];
  expect(command).toBe("npm start");

  const { status, stdout, stderr } = spawnSync("npm", ["start", "--silent"], { cwd: folder, encoding: "utf8" });
  expect({ status, stdout, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stdout: prints, stderr: "" });
  const bundle = join(folder, "dist/main.js");
  if (existsSync(bundle)) expect(statSync(bundle).size).toBeLessThan(20_000); // only what is used of the header
});
