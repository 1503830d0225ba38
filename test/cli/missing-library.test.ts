import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, test } from "vitest";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
let folder: string;

beforeEach(() => {
  folder = emptyFolder();
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(join(root, "src/runtime"), join(folder, "node_modules/c2ts-runtime"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  writeFileSync(
    join(folder, "given.h"),
    "int there(void);\nint missing(int x);\nextern int no_variable;\n#define FIVE 5\n",
  );
});

/** Generates given.ts for a library, and runs a program on it under a Node that strips types. */
function run(library: string | null, program: string, env: NodeJS.ProcessEnv = {}) {
  const lib = library === null ? [] : ["--lib", library];
  expect(c2ts(["gen", "given.h", ...lib, "-o", "given.ts"], { cwd: folder }).code).toBe(0);
  writeFileSync(join(folder, "program.ts"), `import * as given from "./given.ts";\n${program}\n`);
  const result = spawnSync(nodeBinary(26), ["program.ts"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "", ...env },
  });
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}

function compile(): string {
  const library = join(folder, "libgiven.so");
  writeFileSync(join(folder, "given.c"), "int there(void) { return 7; }\n");
  execFileSync("cc", ["-shared", "-fPIC", "-o", library, join(folder, "given.c")]);
  return library;
}

test("a library that cannot be loaded: every candidate and why, when it is called and not before", () => {
  const { code, stdout, stderr } = run("c2ts_no_such_library", "console.log(given.FIVE);\ngiven.there();");
  expect(stdout).toBe("5\n");
  expect(stderr).toContain(
    "cannot load library 'c2ts_no_such_library'; set C2TS_LIB_C2TS_NO_SUCH_LIBRARY to its path. Tried:",
  );
  expect(stderr).toMatch(/ {2}libc2ts_no_such_library\.so: .*cannot open shared object file/);
  expect(code).toBe(1);
});

test("a path that is no library", () => {
  const path = join(folder, "libtext.so");
  writeFileSync(path, "text");
  const { code, stderr } = run(path, "given.there();");
  expect(stderr).toContain(`${path}: `);
  expect(stderr).toMatch(/file too short|invalid ELF header/);
  expect(code).toBe(1);
});

test("the environment names another file for a library", () => {
  const library = compile();
  const { code, stdout } = run("c2ts_no_such_library", "console.log(given.there());", {
    C2TS_LIB_C2TS_NO_SUCH_LIBRARY: library,
  });
  expect({ code, stdout }).toEqual({ code: 0, stdout: "7\n" });
});

test("a symbol that is missing: only when it is called", () => {
  const library = compile();
  const { code, stdout, stderr } = run(
    library,
    'console.log(given.there(), given.has("there"), given.has("missing"));\ngiven.missing(1);',
  );
  expect(stdout).toBe("7 true false\n");
  expect(stderr).toMatch(/missing: .*libgiven\.so has no such symbol/);
  expect(code).toBe(1);
});

test("a variable that is missing: only when it is used", () => {
  const { stdout, stderr } = run(compile(), "console.log(given.there());\nconsole.log(given.no_variable.value);");
  expect(stdout).toBe("7\n");
  expect(stderr).toMatch(/no_variable: .*libgiven\.so has no such symbol/);
});

test("no library was named", () => {
  const { code, stderr } = run(null, "given.there();");
  expect(stderr).toContain(
    "there: no library was named when this module was generated: generate it again with --lib NAME, or import the header with ?lib=NAME (@program for what the program itself has)",
  );
  expect(code).toBe(1);
});

test("a relative path is relative to the module, wherever the program is started", () => {
  compile();
  const gen = c2ts(["gen", "given.h", "--lib", "./libgiven.so", "-o", "deep/er/given.ts"], { cwd: folder });
  expect(gen.code).toBe(0);
  writeFileSync(join(folder, "program.ts"), 'import { there } from "./deep/er/given.ts";\nconsole.log(there());\n');
  const { stdout } = spawnSync(nodeBinary(26), [join(folder, "program.ts")], {
    cwd: "/",
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  expect(stdout).toBe("7\n");
});

test("a path that is not there is said when the module is made", () => {
  const { code, stderr } = c2ts(["gen", "given.h", "--lib", "./libnope.so", "-o", "given.ts"], { cwd: folder });
  expect(stderr).toContain("c2ts: note: ./libnope.so is not there now; calls will fail until it is\n");
  expect(code).toBe(0);
});

describe("a name that no library of this machine has is said when the module is made", () => {
  const gen = (library: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) =>
    c2ts(["gen", "given.h", "--lib", library, "-o", "given.ts", ...args], { cwd: folder, env });
  const warnings = (stderr: string): readonly string[] =>
    stderr.split("\n").filter((line) => line.includes("warning:"));

  test("with what was tried, and what may have been meant", () => {
    const { code, stderr } = gen("sqlit3");
    expect(code).toBe(0);
    expect(warnings(stderr)).toEqual([
      expect.stringMatching(
        /^c2ts: warning: no library 'sqlit3' here \(tried libsqlit3\.so\.<n>, libsqlit3\.so\); calls will fail until it is installed; similar: sqlite3\b/,
      ),
    ]);
    expect(warnings(gen("libsqlit3.so.0").stderr)).toEqual([expect.stringContaining("(tried libsqlit3.so.0)")]);
  });

  test("not of what is there, wherever the loader looks, nor of other systems, nor by emit", () => {
    compile();
    expect(gen("given").stderr).toContain("no library 'given'");
    const found = [
      gen("sqlite3"),
      gen("c"),
      gen("libsqlite3.so.0"),
      gen("@program"),
      gen("given", [], { LD_LIBRARY_PATH: folder }),
      gen("given", [], { C2TS_LIBRARY_PATH: folder }),
      gen("given", [], { C2TS_LIB_GIVEN: join(folder, "libgiven.so") }),
      gen("given", ["--spec", "given.json", "--", "--target=aarch64-linux-gnu"]),
      c2ts(["emit", "given.json", "--lib", "given", "-o", "given.ts"], { cwd: folder }),
    ];
    for (const { code, stderr } of found) expect([code, warnings(stderr)]).toEqual([0, []]);
  });
});
