import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportApi } from "c2ts";
import { Callback, c, type Exportable, exported, exportSignature, exportToC, free, library, Ref } from "c2ts-runtime";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as x from "../../fixtures/exports/expected.ts";
import { api, functions, seen } from "../../fixtures/exports/exports-api.ts";
import { FIXTURES } from "../support/fixtures.ts";
import { compileFixture } from "../support/native.ts";

const path = compileFixture("exports");

const item = (price: number): x.struct_item => Object.assign(x.struct_item.alloc(), { price });

test("the header and the C file are what `c2ts export` makes", async () => {
  const files = { header: `${FIXTURES}exports/exports-api.h`, source: `${FIXTURES}exports/exports-api.c` };
  const { header, source, count } = exportApi(`${FIXTURES}exports/exports-api.ts`, files);
  expect(count).toBe(18);
  await expect(header).toMatchFileSnapshot(files.header);
  await expect(source).toMatchFileSnapshot(files.source);
});

test("they compile without a warning, as C11 and, the header, as C++", () => {
  const run = (program: string, ...args: readonly string[]): string =>
    execFileSync(program, [...args, "-Wall", "-Wextra", "-Werror", "-fsyntax-only"], {
      encoding: "utf8",
      stdio: "pipe",
    });
  expect(
    run("gcc", "-std=c11", "-Wstrict-prototypes", "-Wmissing-prototypes", `${FIXTURES}exports/exports-api.c`),
  ).toBe("");
  expect(run("g++", "-std=c++17", "-x", "c++", `${FIXTURES}exports/exports-api.h`)).toBe("");
});

