import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseReport } from "c2ts";
import { beforeEach, expect, test } from "vitest";
import { c2ts, emptyFolder } from "../support/run-cli.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const BOTH = ["--target", "x86_64-linux-gnu", "--target", "aarch64-linux-gnu"];

/** The same for both, but for what a comment says of it. */
const SAME =
  "#include <stddef.h>\n/** Counts. */\nlong count(const char *text, size_t room);\nstruct item { long id; double price; };\n";

let cwd = "";
beforeEach(() => {
  cwd = emptyFolder();
  writeFileSync(join(cwd, "same.h"), SAME);
  writeFileSync(
    join(cwd, "same.c"),
    `${SAME}long count(const char *text, size_t room) { return text[0] + (long)room; }\n`,
  );
  execFileSync("cc", ["-shared", "-fPIC", "-o", "libsame.so", "same.c"], { cwd });
});

const GEN = ["gen", "same.h", "--lib", "./libsame.so", "-o", "same.ts", "--spec", "specs"];

const triple = (file: string): string => JSON.parse(readFileSync(join(cwd, file), "utf8")).target.triple;

test("one module where the headers say the same for all, which says where it may be loaded; one spec for each", () => {
  expect(c2ts([...GEN, ...BOTH], { cwd })).toMatchObject({
    code: 0,
    stderr: expect.stringContaining("1 function, 1 record"),
  });
  const code = readFileSync(join(cwd, "same.ts"), "utf8");
  expect(code.split("\n")[0]).toMatch(/ for x86_64-\S*linux-gnu, aarch64-\S*linux-gnu\. /);
  expect(code).toContain('requirePlatform("the module of same.h", ["linux-x64", "linux-arm64"]);');
  expect(triple("specs/x86_64-linux-gnu.json")).toMatch(/^x86_64/);
  expect(triple("specs/aarch64-linux-gnu.json")).toMatch(/^aarch64/);

  mkdirSync(join(cwd, "node_modules"));
  symlinkSync(join(ROOT, "src/runtime"), join(cwd, "node_modules/c2ts-runtime"));
  const load = (arch: string): string =>
    execFileSync(process.execPath, ["--input-type=module", "-e", PROGRAM], {
      cwd,
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: "", ARCH: arch },
    });
  expect(c2ts([...GEN.slice(0, -4), "-o", "same.mjs", ...BOTH], { cwd }).code).toBe(0);
  expect(load("")).toBe("99\n");
  expect(load("riscv64")).toBe(
    "the module of same.h was made from the headers of linux-x64, linux-arm64: it has no bindings for linux-riscv64\n",
  );
});

test("a config with targets and `shim`: gen names package, which builds one for each compiler", () => {
  writeFileSync(join(cwd, "same.h"), `${SAME}static inline long twice(long x) { return 2 * x; }\n`);
  const about = { name: "same", version: "1.0.0", license: "MIT", output: "npm" };
  const targets = ["x86_64-linux-gnu", "aarch64-linux-gnu"];
  const config = { headers: ["./same.h"], library: "c", output: "same.ts", shim: true, targets, package: about };
  writeFileSync(join(cwd, "c2ts.config.json"), JSON.stringify(config));
  expect(c2ts(["gen"], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining("`c2ts package --shim`") });
  for (const CC of ["gcc", "aarch64-linux-gnu-gcc"]) expect(c2ts(["package"], { cwd, env: { CC } }).code).toBe(0);
  const objects = ["linux-x64", "linux-arm64"].map((key) => join(cwd, `npm/prebuilds/${key}/same.shim.so`));
  expect(objects.filter((path) => !existsSync(path))).toEqual([]);
});

/** As on another processor, as far as a module can tell while it is loaded. */
const PROGRAM = `
await import("c2ts-runtime"); // whose native part is of the real one
if (process.env.ARCH) Object.defineProperty(process, "arch", { value: process.env.ARCH });
console.log(await import("./same.mjs").then((same) => same.count("a", 2), (error) => error.message));
`;

test("a config names the targets, and check compares the module and each target with a compiler for it", () => {
  const config = {
    headers: ["same.h"],
    library: "./libsame.so",
    output: "same.ts",
    spec: "specs/{target}.json",
    targets: ["x86_64-linux-gnu", "aarch64-linux-gnu"],
  };
  writeFileSync(join(cwd, "c2ts.config.json"), JSON.stringify(config));
  expect(c2ts(["gen"], { cwd }).code).toBe(0);
  expect(existsSync(join(cwd, "specs/aarch64-linux-gnu.json"))).toBe(true);
  const good = c2ts(["check"], { cwd });
  expect([good.code, good.stdout.match(/^layout .*ok$/gm)?.length, good.stderr]).toEqual([0, 2, ""]);

  writeFileSync(join(cwd, "specs/aarch64-linux-gnu.json"), "{}\n");
  const stale = c2ts(["check"], { cwd });
  expect([stale.code, stale.stdout]).toEqual([1, expect.stringContaining("specs/aarch64-linux-gnu.json")]);
});

