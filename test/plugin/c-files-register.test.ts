import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { emptyFolder } from "../support/run-cli.ts";

const REGISTER = new URL("../../dist/plugin/register.js", import.meta.url).href;

/** A program in a folder, with a cache of its own. */
function program(files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  for (const [name, text] of Object.entries(files)) write(join(folder, name), text);
  return folder;
}

/** Long ago: what has only just changed is not kept. */
function write(path: string, text: string, time: Date = new Date(Date.now() - 60_000)): void {
  writeFileSync(path, text);
  utimesSync(path, time, time);
}

function run(node: string, folder: string, file: string, env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(node, ["--import", REGISTER, join(folder, file)], {
    encoding: "utf8",
    cwd: folder,
    env: { ...process.env, C2TS_CACHE: join(folder, "cache"), ...env },
  });
  return { status, stdout, stderr };
}

const FIB = '#include "start.h"\nint fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) + START; }\n';

describe.each([
  ["the Node of the tests", process.execPath, "main.js", ""],
  ["Node 26, TypeScript", nodeBinary(26), "main.ts", ": number"],
])("%s", (_, node, file, type) => {
  test("runs a program that imports a C file, and compiles it once", () => {
    const text = `import { fib } from "./fib.c";\nconst n${type} = fib(20);\nconsole.log(n);\n`;
    const folder = program({ "fib.c": FIB, "start.h": "#define START 0\n", [file]: text });
    const CC = join(folder, "compiler");
    symlinkSync("/usr/bin/gcc", CC);
    expect(run(node, folder, file, { CC })).toEqual({ status: 0, stdout: "6765\n", stderr: "" });

    rmSync(CC); // what was compiled is there still
    expect(run(node, folder, file, { CC })).toEqual({ status: 0, stdout: "6765\n", stderr: "" });

    write(join(folder, "start.h"), "#define START 1\n");
    expect(run(node, folder, file, { CC }).stderr).toMatch(/fib\.c: no C compiler \(.*compiler: not found\)/);
    symlinkSync("/usr/bin/gcc", CC);
    expect(run(node, folder, file, { CC })).toEqual({ status: 0, stdout: "17710\n", stderr: "" });
  });
});

test("a compiler's error names file and line", () => {
  const files = { "f.c": "int f(void) {\n  return g;\n}\n", "main.js": 'import { f } from "./f.c";\nf();\n' };
  const { status, stderr } = run(process.execPath, program(files), "main.js");
  expect(status).toBe(1);
  expect(stderr).toMatch(/f\.c:2:10: error: [‘']g[’'] undeclared/);
});

test("an object that is damaged or gone is made again", () => {
  const files = { "f.c": "int f(void) { return 7; }\n", "main.js": 'import { f } from "./f.c";\nconsole.log(f());\n' };
  const folder = program(files);
  run(process.execPath, folder, "main.js");
  const objects = join(folder, "cache/objects");
  const [object = "none"] = readdirSync(objects).filter((name) => name.endsWith(".so"));
  writeFileSync(join(objects, object), "no shared object");
  expect(run(process.execPath, folder, "main.js").stdout).toBe("7\n");
});

test("without a cache it is made for one run, and nothing is left of it", () => {
  const files = { "f.c": "int f(void) { return 7; }\n", "main.js": 'import { f } from "./f.c";\nconsole.log(f());\n' };
  const folder = program(files);
  mkdirSync(join(folder, "tmp"));
  const { stdout } = run(process.execPath, folder, "main.js", { C2TS_CACHE: "off", TMPDIR: join(folder, "tmp") });
  expect(stdout).toBe("7\n");
  expect(readdirSync(join(folder, "tmp"))).toEqual([]);
  expect(existsSync(join(folder, "cache"))).toBe(false);
});

test("zig's compiler is taken where there is no other", () => {
  const folder = program({
    "f.c": "int f(void) { return 7; }\n",
    "main.js": 'import { f } from "./f.c";\nconsole.log(f());\n',
    zig: `#!/bin/sh
test "$1" = cc || exit 9
shift
PATH=/usr/bin:/bin
exec gcc $(printf "%s\\n" "$@" | grep -vx -- -mcpu=baseline) # which is zig's word
`,
  });
  mkdirSync(join(folder, "bin"));
  symlinkSync(join(folder, "zig"), join(folder, "bin/zig"));
  spawnSync("chmod", ["+x", join(folder, "zig")]);
  const { stdout, stderr } = run(process.execPath, folder, "main.js", { PATH: join(folder, "bin"), CC: "" });
  expect({ stdout, stderr }).toEqual({ stdout: "7\n", stderr: "" });
});