test("every scalar is in C what it is in the runtime", () => {
  const skipped = ["pointer", "array", "void", "string", "bfloat16"]; // the last one: this gcc has no such type
  const scalars = Object.entries(c).flatMap(([key, type]) =>
    "size" in type && type.size > 0 && !skipped.includes(key) ? [{ key, size: type.size, align: type.align }] : [],
  );
  expect(scalars.length).toBeGreaterThan(20);
  const folder = mkdtempSync(join(tmpdir(), "c2ts-exports-"));
  const declared = scalars.map(({ key }) => `f_${key}: exported(c.${key}, [c.${key}], (x) => x),`);
  writeFileSync(
    join(folder, "api.ts"),
    `import { c, exported, exportToC } from "c2ts-runtime";\nexportToC("all", {\n${declared.join("\n")}\n});\n`,
  );
  const options = { header: join(folder, "api.h"), source: join(folder, "api.c") };
  const { header, source } = exportApi(join(folder, "api.ts"), options);
  const checks = scalars.map(({ key, size, align }) => {
    const use = `__typeof__(f_${key}(0))`;
    return `_Static_assert(sizeof(${use}) == ${size} && _Alignof(${use}) == ${align}, "${key}");`;
  });
  writeFileSync(options.header, header);
  writeFileSync(options.source, `${source}${checks.join("\n")}\n`);
  execFileSync("gcc", ["-std=c11", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", options.source]);
  const types = Object.fromEntries(Object.entries(c)) as unknown as Readonly<Record<string, Exportable>>;
  const signatures = scalars.map(({ key }) => {
    const type = types[key] ?? c.int;
    return exportSignature(`f_${key}`, type, [type]);
  });
  expect([...source.matchAll(/^ +(?:return )?" ?(f_.*)";?$/gm)].map(([, line]) => line)).toEqual(signatures);
});

test("types: what fn takes and returns is what C has", () => {
  const all = [
    exported(c.int, [c.int, c.string], () => 1),
    exported(c.longlong, [c.longlong], (n) => (n === 0n ? 0 : n)),
    exported(c.void, [], () => "ignored"),
    // @ts-expect-error a string is no int
    exported(c.int, [], () => "1"),
    // @ts-expect-error text is a string or null
    exported(c.int, [c.string], (text: number) => text),
    // @ts-expect-error a long long is a bigint
    exported(c.int, [c.longlong], (n) => n),
    // @ts-expect-error another record
    exported(x.vec2, [x.triple], (triple) => triple),
    // @ts-expect-error a pointer to another
    exported(c.pointer(x.vec2), [c.pointer(x.triple)], (p) => p),
    // @ts-expect-error no promise
    exported(c.int, [], async () => 1),
    // @ts-expect-error more than C passes
    exported(c.int, [c.int], (a: number, b: number) => a + b),
  ];
  expect(all).toHaveLength(10);
});

test("while nothing is bound C gets 0, NULL or zeros", () => {
  expect([x.ask_add(1, 2), x.ask_twice(4n), x.ask_price(0), x.ask_flip(false)]).toEqual([0, 0n, 0, false]);
  expect(x.ask_greets("you", "")).toBe(-1);
  const turned = x.ask_turn(Object.assign(x.vec2.alloc(), { x: 1, y: 2 }));
  expect([turned.x, turned.y]).toEqual([0, 0]);
  x.ask_note(1, 2, 3, 4);
  expect(seen.notes).toEqual([]);
});

describe("bound", () => {
  const bound: { dispose(): void }[] = [];
  beforeEach(() => {
    bound.push(api.bind(x));
  });
  afterEach(() => {
    for (const one of bound.splice(0)) one.dispose();
    seen.fail = null;
    seen.notes = [];
  });

  test("scalars", () => {
    expect(x.ask_add(40, 2)).toBe(42);
    expect(x.ask_twice(-(2n ** 62n))).toBe(-(2n ** 63n));
    expect(x.ask_biggest()).toBe(2n ** 64n - 1n);
    expect([x.ask_price(1), x.ask_price(9)]).toEqual([0.1, Number.NaN]);
    expect([x.ask_flip(true), x.ask_flip(false)]).toEqual([false, true]);
    x.ask_note(255, -32768, 0.5, 2 ** 53 - 1);
    expect(seen.notes).toEqual([[255, -32768, 0.5, 2 ** 53 - 1]]);
  });

  test("text, in and out", () => {
    expect([x.ask_length("Grüße"), x.ask_length(""), x.ask_length(null)]).toEqual([5, 0, 0]);
    expect(x.ask_greets("Ülo", "Grüß Gott, Ülo!")).toBe(1);
    expect(x.ask_greets(null, "")).toBe(-1);
  });

  test("records by pointer", () => {
    const items = x.struct_item.array([item(1), item(2.5)]);
    expect(x.ask_total(items, 2)).toBe(3.5);
    const one = item(1);
    x.ask_raise(one, 0.25);
    expect(one.price).toBe(1.25);
  });

  test("records by value: a copy each way", () => {
    const one = item(3);
    expect(x.ask_value(one, 4)).toBe(12);
    const turned = x.ask_turn(Object.assign(x.vec2.alloc(), { x: 1, y: 2 }));
    expect([turned.x, turned.y]).toEqual([-2, 1]);
    const given = Object.assign(x.triple.alloc(), { a: 1, b: 2, c: 3 });
    const shifted = x.ask_shift(given, 10);
    expect([shifted.a, shifted.b, shifted.c]).toEqual([11, 2, -7]);
    expect([given.a, given.c]).toEqual([1, 3]);
  });

  test("what is wider than a register", () => {
    expect(x.ask_square(-(2n ** 60n))).toBe(2n ** 120n);
    const cell = new Ref(c.longdouble);
    cell.value = 3;
    x.ask_half(cell);
    expect(cell.value).toBe(1.5);
  });

  test("pointers, to functions and to incomplete records too", () => {
    using measure = new Callback<x.measure>((value, user) => value + (user === null ? 1 : 2));
    expect(x.ask_measure(measure, 40, null)).toBe(41);
    expect(x.ask_session(null)).toBe(null);
    const text = Object.assign(x.triple.malloc(), { a: 7, b: 8, c: 9 });
    expect(x.ask_measure(measure, 40, text)).toBe(42);
    free(text);
  });

  test("many arguments of many kinds", () => {
    const e = Object.assign(x.vec2.alloc(), { x: 16, y: 32 });
    const h = Object.assign(x.triple.alloc(), { a: 256, b: 512, c: 1024 });
    expect(x.ask_many(1, 2, 4n, 8, e, 64, "128", h)).toBe(2047);
  });

  test("what is thrown arrives at the outer call, and C gets 0 from then on", () => {
    seen.fail = () => {
      throw new Error("sold out");
    };
    expect(() => x.ask_add(1, 2)).toThrow("sold out");
    expect(() => x.ask_zeros(5)).toThrow("sold out");
    seen.fail = null;
    expect([x.ask_add(1, 2), x.ask_zeros(3)]).toEqual([3, 0]);
  });

  test("C on another thread", async () => {
    expect(await x.ask_on_thread.async(20, 22)).toBe(42);
    x.ask_later();
    await expect.poll(() => seen.notes).toEqual([[7, -1, 0.5, 3]]);
  });

  test("bound again: the later one answers, whichever ends first", () => {
    const shifted = exportToC("shop", { ...functions, add: exported(c.int, [c.int, c.int], (a, b) => a * b) });
    const later = shifted.bind(x);
    expect(x.ask_add(6, 7)).toBe(42);
    bound.pop()?.dispose();
    expect(x.ask_add(6, 7)).toBe(42);
    later.dispose();
    later.dispose();
    expect(x.ask_add(6, 7)).toBe(0);
  });

  test("two libraries, each bound for itself", () => {
    copyFileSync(path, `${path}.copy.so`);
    const other = library(`${path}.copy.so`);
    const add = other.func("ask_add", "i32", ["i32", "i32"]);
    expect([x.ask_add(1, 2), add(1, 2)]).toEqual([3, 0]);
    {
      using _ = api.bind(other);
      expect([x.ask_add(1, 2), add(1, 2)]).toEqual([3, 3]);
    }
    expect([x.ask_add(1, 2), add(1, 2)]).toEqual([3, 0]);
  });

  test("results of the wrong type are errors that name the function", () => {
    const wrong = (value: unknown) => (): never => value as never;
    const broken = exportToC("shop", {
      ...functions,
      add: exported(c.int, [c.int, c.int], wrong(2 ** 31)),
      greeting: exported(c.string, [c.string], wrong(5)),
      turn: exported(x.vec2, [x.vec2], wrong({ x: 1 })),
      square: exported(c.int128, [c.int128], wrong(2n ** 127n)),
      total: exported(c.double, [c.pointer(x.struct_item), c.ulong], wrong(Promise.resolve(1))),
    });
    using _ = broken.bind(x);
    expect(() => x.ask_add(1, 2)).toThrow(/^shop: the result of 'add' must be an integer from/);
    expect(() => x.ask_greets("a", "b")).toThrow("shop: the result of 'greeting' must be a string or null, got 5");
    expect(() => x.ask_turn(x.vec2.alloc())).toThrow("shop: the result of 'turn' must be a vec2, got a plain object");
    expect(() => x.ask_square(1n)).toThrow(/^shop: the result of 'square' must be from/);
    expect(() => x.ask_total(null, 0)).toThrow("shop: the result of 'total' must be a number, got a Promise");
  });
});

test("bound and taken back many times", () => {
  for (let i = 0; i < 1000; i++) {
    using _ = api.bind(x);
    if (x.ask_add(i, 1) !== i + 1) expect(i).toBe("bound");
  }
  expect(process.listenerCount("exit")).toBeLessThan(10);
  expect(x.ask_add(1, 1)).toBe(0);
});

describe("refused", () => {
  test("a library compiled from other declarations", () => {
    const { add: _, ...rest } = functions;
    expect(() => exportToC("shop", rest).bind(x)).toThrow(
      /^shop\.bind: the library was compiled from other declarations: .*C has add\(i32,i32\)i32$/,
    );
    const changed = exportToC("shop", { ...functions, twice: exported(c.int, [c.longlong], () => 1) });
    expect(() => changed.bind(x)).toThrow("The program has twice(i64)i32; C has twice(i64)i64");
    const { add, twice, ...others } = functions;
    expect(() => exportToC("shop", { twice, add, ...others }).bind(x)).toThrow("the same in another order");
  });

  test("what has no such C file, or is no library", () => {
    const other = exportToC("another", { add: exported(c.int, [], () => 1) });
    expect(() => other.bind(x)).toThrow(/the library has no c2ts_another_signature: compile the C file/);
    expect(() => other.bind({ has: () => true })).toThrow(/^another\.bind: library must be a generated module/);
    for (const wrong of [null, undefined, 1, "libc", {}, () => 1]) {
      expect(() => other.bind(wrong as never)).toThrow(/^another\.bind: library must be a generated module/);
    }
  });

  test("names and types that C does not have", () => {
    const one = exported(c.int, [], () => 1);
    for (const name of ["", "a b", "1a", "c2ts_a", "ä"]) {
      expect(() => exportToC(name, { one })).toThrow(/^exportToC: name must be an identifier of C/);
      expect(() => exportToC("a", { [name]: one })).toThrow(/^exportToC: a function of 'a' must be an identifier of C/);
    }
    expect(() => exportToC(null as never, { one })).toThrow(/^exportToC: name must be an identifier of C/);
    expect(() => exportToC("a", {})).toThrow("'a' exports no function");
    expect(() => exportToC("a", { f: (() => 1) as never })).toThrow(
      "f must be made by exported(result, parameters, fn)",
    );
    for (const type of [c.array(c.int, 3), x.struct_session, x.measure, c.void, null, "int", c.pointer, {}]) {
      expect(() => exported(c.int, [type as never], () => 1)).toThrow(/^exported: parameter 1 /);
    }
    expect(() => exported(c.int, [], 1 as never)).toThrow("exported: fn must be a function, got 1");
  });
});
