import { copyFileSync, mkdirSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { c, errno, errnoName, ForeignError, library, ret, str, useLibrary } from "c2ts-runtime";
import { afterEach, describe, expect, test } from "vitest";
import { compileC } from "./compile-c.ts";
import { point } from "./point.ts";

const path = compileC(`
  #include <stdbool.h>
  struct point { int x, y; struct point *next; };
  int number = 5; bool flag = true; const char *name = "first"; int numbers[3] = {1, 2, 3};
  struct point origin = {1, 2, &origin}; struct point corners[2] = {{3, 4}, {5, 6}};
  int number_now(void) { return number; }
  int which(void) { return 1; }
`);
const other = compileC("int which(void) { return 2; }");
const $lib = library(path);
const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
});

describe("finding a library", () => {
  test("nothing is loaded before the first use", () => {
    expect(() => library("nonesuch")).not.toThrow();
    expect(() => library(null)).not.toThrow();
    expect(() => library("nonesuch").global("x", c.int)).not.toThrow();
  });

  test("the error lists every candidate with its reason", () => {
    const broken = join(mkdtempSync(join(tmpdir(), "c2ts-")), "libbroken.so.1");
    copyFileSync(import.meta.filename ?? "package.json", broken);
    const load = (): boolean => library("nonesuch", ["libnonesuch.so.3", broken]).has("x");
    expect(load).toThrow(ForeignError);
    expect(load).toThrow(/cannot load library 'nonesuch'; set C2TS_LIB_NONESUCH to its path\. Tried:/);
    expect(load).toThrow("  libnonesuch.so.3: cannot open shared object file: No such file or directory");
    expect(load).toThrow(`  ${broken}: `);
    expect(load).toThrow("  libnonesuch.so: cannot open");
  });

  test("given candidates come first", () => {
    expect(library("nonesuch", [other, path]).func("which", "i32", [])()).toBe(2);
  });

  test("versioned files are found, the newest first, without a -dev package", () => {
    const folder = mkdtempSync(join(tmpdir(), "c2ts-"));
    symlinkSync(path, join(folder, "libc2tsversions.so.9"));
    symlinkSync(other, join(folder, "libc2tsversions.so.10"));
    symlinkSync(path, join(folder, "libc2tsversions.so.bak"));
    process.env["LD_LIBRARY_PATH"] = folder;
    expect(library("c2tsversions").func("which", "i32", [])()).toBe(2);
    // libm.so is a linker script where it exists at all; libm.so.6 is found.
    expect(library("m").func("floor", "f64", ["f64"])(1.5)).toBe(1);
  });

  test("a path is taken as it is, and only that", () => {
    expect(() => library("/nowhere/libc.so.6", ["libc.so.6"]).has("abs")).toThrow(
      /Tried:\n {2}\/nowhere\/libc\.so\.6: [^\n]*$/,
    );
  });

  test("the environment overrides all of it", () => {
    process.env["C2TS_LIB_MY_LIB_2"] = other;
    expect(library("my-lib.2", [path]).func("which", "i32", [])()).toBe(2);
    process.env["C2TS_LIB_ABSENT"] = "/nowhere.so";
    expect(() => library("absent", [path]).has("x")).toThrow("(from C2TS_LIB_ABSENT). Tried:\n  /nowhere.so: ");
  });

  test("the program can choose before the first call", () => {
    useLibrary("c2tschosen", other);
    expect(library("c2tschosen").func("which", "i32", [])()).toBe(2);
  });

  test("the program cannot choose once the library is open", () => {
    const name = "c2tschosentwice";
    useLibrary(name, path);
    useLibrary(name, other);
    expect(library(name).func("which", "i32", [])()).toBe(2);
    const again = (file: string) => () => useLibrary(name, file);
    expect(again(other)).not.toThrow();
    const link = join(mkdtempSync(join(tmpdir(), "c2ts-")), "libsame.so");
    symlinkSync(other, link);
    expect(again(link)).not.toThrow();
    const message = `useLibrary: library '${name}' is open already, from ${other}: choose ${path} before`;
    expect(again(path)).toThrow(message);
    expect(again("libnonesuch.so")).toThrow("is open already");
    expect(library(name).func("which", "i32", [])()).toBe(2);
  });

  test("a failed attempt to open does not count", () => {
    useLibrary("c2tsretried", "/nowhere.so");
    expect(() => library("c2tsretried").has("which")).toThrow("(chosen by the program)");
    useLibrary("c2tsretried", other);
    expect(library("c2tsretried").has("which")).toBe(true);
  });

  test("an empty name is refused", () => {
    expect(() => library("")).toThrow(new TypeError("library: the name of the library is empty"));
  });

  describe("a relative path", () => {
    const folder = mkdtempSync(join(tmpdir(), "c2ts #1 100% ?-"));
    mkdirSync(join(folder, "build"));
    const file = join(folder, "build", "libinv.so");
    symlinkSync(other, file);
    const base = pathToFileURL(join(folder, "inv.ts")).href;

    test("is relative to the module", () => {
      expect(library("./build/libinv.so", [], base).func("which", "i32", [])()).toBe(2);
      const deeper = pathToFileURL(join(folder, "src", "inv.ts")).href;
      expect(library("../build/libinv.so", [], deeper).func("which", "i32", [])()).toBe(2);
      expect(() => library("./libinv.so", [], base).has("which")).toThrow(`Tried:\n  ${join(folder, "libinv.so")}: `);
      expect(() => library("./build/libinv.so", [], base).func("nosuch", "i32", [])).toThrow(`nosuch: ${file} has no`);
    });

    test("without a module is relative to the working directory", () => {
      expect(library(relative(process.cwd(), file)).has("which")).toBe(true);
      expect(library(`./${relative(process.cwd(), file)}`).has("which")).toBe(true);
      expect(() => library("./build/libinv.so").has("which")).toThrow(resolve("build/libinv.so"));
    });

    test("other names do not mind the module", () => {
      expect(library(file, [], "data:text/javascript,").has("which")).toBe(true);
      expect(library("m", ["libm.so.6"], base).has("floor")).toBe(true);
    });

    test("of a module that is no file has to be chosen", () => {
      const load = () => library("./build/libdata.so", [], "data:text/javascript,").has("which");
      expect(load).toThrow(ForeignError);
      expect(load).toThrow("is relative to its module, data:text/javascript,, which is no file; set C2TS_LIB_DATA to");
      process.env["C2TS_LIB_DATA"] = other;
      expect(load()).toBe(true);
    });
  });

  test.each([
    { name: "./build/libinv.so", variable: "C2TS_LIB_INV" },
    { name: "../libinv.so.1.2", variable: "C2TS_LIB_INV" },
    { name: "/opt/x/libmy-lib.dylib", variable: "C2TS_LIB_MY_LIB" },
    { name: "./lib.so", variable: "C2TS_LIB_LIB" },
    { name: "C:\\x\\libinv.dll", variable: "C2TS_LIB_INV" },
    { name: "./inv.DLL", variable: "C2TS_LIB_INV" },
    { name: "./libso.node", variable: "C2TS_LIB_SO_NODE" },
    { name: "nonesuch.2", variable: "C2TS_LIB_NONESUCH_2" },
  ])("the variable of $name is $variable", ({ name, variable }) => {
    expect(() => library(name).has("x")).toThrow(`set ${variable} to its path`);
    process.env[variable] = other;
    expect(library(name).has("which")).toBe(true);
  });

  test("without a library the error says what to do", () => {
    expect(() => library(null).func("deflate", "i32", [])).toThrow(/^deflate: no library was named .*--lib/);
    expect(() => library(null).has("deflate")).toThrow("--lib");
  });
});

