import { execFile } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

/** Writes into the folder whether the process has libclang in its memory when it ends. */
const WATCH = `
  const { appendFileSync, readFileSync } = require("node:fs");
  process.on("exit", () => {
    const loaded = ["libclang", "koffi"].filter((name) => readFileSync("/proc/self/maps", "utf8").includes(name));
    const asked = (process.env.C2TS_TEST_MODULES ?? "").split(" ").filter((name) => name !== "");
    loaded.push(...asked.filter((name) => Object.keys(require.cache).some((file) => file.includes(name))));
    appendFileSync(process.env.C2TS_TEST_LOADED, loaded.join(" ") + "\\n");
  });
`;

/** A header, a cache, and which native code each command line loads. */
class Bench {
  readonly cwd: string = emptyFolder();
  readonly #loaded = join(this.cwd, "loaded.txt");
  readonly env: NodeJS.ProcessEnv = {
    C2TS_CACHE: join(this.cwd, "cache"),
    C2TS_TEST_LOADED: this.#loaded,
    NODE_OPTIONS: `--require ${join(this.cwd, "watch.cjs")}`,
  };

  constructor() {
    writeFileSync(join(this.cwd, "watch.cjs"), WATCH);
    writeFileSync(join(this.cwd, "a.h"), "/** Adds. */\nint add(int a, int b);\n#define SIX 6\n");
  }

