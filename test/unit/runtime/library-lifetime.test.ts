import { copyFileSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { c, closeLibrary, errno, library, str, useLibrary, useLibraryFolder } from "c2ts-runtime";
import { afterEach, describe, expect, test } from "vitest";
import { compileC } from "./compile-c.ts";

const version = (n: number): string =>
  compileC(
    `int version_number = ${n}; int version(void) { return version_number; } int twice(void) { return 2 * version(); }`,
  );
const one = version(1);
const two = version(2);
const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
});

describe("two versions of one library", () => {
  test("are side by side: the same names, of each its own", () => {
    const [first, second] = [library(one), library(two)];
    const call = (lib: ReturnType<typeof library>, symbol: string): number => lib.func(symbol, "i32", [])();
    expect([call(first, "version"), call(second, "version")]).toEqual([1, 2]);
    // Inside of each library too, though both export what they call.
    expect([call(first, "twice"), call(second, "twice")]).toEqual([2, 4]);
    const numbers = [first, second].map((lib) => lib.global("version_number", c.int));
    for (const [i, number] of numbers.entries()) number.value = 10 * (i + 1);
    expect([call(first, "twice"), call(second, "twice")]).toEqual([20, 40]);
  });
});

describe("folders", () => {
  const folder = mkdtempSync(join(tmpdir(), "c2ts folder %20-"));
  mkdirSync(join(folder, "a"));
  mkdirSync(join(folder, "b"));
  copyFileSync(one, join(folder, "a", "libc2tsfolder.so.1"));
  copyFileSync(two, join(folder, "b", "libc2tsfolder.so"));
  copyFileSync(two, join(folder, "b", "libc2tsenvironment.so.3"));
  const versionOf = (name: string): number => library(name).func("version", "i32", [])();

  test("that the environment names", () => {
    process.env["C2TS_LIBRARY_PATH"] = `/nowhere:${join(folder, "b")}`;
    expect(versionOf("c2tsenvironment")).toBe(2);
  });

  test("that the program names, the last one first", () => {
    useLibraryFolder(join(folder, "b"));
    useLibraryFolder(pathToFileURL(`${join(folder, "a")}/`));
    expect(versionOf("c2tsfolder")).toBe(1);
    for (const wrong of ["", 5, null]) {
      expect(() => useLibraryFolder(wrong as string)).toThrow("useLibraryFolder: folder must be a path or a file: URL");
    }
  });
});

describe("closing", () => {
  test("what nothing is bound of is closed, and opened again by the next use", () => {
    const lib = library("c2tsclosed");
    const [first, second] = [version(1), version(2)];
    useLibrary("c2tsclosed", first);
    expect(lib.has("version")).toBe(true);
    expect(() => useLibrary("c2tsclosed", second)).toThrow("is open already");
    closeLibrary("c2tsclosed");
    useLibrary("c2tsclosed", second);
    expect(lib.func("version", "i32", [])()).toBe(2);
  });

  test("what is bound stays open", () => {
    const copy = join(mkdtempSync(join(tmpdir(), "c2ts-")), "libcopy.so");
    copyFileSync(one, copy);
    const lib = library(copy);
    const version = lib.func("version", "i32", []);
    expect(() => closeLibrary(copy)).toThrow(
      new Error(`closeLibrary: ${copy} must stay open: version of it would crash when used again`),
    );
    lib.global("version_number", c.int).value = 7;
    expect(() => closeLibrary(copy)).toThrow("version and 1 more of it would crash");
    expect(version()).toBe(7);
  });

  test("a variable that was not used yet is no reason", () => {
    const copy = join(mkdtempSync(join(tmpdir(), "c2ts-")), "libcopy.so");
    copyFileSync(one, copy);
    const lib = library(copy);
    const number = lib.global("version_number", c.int);
    expect(() => lib.func("nonesuch", "i32", [])).toThrow("no such symbol");
    closeLibrary(copy);
    expect(number.value).toBe(1);
    expect(() => closeLibrary(copy)).toThrow("version_number of it");
  });

  test("what is not open needs none", () => {
    expect(() => closeLibrary("c2tsneveropened")).not.toThrow();
  });
});

describe("the program itself", () => {
  const program = library("@program");

  test("has what every library loaded with it exports", () => {
    expect(program.func("abs", "i32", ["i32"])(-4)).toBe(4);
    expect(program.func("strlen", "ulong", ["str"])(str("four", "strlen", "s"))).toBe(4);
    expect(program.has("getpid")).toBe(true);
    expect(program.func("getpid", "i32", [])()).toBe(process.pid);
    expect(program.global("environ", c.pointer(c.string)).value).not.toBeNull();
    expect(errno()).toBeTypeOf("number");
  });

  test("has not what was loaded later, and says so", () => {
    library(one).has("version");
    expect(program.has("version_number")).toBe(false);
    expect(() => program.func("version_number", "i32", [])).toThrow("version_number: the program has no such symbol");
  });

  test("without a name there is no library", () => {
    expect(() => library(null).has("abs")).toThrow(
      "generate it again with --lib NAME, or import the header with ?lib=NAME (@program for what",
    );
  });
});