test("dump writes a spec for each target, into a folder or under a name with {target}", () => {
  expect(c2ts(["dump", "same.h", "-o", "out/same-{target}.json", ...BOTH], { cwd }).code).toBe(0);
  expect(triple("out/same-aarch64-linux-gnu.json")).toMatch(/^aarch64/);
  for (const args of [["-o", "one.json"], [], ["-o", "out", "--json"], ["-o", "out", "--report", "r.md"]]) {
    expect(c2ts(["dump", "same.h", ...args, ...BOTH], { cwd })).toMatchObject({ code: 2, stdout: "" });
  }
  expect(existsSync(join(cwd, "one.json"))).toBe(false);
});

test("headers of another system than the target's are refused, with what to install", () => {
  writeFileSync(join(cwd, "io.h"), "#include <stdio.h>\nint show(FILE *to);\n");
  const run = (target: string) => c2ts(["dump", "io.h", "-o", "io.json", "--target", target], { cwd });
  expect(run("riscv64-linux-gnu")).toMatchObject({
    code: 3,
    stderr: expect.stringContaining("apt install libc6-dev-riscv64-cross"),
  });
  // clang itself reads glibc's headers for musl, and says nothing
  expect(run("x86_64-linux-musl")).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^c2ts: \/usr\/include\/x86_64-linux-gnu\/\S+ is not a header of x86_64-linux-musl/),
  });
  expect(run("x86_64-apple-darwin").code).toBe(3);
  expect(existsSync(join(cwd, "io.json"))).toBe(false);
  expect(run("aarch64-linux-gnu").code).toBe(0);
});

test("a target twice, one without Node, one that is among clang's arguments too, a shim for several", () => {
  const gen = (...args: readonly string[]) => c2ts(["gen", "same.h", "-o", "same.ts", ...args], { cwd });
  const TWICE = ["--target", "x86_64-linux-gnu", "--target", "x86_64-pc-linux-gnu"];
  expect(gen(...TWICE)).toMatchObject({ code: 2, stderr: expect.stringContaining("two are for x86_64-linux-gnu") });
  expect(gen("--target", "sparc64-linux-gnu").stderr).toContain("runs on sparc64");
  expect(gen(...BOTH, "--", "--target=aarch64-linux-gnu").stderr).toContain("say it once");
  expect(gen(...BOTH, "--shim").stderr).toContain("`c2ts package --shim` builds them for each, with a compiler for it");
  expect(existsSync(join(cwd, "same.ts"))).toBe(false);
});

const onProcessor = (arch: string, program: string): string =>
  execFileSync(
    process.execPath,
    ["--input-type=module", "-e", PROGRAM.replace(/console.log.*/, `console.log(await (${program}));`)],
    { cwd, encoding: "utf8", env: { ...process.env, NODE_OPTIONS: "", ARCH: arch } },
  );

test("where the headers differ the module chooses when it is loaded, and check compares each target with its compiler", () => {
  writeFileSync(join(cwd, "differs.h"), DIFFERS);
  mkdirSync(join(cwd, "node_modules"));
  symlinkSync(join(ROOT, "src/runtime"), join(cwd, "node_modules/c2ts-runtime"));
  const gen = ["gen", "differs.h", "-o", "differs.mjs", "--spec", "specs", ...BOTH];
  const run = c2ts([...gen, "--report", "report.md"], { cwd });
  expect([run.code, run.stderr]).toEqual([0, expect.stringContaining("3 functions, 2 records, 0 enums, 3 constants")]);
  expect(readFileSync(join(cwd, "differs.d.mts"), "utf8")).toContain("export declare const CACHE_LINE: 64 | 128;");
  const said = `import("./differs.mjs").then((m) => JSON.stringify([m.CACHE_LINE, m.LETTER, m.HERE ?? null]))`;
  expect([onProcessor("", said), onProcessor("arm64", said)]).toEqual(["[64,-23,1]\n", "[128,233,null]\n"]);
  const checked = c2ts(["check", ...gen.slice(1)], { cwd });
  expect([checked.code, checked.stdout.match(/^(layout|constants) .*ok$/gm)?.length]).toEqual([0, 4]);
  writeFileSync(join(cwd, "differs.mjs"), "stale\n");
  expect(c2ts(["check", ...gen.slice(1)], { cwd }).code).toBe(1);
});

