import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { arm64Node } from "../../scripts/setup/arm64-node.mjs";
import { installed, pack, writeFiles } from "../support/published.ts";
import { c2ts } from "../support/run-cli.ts";

// A package with functions that only a C compiler can call: built by who publishes it, used by who has no compiler.

const RUNTIME = fileURLToPath(new URL("../../src/runtime", import.meta.url));
const SHOP = `double fabs(double x);
static inline int twice(int x) { return 2 * x; }
static inline long double half(long double x) { return x / 2; }
`;
const PACKAGE = ["--shim", "--lib", "m", "--name", "@me/shop", "--version", "1.0.0", "--license", "MIT"];
const MAIN = `import * as shop from "@me/shop";
console.log(shop.fabs(-1));
console.log(shop.twice(21), shop.half(5));
`;
const ALL = "1\n42 2.5\n";

let folder = "";
const make = (args: readonly string[], env: NodeJS.ProcessEnv = {}): readonly [number | null, string] => {
  const { code, stderr } = c2ts(["package", ...args], { cwd: folder, env });
  return [code, stderr];
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "c2ts-shim-publisher-"));
  writeFiles(folder, { "shop.h": SHOP });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("from headers, for the machine that makes it", () => {
  let tarball = "";
  let user = "";
  beforeAll(() => {
    expect(make(["shop.h", ...PACKAGE, "-o", "out"])).toEqual([0, expect.stringMatching(/^out: 9 files; 3 functions/)]);
    tarball = pack(join(folder, "out"));
    user = installed([tarball]);
    writeFiles(user, { "main.mjs": MAIN });
  }, 300_000);
  afterAll(() => {
    for (const path of [user, join(tarball, "..")]) rmSync(path, { recursive: true, force: true });
  });

  /** Without a compiler: there is nothing on the PATH but what is named. */
  const run = (args: readonly string[], path = "/nowhere"): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, args, { cwd: user, encoding: "utf8", env: { PATH: path, NODE_OPTIONS: "" } });
  const inPackage = (path: string): string => join(realpathSync(user), "node_modules/@me/shop", path);

  test("who installs it calls everything, with no compiler, and no script has run", async () => {
    expect(run(["main.mjs"])).toMatchObject({ stdout: ALL, stderr: "" });
    const manifest: unknown = JSON.parse(readFileSync(inPackage("package.json"), "utf8"));
    expect(manifest).toMatchObject({ scripts: { "build-shim": "node build-shim.js" } });
    expect(manifest).not.toMatchObject({ scripts: { install: expect.anything() } });
    const { messages } = await publint({ pkgDir: join(folder, "out"), level: "suggestion", strict: true });
    expect(messages).toEqual([]);
  });

  test("the README names the functions, and what builds them", () => {
    const text = readFileSync(inPackage("README.md"), "utf8");
    expect(text).toContain("which are built for `linux-x64`");
    expect(text).toContain("node node_modules/@me/shop/build-shim.js");
    expect(text).toContain("throws an error: `twice`, `half`.");
  });

  test("where nothing is built, the call says so; what is built on request is used", () => {
    rmSync(inPackage("prebuilds/linux-x64/me-shop.shim.so"));
    const without = run(["main.mjs"]);
    expect(without.stdout).toBe("1\n");
    expect(without.stderr).toContain(
      `ForeignError: twice is called through a wrapper in C, and none can be loaded for linux-x64; the package has none built: \`node ${inPackage("build-shim.js")}\` builds it here`,
    );

    const script = inPackage("build-shim.js");
    expect(run([script])).toMatchObject({ status: 1, stderr: expect.stringContaining("no C compiler: tried cc, gcc") });
    const headless = run([script], process.env["PATH"]);
    expect([headless.status, headless.stderr]).toEqual([
      1,
      expect.stringMatching(/shop\.h: No such file[\s\S]*headers/),
    ]);
    const built = run([script, `-I${folder}`], process.env["PATH"]);
    expect([built.status, built.stdout]).toEqual([0, `${inPackage("prebuilds/linux-x64/me-shop.shim.so")}: built\n`]);
    expect(run(["main.mjs"])).toMatchObject({ stdout: ALL, stderr: "" });
  });
});

