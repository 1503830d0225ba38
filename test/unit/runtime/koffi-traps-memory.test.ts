import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  allocString,
  c,
  closeLibrary,
  cstring,
  free,
  library,
  malloc,
  type Pointer,
  pointer,
  ptr,
  ptrTo,
  Ref,
  str,
  useLibrary,
  view,
} from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import { collected } from "./collect.ts";
import { compileC } from "./compile-c.ts";
import { point } from "./point.ts";

/**
 * What koffi does with pointers, buffers, libraries and views that a user must never meet (KOFFI.md, section 2): first that it still
 * does, in a process of its own, since some of it ends the process; then what this runtime does instead. Where koffi has
 * mended its part, the first half fails, and the workaround can be looked at again.
 */
const path = compileC(`
  #include <stdint.h>
  int number = 5;
  uint64_t where(const void *p) { return (uint64_t)(uintptr_t)p; }
  int first(const int *p) { return *p; }
  int number_now(void) { return number; }
`);

interface Outcome {
  readonly signal: string | null;
  readonly output: string;
}

/** Runs a script with `koffi`, the library as `lib`, and \`where(p)\`: the address that C sees, as a number. */
function koffi(script: string): Outcome {
  const source = `import { createRequire } from "node:module";
    const koffi = createRequire(${JSON.stringify(import.meta.url)})("koffi");
    const lib = koffi.load(${JSON.stringify(path)}, { deep: true });
    const where = lib.func("where", "uint64_t", ["void *"]);
    ${script}`;
  const run = spawnSync(process.execPath, ["--expose-gc", "--input-type=module", "-e", source], { encoding: "utf8" });
  return { signal: run.signal, output: run.stdout.trim() };
}

const lib = library(path);
const $where = lib.func("where", "u64", ["ptr"]);
const where = (p: unknown): number | bigint => $where(ptr(p as Pointer, "where", "p"));
const $first = lib.func("first", "i32", ["ptr"]);
const first = (p: unknown): number => $first(ptrTo(c.int, p as Pointer<c.int>, "first", "p"));
const strlen = library("c", ["libc.so.6"]).func("strlen", "ulong", ["str"]);
const length = (text: unknown): number => Number(strlen(str(text as string, "strlen", "s")));

function detached(): Uint8Array {
  const bytes = new Uint8Array(8);
  structuredClone(bytes, { transfer: [bytes.buffer] });
  return bytes;
}

describe("arguments", () => {
  test("a number is no address", () => {
    expect(koffi('lib.func("first", "int", ["int *"])(5)').signal).toBe("SIGSEGV");
    expect(koffi("console.log(where(4096), where(1.5), where(NaN))").output).toBe("4096 1 0");
    for (const number of [5, 0, 1.5, Number.NaN, 2 ** 40]) {
      expect(() => first(number)).toThrow("first: p must be a pointer");
      expect(() => where(number)).toThrow("where: p must be a pointer");
      expect(() => length(number)).toThrow("strlen: s must be a string");
    }
  });

  test("nothing is not NULL", () => {
    expect(koffi("console.log(where(undefined))").output).toBe("0");
    expect(() => where(undefined)).toThrow(TypeError);
    expect(() => length(undefined)).toThrow(TypeError);
    expect(where(null)).toBe(0);
  });

  test("a bigint beyond 64 bits is no pointer", () => {
    expect(koffi("console.log(where(2n ** 64n + 4096n))").output).toBe("4096");
    expect(() => pointer(2n ** 64n + 4096n)).toThrow(RangeError);
  });

  test("text, truth values, arrays and objects are no memory", () => {
    expect(koffi('console.log(where("text") !== 0, lib.func("first", "int", ["int *"])([7]))').output).toBe("true 7");
    for (const value of ["text", true, [7], {}, () => 0, Symbol("s"), new Map()]) {
      expect(() => where(value)).toThrow(TypeError);
      expect(() => first(value)).toThrow(TypeError);
    }
  });

  test("a typed array is looked at", () => {
    expect(koffi('console.log(lib.func("first", "int", ["int *"])(new Float64Array([1])))').output).toBe("0");
    for (const array of [new Float64Array(1), new Int16Array(4), new Float32Array(1), new Uint8Array(4)]) {
      expect(() => first(array)).toThrow("first: p must be a pointer, a Ref, a typed array of 4-byte elements or null");
    }
  });

  test("memory that is no more is not NULL, and neither is memory of no bytes", () => {
    const script =
      "const a = new Uint8Array(8); structuredClone(a, { transfer: [a.buffer] }); console.log(where(a), where(new Uint8Array(0)))";
    expect(koffi(script).output).toMatch(process.versions["bun"] === undefined ? /^0 0$/ : /^0 \d+$/);
    expect(() => where(detached())).toThrow("where: p must be memory that still exists");
    expect(() => length(detached())).toThrow("strlen: s must be memory that still exists");
    expect(where(new Uint8Array(0))).not.toBe(0);
    expect(where(new DataView(new ArrayBuffer(0)))).not.toBe(0);
  });

  test("shared memory is taken as an array over it, on any Node alike", () => {
    const shared = new SharedArrayBuffer(8);
    expect(() => where(shared)).toThrow(TypeError);
    new Int32Array(shared)[0] = 9;
    expect(first(new Int32Array(shared))).toBe(9);
  });

  test("`true` for a record calls nothing, and says so", () => {
    expect(
      koffi(
        'const P = koffi.struct("P", { x: "int" }); console.log(lib.func("first", "int", [koffi.out(koffi.pointer(P))])(true))',
      ).output,
    ).toBe("null");
    expect(() => ptrTo(point, true as never, "move", "p")).toThrow(
      "move: p must be a point, a pointer or null (point *), got true",
    );
  });

  test("text: a lone surrogate becomes U+FFFD, and text with a NUL is refused", () => {
    expect(length("a\ud800")).toBe(4);
    expect(() => length("a\0b")).toThrow("strlen: s must be a string without a NUL inside");
    const p = allocString("a\ud800b");
    expect(cstring(p)).toBe("a\ufffdb");
    free(p);
  });
});

