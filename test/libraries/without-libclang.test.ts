import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Runs a program on the built c2ts where libclang cannot be found. */
function withoutLibclang(program: string): string {
  return execFileSync(process.execPath, ["--input-type=module", "-e", program], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 24, // the module of the whole C library is beyond the usual 1 MiB
    env: { ...process.env, C2TS_LIBCLANG: "/nowhere/libclang.so" },
  });
}

test.for(["sqlite3", "zlib", "libc"])("the module of %s comes from its spec alone", (name) => {
  const out = withoutLibclang(`
    import { readFileSync } from "node:fs";
    import { emit, loadConfig, loadSpec } from "c2ts";
    const { libraries: [config] } = await loadConfig("packages/${name}/c2ts.config.json");
    const spec = loadSpec(readFileSync("spec-json/${name}/x86_64-linux-gnu.json", "utf8"), "${name}");
    process.stdout.write(emit(spec, config.library, { annotations: config.annotations }).code);
    if (/clang/.test(readFileSync("/proc/self/maps", "utf8"))) throw new Error("libclang is loaded");
  `);
  expect(out).toBe(readFileSync(`${root}packages/${name}/index.ts`, "utf8"));
});

test("reading a header does need it", () => {
  const out = withoutLibclang(`
    import { dump, LibclangError } from "c2ts";
    try {
      dump(["zlib.h"]);
    } catch (error) {
      console.log(error instanceof LibclangError, error.message);
    }
  `);
  expect(out).toBe("true no usable libclang:\n  /nowhere/libclang.so (C2TS_LIBCLANG): no such file\n");
});