describe("one package for two platforms, built by two compilers", () => {
  const SPECS = ["x64.json", "arm64.json"];
  const ARM = { CC: "aarch64-linux-gnu-gcc" };
  const object = (key: string): string => join(folder, `both/prebuilds/${key}/me-shop.shim.so`);
  const dump = (): void => {
    for (const [name, args] of [
      ["x64.json", []],
      ["arm64.json", ["--", "--target=aarch64-linux-gnu"]],
    ] as const) {
      expect(c2ts(["dump", "shop.h", "-o", name, ...args], { cwd: folder }).code).toBe(0);
    }
  };
  const both = (env: NodeJS.ProcessEnv = {}): readonly [number | null, string] =>
    make([...SPECS, ...PACKAGE, "-o", "both", "--", "-I."], env);

  /** What the program prints on AArch64, in an emulator. */
  const runThere = (): SpawnSyncReturns<string> => {
    const there = mkdtempSync(join(folder, "arm-"));
    mkdirSync(join(there, "node_modules/@me"), { recursive: true });
    cpSync(join(folder, "both"), join(there, "node_modules/@me/shop"), { recursive: true });
    cpSync(RUNTIME, join(there, "node_modules/c2ts-runtime"), { recursive: true });
    for (const name of ["koffi", "@koromix"]) {
      symlinkSync(join(arm64Node.folder, "node_modules", name), join(there, "node_modules", name));
    }
    writeFiles(there, { "main.mjs": MAIN });
    const env = { ...process.env, NODE_OPTIONS: "", QEMU_LD_PREFIX: "/usr/aarch64-linux-gnu" };
    return spawnSync("qemu-aarch64", [arm64Node.binary, "main.mjs"], { cwd: there, env, encoding: "utf8" });
  };

  test("each run adds its platform; what lacks one says for which there is one", () => {
    dump();
    expect(both()).toEqual([0, expect.stringMatching(/^both: /)]);
    expect(existsSync(object("linux-x64"))).toBe(true);
    const lacking = runThere();
    expect(lacking.stdout).toBe("1\n");
    expect(lacking.stderr).toMatch(
      /twice is called .* none can be loaded for linux-arm64; the package has those for linux-x64: `node .*build-shim\.js` builds it/,
    );
    const before = readFileSync(object("linux-x64"));
    expect(both(ARM)).toEqual([0, expect.stringMatching(/^both: /)]);
    expect(readFileSync(object("linux-x64"))).toEqual(before);
    expect(JSON.parse(readFileSync(join(folder, "both/package.json"), "utf8")).files).toEqual(
      expect.arrayContaining([
        "prebuilds/linux-arm64/me-shop.shim.so",
        "prebuilds/linux-x64/me-shop.shim.so",
        "prebuilds/linux-arm64/me-shop.shim.c",
        "prebuilds/linux-x64/me-shop.shim.c",
      ]),
    );
    expect(runThere()).toMatchObject({ stdout: ALL, stderr: "" });
  }, 300_000); // the emulator, twice

  test("what was built of other headers does not stay", () => {
    dump();
    expect(both()).toEqual([0, expect.stringMatching(/^both: /)]);
    expect(existsSync(object("linux-x64"))).toBe(true);
    writeFiles(folder, { "shop.h": SHOP.replace("int twice(int x)", "long twice(long x)") });
    dump();
    expect(both(ARM)).toEqual([
      0,
      expect.stringContaining("both/prebuilds/linux-x64/me-shop.shim.so was of other headers, and is gone"),
    ]);
    expect([existsSync(object("linux-x64")), existsSync(object("linux-arm64"))]).toEqual([false, true]);
    writeFiles(folder, { "shop.h": SHOP });
  });
});

test("--target and its compiler make a package for that platform", () => {
  const [code] = make(["shop.h", ...PACKAGE, "--target", "aarch64-linux-gnu", "-o", "arm"], {
    CC: "aarch64-linux-gnu-gcc",
  });
  expect(code).toBe(0);
  // The machine of an ELF file, AArch64's number.
  expect(readFileSync(join(folder, "arm/prebuilds/linux-arm64/me-shop.shim.so")).readUInt16LE(18)).toBe(183);
});

test("musl's has a name of its own, and glibc's compiler does not make it", () => {
  const musl = ["--target", "x86_64-linux-musl", "-o", "musl"];
  expect(make(["shop.h", ...PACKAGE, ...musl, "--cc", "gcc"])).toEqual([
    2,
    expect.stringContaining("gcc compiles for none of x86_64-unknown-linux-musl"),
  ]);
  expect(existsSync(join(folder, "musl"))).toBe(false);
});

describe("refused, with nothing written:", () => {
  test.for([
    ["without a compiler", ["--cc", "no-such-cc"], /no-such-cc: not found.*cannot be called: twice, half/],
    ["with one for another platform", ["--cc", "aarch64-linux-gnu-gcc"], /does not compile for x86_64-.*aarch64/],
    ["with a library that the linker does not find", ["--link", "-lno-such-library"], /-lno-such-library/],
  ] as const)("%s", ([, args, message]) => {
    expect(make(["shop.h", ...PACKAGE, ...args, "-o", "none"])).toEqual([2, expect.stringMatching(message)]);
    expect(existsSync(join(folder, "none"))).toBe(false);
  });
});