describe("memory", () => {
  test("freeing what is not C's, or twice", () => {
    expect(koffi("koffi.free(Buffer.alloc(10000))").signal).toMatch(/^SIG(ABRT|SEGV)$/);
    expect(koffi('const p = koffi.alloc("int", 4); koffi.free(p); koffi.free(p)').signal).toMatch(/^SIG(ABRT|SEGV)$/);
    expect(() => free(Buffer.alloc(10_000))).toThrow("which is JavaScript's");
    const p = malloc(16);
    free(p);
    expect(() => free(p)).toThrow("freed already");
  });

  test("reading at NULL", () => {
    expect(koffi("koffi.decode.int(null)").signal).toBe("SIGSEGV");
    expect(() => c.int.at(null)).toThrow("int.at: the pointer is NULL");
    expect(() => c.int.set(null, 0, 1)).toThrow("int.set: the pointer is NULL");
    expect(() => point.at(null)).toThrow("point.at: the pointer is NULL");
    expect(() => c.string.at(null)).toThrow("the pointer is NULL");
    for (const address of [1n, 4095n, 2n ** 47n, 2n ** 64n - 1n]) {
      expect(() => c.int.at(pointer(address))).toThrow("is not an address of memory that can be read");
      expect(() => cstring(pointer<c.char>(address))).toThrow("is not an address");
    }
  });

  test("reading behind the end of a buffer", () => {
    expect(koffi("console.log(koffi.decode.int(Buffer.from(new ArrayBuffer(1))) !== undefined)").output).toBe("true");
    expect(() => c.long.array(1).at(1)).toThrow(RangeError);
    // @ts-expect-error bytes are no pointer
    expect(() => c.int.at(new Uint8Array(1))).toThrow("int.at: not a pointer: a Uint8Array");
  });

  test("a view of NULL, or of more than there can be", () => {
    const node20 = process.version.startsWith("v20.");
    if (node20) expect(koffi("koffi.view(null, 1)").signal).toBe("SIGABRT");
    if (node20) expect(koffi("koffi.view(4096n, 2 ** 33)").signal).toBe("SIGABRT");
    expect(() => view(null, 1)).toThrow("view: p must be a pointer that is not NULL");
    expect(() => view(pointer(4096n), 2 ** 33)).toThrow("the length must be");
    expect(() => c.double.view(pointer(4096n), 2 ** 29)).toThrow(RangeError);
  });

  test("a pointer in a Ref keeps the text that it points to", async () => {
    const cell = new Ref(c.string, "kept ".repeat(1000));
    await collected(() => false, 3);
    expect(cell.value).toBe("kept ".repeat(1000));
  });
});

describe("libraries", () => {
  test("an address alone keeps the library", async () => {
    const script = `let l = koffi.load(${JSON.stringify(compileC("int lost = 3;"))}); const p = l.symbol("lost"); l = null;
      for (let i = 0; i < 20; i++) { gc(); await new Promise((r) => setTimeout(r, 2)); }
      console.log(koffi.decode(p, "int"))`;
    expect(koffi(script).signal).toBe("SIGSEGV");
    const address = (() => library(compileC("int kept = 4;")).global("kept", c.int).address)();
    await collected(() => false, 20);
    expect(c.int.at(address)).toBe(4);
  });

  test("a call into a library that was closed", () => {
    expect(koffi('const f = lib.func("number_now", "int", []); lib.unload(); f()').signal).toBe("SIGSEGV");
    const copy = compileC("int number_now(void) { return 5; }");
    useLibrary("c2tstrapclosed", copy);
    const call = library("c2tstrapclosed").func("number_now", "i32", []);
    expect(() => closeLibrary("c2tstrapclosed")).toThrow("must stay open: number_now of it would crash");
    expect(call()).toBe(5);
  });

  test("the error for a file that is missing names it", () => {
    expect(
      koffi('try { koffi.load("/nowhere/x.so") } catch (e) { console.log(e.message.includes("nowhere")) }').output,
    ).toBe("false");
    expect(() => library("/nowhere/x.so").has("x")).toThrow("/nowhere/x.so: ");
  });

  test("a linker script is no library: the versioned file is", () => {
    const script = join(mkdtempSync(join(tmpdir(), "c2ts-")), "libm.so");
    writeFileSync(script, "/* GNU ld script */ GROUP ( /lib/x86_64-linux-gnu/libm.so.6 )");
    expect(koffi(`try { koffi.load(${JSON.stringify(script)}) } catch (e) { console.log(e.message) }`).output).toMatch(
      /file too short|invalid ELF header/,
    );
    expect(library("m").func("floor", "f64", ["f64"])(1.5)).toBe(1);
  });
});