  loads(args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
    writeFileSync(this.#loaded, "");
    const { code, stderr } = c2ts(args, { cwd: this.cwd, env: { ...this.env, ...env } });
    expect(code, stderr).toBe(0);
    return readFileSync(this.#loaded, "utf8").trim();
  }

  text(file: string): string {
    return readFileSync(join(this.cwd, file), "utf8");
  }
}

test("a second run on the same headers loads no libclang, and gives the same", () => {
  const bench = new Bench();
  const gen = ["gen", "a.h", "--lib", "a", "-o", "a.ts", "--spec", "a.json"];
  expect(bench.loads(gen)).toBe("libclang koffi");
  const first = [bench.text("a.ts"), bench.text("a.json")];
  for (const file of ["a.ts", "a.json"]) writeFileSync(join(bench.cwd, file), "");
  expect(bench.loads(gen)).toBe("");
  expect([bench.text("a.ts"), bench.text("a.json")]).toEqual(first);
  expect(bench.loads(["dump", "a.h", "-o", "b.json"])).toBe("");
  expect(bench.text("b.json")).toBe(first[1]);
});

test("nor does it for several targets, and no TypeScript, whatever of them differs", () => {
  const bench = new Bench();
  const same = "int add(int a, int b);\n";
  // what differs; what only a comment says; a name that the one has for what is no declaration
  const headers = [
    ["differs.h", `${same}#ifdef __aarch64__\n#define SIX 66\n#else\n#define SIX 6\n#endif\n`],
    ["comment.h", "#ifdef __aarch64__\nint f(int b[2]);\n#else\nint f(int b[3]);\n#endif\n"],
    ["taken.h", `${same}#ifdef __aarch64__\nint has(int x);\n#else\n#define HAS 1\n#endif\n`],
  ] as const;
  for (const [name, text] of headers) {
    writeFileSync(join(bench.cwd, name), text);
    const targets = ["--target", "x86_64-linux-gnu", "--target", "aarch64-linux-gnu"];
    const gen = ["gen", name, "--lib", "a", "-o", "a.ts", "--report", "a.json", ...targets];
    const env = { C2TS_TEST_MODULES: "ts-morph" };
    expect(bench.loads(gen, env)).toBe("libclang koffi ts-morph");
    const first = [bench.text("a.ts"), bench.text("a.json")];
    expect(bench.loads(gen, env)).toBe("");
    expect([bench.text("a.ts"), bench.text("a.json")]).toEqual(first);
  }
});

test("nor does it with the config that `c2ts init` writes", () => {
  const bench = new Bench();
  const config = { headers: ["./a.h"], library: "a", output: "a.ts" };
  const text = `import { defineConfig } from "c2ts";\nexport default defineConfig(${JSON.stringify(config)});\n`;
  writeFileSync(join(bench.cwd, "c2ts.config.ts"), text);
  expect(bench.loads(["gen"])).toBe("libclang koffi");
  expect(bench.loads(["gen"])).toBe("");
  const other = text.replace("{ d", "{ FORMAT, d").replace('"a.ts"', '"a" + FORMAT + ".ts"');
  writeFileSync(join(bench.cwd, "c2ts.config.ts"), other);
  expect(bench.loads(["gen"])).toContain("koffi"); // whatever else the program has is there, too
  expect(readdirSync(bench.cwd)).toContainEqual(expect.stringMatching(/^a\d+\.\d+\.ts$/));
});

test("module, report and what is printed are the same, with each set of options", () => {
  const bench = new Bench();
  writeFileSync(join(bench.cwd, "a.h"), "long double odd(void);\nint add(int a, int b);\nenum e { ONE = 1 };\n");
  const results = ([] as readonly string[][])
    .concat([[]], [["--rename", "add=plus"]], [["--enum-style", "object"]], [["--lib", "m"]])
    .map((style) => {
      const gen = ["gen", "a.h", ...style, "-o", "a.ts", "--report", "a.json", "-v"];
      const run = (): readonly string[] => {
        for (const file of ["a.ts", "a.json"]) writeFileSync(join(bench.cwd, file), "");
        const { stderr } = c2ts(gen, { cwd: bench.cwd, env: bench.env });
        return [stderr, bench.text("a.ts"), bench.text("a.json")];
      };
      const first = run();
      expect(run()).toEqual(first);
      c2ts(["gen", "a.h", "--no-cache", ...gen.slice(2)], { cwd: bench.cwd, env: bench.env });
      expect(bench.text("a.ts")).toBe(first[1]);
      return first[1];
    });
  expect(new Set(results).size).toBe(results.length);
  expect(bench.loads(["gen", "a.h", "--strip-prefix", "a", "-o", "a.ts"])).toBe(""); // the headers are known
  expect(bench.text("a.ts")).toContain("export const dd");
});

test("inspect shows the same", () => {
  const bench = new Bench();
  const show = (): string => c2ts(["inspect", "a.h", "add"], { cwd: bench.cwd, env: bench.env }).stdout;
  const first = show();
  expect(first).toContain("int add(int a, int b)");
  expect(show()).toBe(first);
  expect(bench.loads(["inspect", "a.h", "add"])).toBe("koffi"); // it comes with other commands that look at modules
});

test("it can be told to ask clang, and check always does", () => {
  const bench = new Bench();
  const files = ["a.h", "-o", "a.ts"];
  expect(bench.loads(["gen", ...files])).toBe("libclang koffi");
  expect(bench.loads(["gen", ...files])).toBe("");
  expect(bench.loads(["gen", "--no-cache", ...files])).toBe("libclang koffi");
  expect(bench.loads(["gen", ...files], { C2TS_CACHE: "off" })).toBe("libclang koffi");
  expect(bench.loads(["check", ...files])).toBe("libclang koffi");
  expect(bench.loads(["gen", ...files])).toBe("");
});

test("without C2TS_CACHE the folder is in the user's own", () => {
  const bench = new Bench();
  const env = { C2TS_CACHE: "", XDG_CACHE_HOME: join(bench.cwd, "xdg") };
  expect(bench.loads(["gen", "a.h", "-o", "a.ts"], env)).toBe("libclang koffi");
  expect(bench.loads(["gen", "a.h", "-o", "a.ts"], env)).toBe("");
  expect(readdirSync(join(bench.cwd, "xdg/c2ts/headers"))).toHaveLength(3); // what was read, of which files, and the module
});

test("a cache that cannot be written to changes nothing", () => {
  const bench = new Bench();
  const env = { C2TS_CACHE: join(bench.cwd, "a.h", "cache") };
  expect(bench.loads(["gen", "a.h", "-o", "a.ts"], env)).toBe("libclang koffi");
  expect(bench.loads(["gen", "a.h", "-o", "a.ts"], env)).toBe("libclang koffi");
});

test("several processes at once read and write the same entry", async () => {
  const bench = new Bench();
  const launcher = fileURLToPath(new URL("../../bin/c2ts.js", import.meta.url));
  const run = promisify(execFile);
  const results = await Promise.all(
    Array.from({ length: 6 }, () =>
      run(process.execPath, [launcher, "gen", "a.h"], { cwd: bench.cwd, env: { ...process.env, ...bench.env } }),
    ),
  );
  expect(new Set(results.map(({ stdout }) => stdout)).size).toBe(1);
  expect(readdirSync(join(bench.cwd, "cache"))).toHaveLength(3); // and nothing unfinished beside it
  expect(bench.loads(["gen", "a.h", "-o", "a.ts"])).toBe("");
  expect(bench.text("a.ts")).toBe(results[0]?.stdout);
});
