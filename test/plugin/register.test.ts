import { spawnSync } from "node:child_process";
import { readdirSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { emptyFolder } from "../support/run-cli.ts";

const REGISTER = new URL("../../dist/plugin/register.js", import.meta.url).href;

function run(
  node: string,
  file: string,
  text: string,
  headers: Readonly<Record<string, string>> = {},
  { folder = emptyFolder(), env = {} }: { folder?: string; env?: NodeJS.ProcessEnv } = {},
) {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  for (const [name, header] of Object.entries(headers)) writeFileSync(join(folder, name), header);
  writeFileSync(join(folder, file), text);
  return spawnSync(node, ["--import", REGISTER, pathToFileURL(join(folder, file)).pathname], {
    encoding: "utf8",
    cwd: folder,
    env: { ...process.env, C2TS_CACHE: join(folder, "cache"), ...env },
  });
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

  test("a second run loads neither libclang nor a compiler", () => {
    const folder = emptyFolder();
    const text = [
      'import { readFileSync } from "node:fs";',
      'import { ANSWER } from "./answer.h";',
      'console.log(ANSWER, readFileSync("/proc/self/maps", "utf8").includes("libclang"));',
    ].join("\n");
    const compiled = emptyFolder();
    const start = () => {
      const env = { NODE_DEBUG: "module", NODE_COMPILE_CACHE: compiled }; // says what is loaded
      const { stdout, stderr } = run(node, file, text, { "answer.h": "#define ANSWER 42\n" }, { folder, env });
      return { stdout, compiler: /ts-morph/.test(stderr) };
    };
    expect(start()).toEqual({ stdout: "42 true\n", compiler: true });
    expect(start()).toEqual({ stdout: "42 false\n", compiler: false });
    // and compiles nothing of c2ts itself: that is kept as well
    const [kept = ""] = readdirSync(join(compiled, "c2ts"));
    expect(kept).toMatch(/^register-v\d.*\.bin$/);
    const code = join(compiled, "c2ts", kept);
    truncateSync(code, 100);
    expect(start()).toEqual({ stdout: "42 false\n", compiler: false });
    expect(statSync(code).size).toBeGreaterThan(1000);
  });

  test("a config that cannot be read is told to those who may need it", () => {
    const headers = { "answer.h": "#define ANSWER 42\n", "c2ts.config.json": "{" };
    const config = expect.stringContaining("c2ts.config.json is not JSON");
    expect(run(node, file, "console.log(1);", headers)).toMatchObject({ stdout: "1\n", stderr: "" });
    const other = 'import { ANSWER } from "./answer.h?include=ANSWER"; console.log(ANSWER);';
    expect(run(node, file, other, headers)).toMatchObject({ stdout: "42\n", stderr: "" });
    const bare = 'import { ANSWER } from "./answer.h"; console.log(ANSWER);';
    expect(run(node, file, bare, headers)).toMatchObject({ stdout: "", stderr: config });
  });
});

test("CommonJS requires headers, with a Node that has hooks for it", () => {
  const text = [
    'const { crc32 } = require("zlib.h?lib=z");',
    'const { ANSWER } = require("./answer.h");',
    'console.log(crc32(0, Buffer.from("123456789"), 9).toString(16), ANSWER);',
  ].join("\n");
  const { stdout, stderr } = run(nodeBinary(26), "main.cjs", text, { "answer.h": "#define ANSWER 42\n" });
  expect({ stdout, stderr }).toEqual({ stdout: "cbf43926 42\n", stderr: "" });
});
