import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emitModule } from "../../../src/emit/emit-module.ts";
import { c, cstring, errno, errnoName, Ref, text } from "../../../src/runtime/index.ts";
import { SAMPLE } from "./sample.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = `${root}test/.tmp/sample-${process.pid}`;
const { code } = emitModule(SAMPLE, { library: "c", candidates: ["libc.so.6"] });

// TypeScript cannot see a module that is written while the test runs; `tsc` below checks its types.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Anything = any;

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/sample.ts`, code);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("same spec, same text", () => {
  expect(emitModule(SAMPLE, { library: "c", candidates: ["libc.so.6"] }).code).toBe(code);
});

test("passes tsc at its strictest, and Biome", () => {
  const tsconfig = {
    extends: "../../../tsconfig.base.json",
    compilerOptions: {
      noEmit: true,
      allowImportingTsExtensions: true,
      rewriteRelativeImportExtensions: false,
      declaration: true,
      isolatedDeclarations: true,
      paths: { "c2ts-runtime": ["../../../src/runtime/index.ts"] },
    },
    include: ["*.ts"],
  };
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(tsconfig));
  writeFileSync(`${folder}/use.ts`, USE);
  const run = (command: string, ...args: readonly string[]): string => {
    try {
      execFileSync(`${root}node_modules/.bin/${command}`, args, { cwd: root, encoding: "utf8", stdio: "pipe" });
      return "";
    } catch (error) {
      return `${(error as Anything).stdout}${(error as Anything).stderr}`;
    }
  };
  expect(run("tsc", "-p", folder)).toBe("");
  expect(run("biome", "lint", "--vcs-enabled=false", "--error-on-warnings", `${folder}/sample.ts`)).toBe("");
});

/** What a user writes: no casts, everything inferred. */
const USE = `
import { c, Ref } from "c2ts-runtime";
import * as m from "./sample.ts";

const values = new Int32Array([3, 1, 2]);
m.qsort(values, values.length, 4, (a, b) => c.int.at(a) - c.int.at(b));
const quotient: number = m.div(7, 2).quot;
const end = new Ref(c.pointer(c.char));
const parsed: number = m.strtol("12ab", end, 10);
const color: m.enum_color = m.GREEN;
const node = m.struct_node.alloc();
node.next = node;
node.peer = m.struct_other.alloc();
// @ts-expect-error a node is no other
node.peer = node;
// @ts-expect-error a class by value, not its look-alike
m.use_div(m.struct_everything_pair.alloc(), true);
const more = m.struct_everything.alloc();
const bytes: Uint8Array = more.buffer;
more.grid.at(0)[1] = 5;
more.shade = m.LIGHT;
export const all: readonly unknown[] = [quotient, parsed, color, bytes, m.NULL, m.delete, m.escape, m.string, m.absolute];
`;

describe("runs", () => {
  let m: Anything;
  beforeAll(async () => {
    m = await import(/* @vite-ignore */ `${folder}/sample.ts`);
  });

  test("scalars", () => {
    expect([m.abs(-3), m.labs(-4), m.llabs(-5n), m.absolute(-6)]).toEqual([3, 4, 5n, 6]);
    expect(() => m.abs(1.5)).toThrow(/abs: j must be/);
    expect(m.has("abs")).toBe(true);
    expect(m.has("no_such_function")).toBe(false);
  });

  test("text", () => {
    expect(m.strlen("héllo")).toBe(6);
    expect(m.getenv("C2TS_NOT_THERE")).toBeNull();
    expect(cstring(m.getenv("PATH"))).toBe(process.env["PATH"]);
    expect(m.strerror(2)).toMatch(/No such file/);
    expect([m.NAME, m.delete, m.BIG, m.HUGE_COUNT]).toEqual(['a"\u2028b', -7, 2n ** 64n - 1n, 2n ** 64n - 1n]);
  });

  test("callbacks", () => {
    const values = new Int32Array([3, 1, 2]);
    m.qsort(values, 3, 4, (a: Anything, b: Anything) => c.int.at(a) - c.int.at(b));
    expect([...values]).toEqual([1, 2, 3]);
    const key = new Int32Array([2]);
    const found = m.bsearch(key, values, 3, 4, (a: Anything, b: Anything) => c.int.at(a) - c.int.at(b));
    expect(c.int.at(found)).toBe(2);
    expect(() =>
      m.qsort(values, 3, 4, () => {
        throw new Error("from the callback");
      }),
    ).toThrow("from the callback");
  });

  test("records by value", () => {
    const { quot, rem } = m.div(17, 5);
    expect([quot, rem]).toEqual([3, 2]);
    const long = m.ldiv(-17, 5);
    expect([long.quot, long.rem]).toEqual([-3, -2]);
  });

  test("out-parameters and variadic functions", () => {
    const end = new Ref<Anything, Anything>(c.pointer(c.char));
    expect(m.strtol("12ab", end, 10)).toBe(12);
    const buffer = new Uint8Array(32);
    expect(m.snprintf(buffer, 32, "%s %lld %.1f", "a", 5, c.double(1.5))).toBe(7);
    expect(text(buffer)).toBe("a 5 1.5");
  });

  test("members", () => {
    const all = m.struct_everything.alloc();
    Object.assign(all, {
      flag: true,
      c: -1,
      half: 65535,
      count: 9,
      exact: -5n,
      ratio: 0.5,
      shade: m.LIGHT,
      low: 7,
      high: -16,
      on: true,
      wide: -1n,
    });
    all.pair.left = 3;
    all.as_double = 1;
    all.grid = [
      [1, 2],
      [3, 4],
    ];
    expect([all.flag, all.c, all.half, all.count, all.exact, all.ratio, all.shade]).toEqual([
      true,
      -1,
      65535,
      9,
      -5n,
      0.5,
      1,
    ]);
    expect([all.low, all.high, all.on, all.wide]).toEqual([7, -16, true, -1n]);
    expect([all.pair.left, all.as_int, [...all.grid.at(1)]]).toEqual([3, 0, [3, 4]]);
    expect(() => {
      all.low = 8;
    }).toThrow(RangeError);
    const node = m.struct_node.alloc();
    node.next = node;
    expect(m.struct_node.at(node.next).n).toBe(0);
    node.next = null;
    expect(node.next).toBeNull();
  });

  test("globals and errno", () => {
    expect(m.environ.value).not.toBeNull();
    expect(typeof m.tzname.address).toBe("bigint");
    expect(() => m.strtol("99999999999999999999999", null, 10)).toThrow(RangeError);
    expect(errnoName(errno())).toBe("ERANGE");
  });
});
