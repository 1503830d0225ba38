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

test("a file that is not there is named, and nobody is told to search for it", () => {
  const { stderr } = run(process.execPath, program({ "main.js": 'import { f } from "./none.c";\nf();\n' }), "main.js");
  expect(stderr).toMatch(/error: '\S+\/none\.c' file not found$/m);
});

test.each(["gcc", "clang-14"])(
  "a function that nobody has is an error where it is called, with what %s warned of",
  (CC) => {
    const f =
      '#include "g.h"\nstatic int twice(int x) {\n  return 2 * missing(x); }\nint f(int x) { return g(x) + twice(x); }\n';
    const files = {
      "f.c": f,
      "g.h": "static inline int g(int x) {\n  extern int grüße, gone(int);\n  return gone(x); }\n",
    };
    const folder = program({ ...files, "main.js": 'import { f } from "./f.c";\nf(1);\n' });
    const { status, stderr } = run(process.execPath, folder, "main.js", { CC });
    expect(status).toBe(1);
    const lines = stderr.split("\n").filter((line) => line.startsWith(folder) || line.includes("does not link"));
    expect(lines).toEqual([
      `Error [ShimError]: ${CC} does not link ${join(folder, "f.c")}:`,
      `${join(folder, "g.h")}:3:10: error: undefined reference to 'gone'`,
      `${join(folder, "f.c")}:3:14: error: undefined reference to 'missing'`,
      expect.stringMatching(/f\.c:3:14: warning: implicit declaration of function 'missing'/),
    ]);
  },
);

test("a compiler for another machine is refused, flags that change types are the compiler's and clang's", () => {
  const files = {
    "f.c": "int f(void) { return (char)200 + START; }\n#define LETTER ((char)200)\n",
    "start.h": "#define START 1\n",
    "main.js":
      'import { f, LETTER } from "./f.c?cflags=-funsigned-char -include start.h";\nconsole.log(f(), LETTER);\n',
  };
  const folder = program(files);
  expect(run(process.execPath, folder, "main.js", { CC: "aarch64-linux-gnu-gcc" }).stderr).toMatch(
    /\/f\.c: aarch64-linux-gnu-gcc does not compile for x86_64-\S+: it compiles for aarch64; name one that does/,
  );
  expect(run(process.execPath, folder, "main.js")).toEqual({ status: 0, stdout: "201 200\n", stderr: "" });
});

test("a missing library is the linker's error, with the C file's name", () => {
  const folder = program({
    "f.c": "int f(void) { return 1; }\n",
    "main.js": 'import { f } from "./f.c?lib=nope";\nf();\n',
  });
  const { stderr } = run(process.execPath, folder, "main.js");
  expect(stderr).toMatch(/does not link \S+\/f\.c:\n.*cannot find -lnope[\s\S]* by -L/);
});

test("warnings are printed when it is compiled, before what the program prints, and not again", () => {
  const text = "int f(void) {\n  return missing;\n}\n".replace("missing", '"text"');
  const folder = program({ "f.c": text, "main.js": 'import "./f.c";\nimport { f } from "./f.c";\nf();\n' });
  const { status, stderr } = run(process.execPath, folder, "main.js");
  expect(status).toBe(0);
  expect(stderr.split("\n")).toEqual([expect.stringMatching(/^\S+\/f\.c:2:10: warning: .*integer from pointer/), ""]);
  expect(run(process.execPath, folder, "main.js").stderr).toBe("");

  const many = Array.from({ length: 12 }, (_, i) => `int g${i}(void) { return "text"; }\n`).join("");
  write(join(folder, "f.c"), text + many);
  const lines = run(process.execPath, folder, "main.js").stderr.trim().split("\n");
  expect([lines.length, lines.at(-1)]).toEqual([11, "and 3 more warnings"]);
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
