import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dump, formatC2ffi, type Spec } from "c2ts";
import { beforeAll, describe, expect, test } from "vitest";
import { installedLibclang } from "../support/libclang.ts";

// Common Lisp's CFFI has a generator for c2ffi files, cffi/c2ffi. It reads ours, and Lisp calls the libraries.

const root = fileURLToPath(new URL("../../", import.meta.url));
const specs = {
  zlib: dump(["zlib.h"], { libclang: installedLibclang(19) }).spec,
  sqlite3: dump(["sqlite3.h"], { libclang: installedLibclang(19) }).spec,
};

interface Bound {
  /** Keys that the generator warned of, since c2ffi has no such ones. */
  readonly "unexpected-keys": number;
  readonly warnings: readonly string[];
  readonly skipped: readonly string[];
  readonly functions: readonly string[];
}

interface FromLisp {
  readonly zlib: Bound & Readonly<Record<string, unknown>>;
  readonly sqlite3: Bound & Readonly<Record<string, unknown>>;
}

interface InLisp extends FromLisp {
  /** What the generator made of the files, without comments and blank lines. */
  readonly code: readonly string[];
}

function inLisp(plain: boolean): InLisp {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-lisp-"));
  const files = Object.entries(specs).map(([name, spec]) => {
    const file = join(folder, `${name}.x86_64-pc-linux-gnu.spec`);
    writeFileSync(file, formatC2ffi(spec, { plain }));
    return file;
  });
  const out = execFileSync(
    "sbcl",
    ["--script", join(root, "test/libraries/lisp/bindings.lisp"), ...files, `${folder}/`],
    {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C.UTF-8", XDG_CACHE_HOME: join(root, ".cache") },
    },
  );
  const code = ["zlib", "sqlite3"].flatMap((name) => readFileSync(join(folder, `${name}.lisp`), "utf8").split("\n"));
  const results: FromLisp = JSON.parse(out);
  return { ...results, code: code.filter((line) => line !== "" && !line.startsWith(";")) };
}

/** Functions that cffi/c2ffi can define: it leaves out what uses a `va_list`, as we do. */
function definable(spec: Spec): readonly string[] {
  return spec.declarations
    .flatMap((declaration) => (declaration.kind === "function" ? [declaration] : []))
    .filter(({ type }) => !JSON.stringify(type).includes('"va_list"'))
    .map(({ name }) => name)
    .sort();
}

function constant(spec: Spec, name: string): string | undefined {
  const found = spec.declarations.find((one) => one.kind === "constant" && one.name === name);
  return found?.kind === "constant" && typeof found.value.value === "string" ? found.value.value : undefined;
}

let plainly: InLisp;
let wholly: InLisp;

/** The first run compiles CFFI, into .cache/. */
beforeAll(() => {
  plainly = inLisp(true);
  wholly = inLisp(false);
}, 600_000);

describe.each([
  { form: "plain c2ffi", plain: true },
  { form: "c2ffi with the rest of the spec", plain: false },
])("$form", ({ plain }) => {
  let lisp: InLisp;
  beforeAll(() => {
    lisp = plain ? plainly : wholly;
  });

  test("cffi/c2ffi defines every function whose types it has", () => {
    expect(lisp.zlib.skipped).toEqual(["va_list", "gzvprintf"]);
    expect(lisp.zlib.functions).toEqual(definable(specs.zlib));
    expect(lisp.sqlite3.skipped).toEqual(["va_list", "sqlite3_vmprintf", "sqlite3_vsnprintf", "sqlite3_str_vappendf"]);
    expect(lisp.sqlite3.functions).toEqual(definable(specs.sqlite3));
    expect(lisp.sqlite3.functions.length).toBeGreaterThan(250);
  });

  test("it knows every key of the plain form, and passes over the one that we add", () => {
    const keys = lisp.zlib["unexpected-keys"] + lisp.sqlite3["unexpected-keys"];
    if (plain) expect(keys).toBe(0);
    else expect(keys).toBeGreaterThan(100);
    // It says so of two macros that are pointers, SQLITE_STATIC and SQLITE_TRANSIENT.
    const constants = lisp.sqlite3.warnings.filter((text) => text.startsWith("Don't know how to emit a constant"));
    expect(constants).toHaveLength(2);
    if (plain) expect([...lisp.zlib.warnings, ...lisp.sqlite3.warnings]).toEqual(constants);
  });

  test("zlib compresses and restores, by pointers and through a z_stream", () => {
    expect(constant(specs.zlib, "ZLIB_VERSION")).toBe(lisp.zlib["version-constant"]);
    expect(lisp.zlib).toMatchObject({
      version: lisp.zlib["version-constant"],
      crc32: 0xcbf43926, // the check value of CRC-32: that of "123456789"
      zerror: "data error",
      compress: { compressed: 0, shorter: true, uncompressed: 0, same: true },
      deflate: {
        size: 112,
        codes: [0, 1, 0, 0, 1, 0], // Z_OK, Z_STREAM_END
        shorter: true,
        "total-in": true,
        "total-out": true,
        adler: true,
        same: true,
      },
    });
  });

  test("sqlite3 opens, executes with a callback, prepares, steps, reads columns and closes", () => {
    expect(constant(specs.sqlite3, "SQLITE_VERSION_NUMBER")).toBe(String(lisp.sqlite3["version-constant"]));
    expect(lisp.sqlite3).toMatchObject({
      version: lisp.sqlite3["version-constant"],
      "version-text": lisp.sqlite3["version-text-constant"],
      opened: 0,
      created: 0,
      executed: 0,
      callback: [["n=3", "most=1099511627778"]],
      prepared: {
        codes: [0, 0],
        columns: ["name", "size", "price"],
        rows: [
          ["large", "1099511627777", "2.25"],
          ["grün", "1099511627778", "-1.0e100"],
        ],
        finalized: 0,
      },
      refused: 1,
      message: "no such table: nowhere",
      closed: 0,
    });
  });
});

test("what stands in the added keys changes nothing of what cffi/c2ffi makes", () => {
  expect(wholly.code).toEqual(plainly.code);
});