test("the report names all targets, and at what holds for some of them those", () => {
  const wide =
    "#ifdef __aarch64__\n_Complex int wide(void);\n#else\nint wide(void);\n#endif\n_Complex int nowhere(void);\n";
  writeFileSync(join(cwd, "wide.h"), wide);
  const gen = (report: string) =>
    c2ts(["gen", "wide.h", "--lib", "c", "-o", "wide.ts", "-v", "--report", report, ...BOTH], { cwd });
  const { stderr } = gen("report.json");
  const report = parseReport(JSON.parse(readFileSync(join(cwd, "report.json"), "utf8")));
  const [x64 = "", arm64 = ""] = report.targets;
  expect([x64, arm64, report.target]).toEqual([
    expect.stringMatching(/^x86_64-/),
    expect.stringMatching(/^aarch64-/),
    x64,
  ]);
  expect(report.problems.map(({ name, outcome, targets }) => [name, outcome, targets]).sort()).toEqual([
    ["nowhere", "leftOut", null],
    ["wide", "degraded", [arm64]],
  ]);
  expect(stderr).toMatch(new RegExp(`^wide.h:2:14: warning: skipped 'wide': .* \\(only for ${arm64}\\)$`, "m"));
  expect(stderr).toMatch(/^wide.h:6:14: warning: skipped 'nowhere': [^()]* \(its result\)$/m);
  gen("report.txt");
  const text = readFileSync(join(cwd, "report.txt"), "utf8");
  expect(text).toContain(`wide.h for ${x64}, ${arm64}\n`);
  expect(text).toMatch(new RegExp(`^ +wide.h:2 +function +unsupported-type +.*\\(only for ${arm64}\\)$`, "m"));
});

test("a target of a config may have arguments for clang of its own, from the config's folder; a package has both", () => {
  const folder = join(cwd, "lib");
  mkdirSync(join(folder, "arm/include"), { recursive: true });
  writeFileSync(join(folder, "arm/include/size.h"), "#define ROOM 128\n");
  writeFileSync(join(cwd, "size.h"), "#define ROOM 64\n");
  const header = "#include <size.h>\nstruct room { char bytes[ROOM]; };\nint fits(struct room *r);\n";
  writeFileSync(join(folder, "sized.h"), header);
  const targets = [
    { target: "x86_64-linux-gnu", clangArgs: ["-I.."] },
    { target: "aarch64-linux-gnu", clangArgs: ["-Iarm/include"] },
  ];
  const about = { name: "room", version: "1.0.0", license: "MIT", output: "npm" };
  const config = { headers: ["./sized.h"], library: "room", output: "sized.ts", targets };
  const file = join(folder, "c2ts.config.json");
  writeFileSync(file, JSON.stringify({ ...config, package: about }));
  const options = ["--config", "lib/c2ts.config.json"];
  expect(c2ts(["gen", ...options], { cwd })).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, "sized.ts"), "utf8")).toContain("= $t === 0 ? 64 : 128;");
  const checked = c2ts(["check", ...options, "--no-symbols"], { cwd });
  expect([checked.code, checked.stdout.match(/^layout .*ok$/gm)?.length]).toEqual([0, 2]);
  expect(c2ts(["package", ...options], { cwd })).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, "npm/index.js"), "utf8")).toContain("$t === 0 ? 64 : 128");
  expect(triple("lib/npm/spec/aarch64-linux-gnu.json")).toMatch(/^aarch64/);
  writeFileSync(file, JSON.stringify({ ...config, targets: [{ triple: "x86_64-linux-gnu" }] }));
  expect(c2ts(["gen", ...options], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining("targets[0]") });
});

test("what cannot be one module is named with its reason, and then there is none", () => {
  writeFileSync(
    join(cwd, "kinds.h"),
    "#ifdef __aarch64__\ntypedef int token;\n#else\ntypedef struct { int a; } token;\n#endif\nint f(token t);\n",
  );
  const gen = (...args: readonly string[]) =>
    c2ts(["gen", "kinds.h", "-o", "kinds.ts", "--spec", "specs", ...args], { cwd });
  expect(gen(...BOTH)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(
      /one module cannot be right for .*: 'token' is a record on linux-x64, .* on linux-arm64\. /,
    ),
  });
  const windows = ["--target", "x86_64-pc-windows-msvc", "--target", "x86_64-w64-windows-gnu"];
  writeFileSync(join(cwd, "kinds.h"), "struct s { long double x; };\n");
  expect(gen(...windows).stderr).toContain("Node.js cannot tell x86_64-");
  expect(gen("--target", "i686-linux-gnu").stderr).toContain("pointers of 32 bits");
  expect([existsSync(join(cwd, "kinds.ts")), existsSync(join(cwd, "specs"))]).toEqual([false, false]);
});

/** The sign of char, a constant, and what only one has; `same` is none of what differs. */
const DIFFERS = `
struct signs { char c; int i; };
struct same { long a; double b; };
#define LETTER ((char)0xe9)
#ifdef __aarch64__
#define CACHE_LINE 128
int only_there(int x);
#else
#define CACHE_LINE 64
#define HERE 1
int only_here(int x);
#endif
int same(int x);
`;
