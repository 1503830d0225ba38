import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { emptyFolder } from "../support/run-cli.ts";

const REGISTER = new URL("../../dist/plugin/register.js", import.meta.url).href;

function run(node: string, file: string, text: string, headers: Readonly<Record<string, string>> = {}) {
  const folder = emptyFolder();
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  for (const [name, header] of Object.entries(headers)) writeFileSync(join(folder, name), header);
  writeFileSync(join(folder, file), text);
  return spawnSync(node, ["--import", REGISTER, pathToFileURL(join(folder, file)).pathname], { encoding: "utf8" });
}

describe.each([
  ["the Node of the tests", process.execPath, "main.js", ""],
  ["Node 26, TypeScript", nodeBinary(26), "main.ts", ": number"],
])("%s", (_, node, file, type) => {
  test("runs a program that imports headers", () => {
    const text = [
      'import { crc32 } from "zlib.h?lib=z";',
      'import { ANSWER } from "./answer.h";',
      `const sum${type} = crc32(0, new TextEncoder().encode("123456789"), 9);`,
      "console.log(sum.toString(16), ANSWER);",
    ].join("\n");
    const { stdout, stderr } = run(node, file, text, { "answer.h": "#define ANSWER 42\n" });
    expect({ stdout, stderr }).toEqual({ stdout: "cbf43926 42\n", stderr: "" });
  });

  test("says where a header is broken", () => {
    const headers = { "limit.h": "\n\nunknown_t limit(void);\n" };
    const { status, stderr } = run(node, file, 'import { limit } from "./limit.h";\nlimit();\n', headers);
    expect(status).toBe(1);
    expect(stderr).toMatch(/limit\.h:3:1: error: unknown type name 'unknown_t'/);
  });
});