describe("symbols", () => {
  test("a missing one throws when it is used, naming it and the library", () => {
    expect(() => $lib.func("nosuch", "i32", [])).toThrow(`nosuch: ${path} has no such symbol`);
    expect(() => $lib.variadic("nosuch", "i32", [])).toThrow("nosuch: ");
    expect(() => $lib.global("nosuch", c.int).value).toThrow("nosuch: ");
    expect($lib.has("nosuch")).toBe(false);
    expect($lib.has("which")).toBe(true);
    expect($lib.has("number")).toBe(true);
  });

  test("a library uses its own symbols, not node's", () => {
    // node exports zlibVersion of the zlib that it contains (LIBRARIES.md).
    const own = compileC(
      'const char *zlibVersion(void) { return "own"; } const char *ask(void) { return zlibVersion(); }',
    );
    expect(library(own).func("ask", "str", [])()).toBe("own");
  });
});

describe("globals", () => {
  test("are read and written in place", () => {
    const number = $lib.global("number", c.int);
    expect(number.value).toBe(5);
    number.value = 7;
    expect($lib.func("number_now", "i32", [])()).toBe(7);
    expect(c.int.at(number.address)).toBe(7);
    expect(() => {
      number.value = 0.5;
    }).toThrow(RangeError);
    expect($lib.global("flag", c.bool).value).toBe(true);
    expect($lib.global("name", c.string).value).toBe("first");
    const numbers = $lib.global("numbers", c.array(c.int, 3));
    expect([...numbers.value]).toEqual([1, 2, 3]);
    numbers.value[1] = 9;
    expect(c.int.at($lib.global("numbers", c.int).address, 1)).toBe(9);
  });

  test("of records are views", () => {
    const origin = $lib.global("origin", point);
    expect([origin.value.x, origin.value.y]).toEqual([1, 2]);
    expect(origin.value.next).toBe(origin.address);
    origin.value.x = 10;
    expect(origin.value.x).toBe(10);
    const corner = $lib.global("corners", c.array(point, 2)).value.at(1);
    expect(corner.y).toBe(6);
    origin.value = corner;
    expect(origin.value.y).toBe(6);
  });

  test("of the C library are those that the process uses", () => {
    const libc = library("c", ["libc.so.6"]);
    const environ = libc.global("environ", c.pointer(c.string)).value;
    const all: string[] = [];
    for (let i = 0; ; i++) {
      const entry = c.string.at(environ, i);
      if (entry === null) break;
      all.push(entry);
    }
    expect(all).toContain(`PATH=${process.env["PATH"]}`);
  });
});

describe("errno", () => {
  const libc = library("c", ["libc.so.6"]);
  const open = libc.variadic("open", "i32", ["str", "i32"]);

  test("is the one of the last call, whatever node did since", async () => {
    expect(ret(open([str("/nowhere", "open", "file"), 0], []))).toBe(-1);
    await import("node:fs").then((fs) => fs.promises.stat("/proc/self/mem"));
    expect(errno()).toBe(2);
    expect(errnoName(errno())).toBe("ENOENT");
    expect(ret(open([str("/", "open", "file"), 1], []))).toBe(-1);
    expect(errnoName(errno())).toBe("EISDIR");
    expect(errnoName(123456)).toBeNull();
  });

  test("makes a ForeignError", () => {
    ret(open([str("/nowhere", "open", "file"), 0], []));
    const error = ForeignError.fromErrno("open");
    expect(error).toMatchObject({ name: "ForeignError", message: "open: ENOENT", code: "ENOENT", errno: 2 });
    expect(error).toBeInstanceOf(Error);
  });
});
