import {
  byValue,
  callScope,
  type EngineStruct,
  functionType,
  i32,
  library,
  pack,
  ptr,
  RecordView,
  ret,
  setWord,
  unpack,
  word,
} from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import { compileC } from "./compile-c.ts";

/** A record whose bytes are all that matters here. */
function bytesRecord(size: number, align: number) {
  return class record extends RecordView {
    static override readonly size = size;
    static override readonly align = align;
    get bytes(): number[] {
      return Array.from({ length: size }, (_, i) => this["~m"].getUint8(this["~o"] + i));
    }
    set bytes(value: number[]) {
      value.forEach((byte, i) => {
        this["~m"].setUint8(this["~o"] + i, byte);
      });
    }
    double(i: number): number {
      return this["~m"].getFloat64(this["~o"] + 8 * i, true);
    }
  };
}
const Rgb = bytesRecord(3, 1);
const Vec2 = bytesRecord(16, 8);
const Mixed = bytesRecord(16, 8);
const Packed = bytesRecord(9, 1);
const Cursor = bytesRecord(32, 8);
const Floats = bytesRecord(12, 4);
const count = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

// What clang and gcc do with these is the measure; koffi gets packed ones wrong by itself (KOFFI.md section 3).
const $lib = library(
  compileC(`
  #include <stdint.h>
  #include <string.h>
  typedef struct { unsigned char r, g, b; } rgb; typedef struct { double x, y; } vec2; typedef struct { double d; int32_t i; int32_t j; } mixed;
  typedef struct { float a, b, c; } floats;
  typedef struct __attribute__((packed)) { char c; double d; } packed; typedef struct { int kind, xdata; const void *data[3]; } cursor;
  int rgb_sum(rgb c) { return c.r + 10 * c.g + 100 * c.b; } rgb rgb_make(int n) { rgb c = {n, n + 1, n + 2}; return c; }
  vec2 swap(vec2 v) { vec2 w = {v.y, v.x}; return w; } mixed twice(mixed m) { mixed n = {2 * m.d, 2 * m.i, 2 * m.j}; return n; }
  double packed_sum(packed p) { return p.c + p.d; } packed packed_make(double d) { packed p = {7, d}; return p; }
  floats thrice(floats f) { floats g = {3 * f.a, 3 * f.b, 3 * f.c}; return g; }
  cursor echo(cursor c) { c.kind++; return c; }
  typedef int (*visitor)(cursor a, cursor b, void *data);
  int visit(cursor c, visitor f, void *data) { cursor d = c; d.kind *= 2; return f(c, d, data); }
  vec2 through(vec2 (*f)(vec2, rgb), vec2 v) { rgb c = {1, 2, 3}; return f(v, c); }
  cursor cursor_through(cursor (*f)(int), int n) { return f(n); }
`),
);

describe("words", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])("of %d bytes read and write just these", (n) => {
    const record = Mixed.alloc();
    record.bytes = new Array(16).fill(0xee);
    const source = Mixed.alloc();
    source.bytes = count(16).map((i) => i + 0x80);
    setWord(record, 3, n, word(source, 1, n));
    expect(record.bytes).toEqual([
      ...new Array(3).fill(0xee),
      ...source.bytes.slice(1, 1 + n),
      ...new Array(13 - n).fill(0xee),
    ]);
  });

  test.each([0n, 1n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n])("%d survives", (value) => {
    const record = Vec2.alloc();
    setWord(record, 8, 8, value);
    expect(BigInt(word(record, 8, 8))).toBe(value);
    // koffi gives large words of callbacks as negative numbers.
    setWord(record, 0, 8, BigInt.asIntN(64, value));
    expect(BigInt(word(record, 0, 8))).toBe(value);
  });
});

describe("arguments and results", () => {
  test("shorter than a word", () => {
    const color = Rgb.alloc();
    color.bytes = [1, 2, 3];
    expect($lib.func("rgb_sum", "i32", ["u64"])(word(byValue(Rgb, color, "rgb_sum", "c"), 0, 3))).toBe(321);
    const made = Rgb.alloc();
    setWord(made, 0, 3, ret($lib.func("rgb_make", "u64", ["i32"])(i32(5, "rgb_make", "n"))));
    expect(made.bytes).toEqual([5, 6, 7]);
  });

  test("in two registers", () => {
    const v = Vec2.alloc();
    v["~m"].setFloat64(v["~o"], 1.5, true);
    v["~m"].setFloat64(v["~o"] + 8, -2.5, true);
    const words = ["f64", "f64"] as const;
    const w = Vec2.alloc();
    unpack(words, $lib.func("swap", words, words)(v.double(0), v.double(1)), w);
    expect([w.double(0), w.double(1)]).toEqual([-2.5, 1.5]);
    // The same argument as an engine struct, as where registers have run out.
    unpack(words, $lib.func("swap", words, [words])(pack(words, v)), w);
    expect([w.double(0), w.double(1)]).toEqual([-2.5, 1.5]);
  });

  test("in registers of two sorts, and structs within", () => {
    const m = Mixed.alloc();
    m["~m"].setFloat64(m["~o"], 0.25, true);
    m["~m"].setInt32(m["~o"] + 8, -3, true);
    m["~m"].setInt32(m["~o"] + 12, 4, true);
    const words = ["f64", "u64"] as const;
    const n = Mixed.alloc();
    unpack(words, $lib.func("twice", words, [words])(pack(words, m)), n);
    expect([n.double(0), n["~m"].getInt32(n["~o"] + 8, true), n["~m"].getInt32(n["~o"] + 12, true)]).toEqual([
      0.5, -6, 8,
    ]);
    const nested = [["f32", "f32"], "f32"] as const;
    const f = Floats.alloc();
    [1, 2, 3].forEach((value, i) => {
      f["~m"].setFloat32(f["~o"] + 4 * i, value, true);
    });
    const g = Floats.alloc();
    unpack(nested, $lib.func("thrice", nested, [nested])(pack(nested, f)), g);
    expect([0, 4, 8].map((at) => g["~m"].getFloat32(g["~o"] + at, true))).toEqual([3, 6, 9]);
  });

  test("in memory", () => {
    const p = Packed.alloc();
    p.bytes = [7, ...new Uint8Array(new Float64Array([0.5]).buffer)];
    const sum = $lib.func("packed_sum", "f64", ["u64", "u64", "u64", "u64", "u64", "u64", "u64", "u64"]);
    expect(sum(0, 0, 0, 0, 0, 0, word(p, 0, 8), word(p, 8, 1))).toBe(7.5);
    const made = Packed.alloc();
    $lib.func("packed_make", "void", ["ptr", "f64"])(ptr(made, "packed_make", "result"), 0.5);
    expect(made.bytes).toEqual(p.bytes);
    const c = Cursor.alloc();
    c.bytes = count(32);
    const d = Cursor.alloc();
    const echo = $lib.func("echo", "void", ["ptr", ...new Array<"u64">(9).fill("u64")]);
    echo(ptr(d, "echo", "result"), 0, 0, 0, 0, 0, ...[0, 8, 16, 24].map((at) => word(c, at, 8)));
    expect(d.bytes).toEqual([2, ...count(32).slice(1)]);
  });

  test("must be the record", () => {
    const other = Packed.alloc() as unknown as InstanceType<typeof Rgb>;
    expect(() => byValue(Rgb, other, "rgb_sum", "c")).toThrow("rgb_sum: c must be a record, got a record");
    for (const value of [undefined, null, {}, { r: 1, g: 2, b: 3 }, new Uint8Array(3)]) {
      // A plain object with a wrong member aborts the process in koffi.
      expect(() => byValue(Rgb, value as never, "rgb_sum", "c")).toThrow(TypeError);
    }
  });
});

describe("callbacks", () => {
  type Cur = InstanceType<typeof Cursor>;
  type Vec = InstanceType<typeof Vec2>;
  const scope = callScope();

  test("get records from the stack: libclang's cursor visitor", () => {
    const visitor = functionType<(a: Cur, b: Cur, data: bigint | null) => number>(
      "i32",
      ["ptr", "i8", "i8", "i8", "i8", "i8", "u64", "u64", "u64", "u64", "u64", "u64", "u64", "u64"],
      {
        arguments: [
          {
            record: () => Cursor,
            parts: [
              [6, 0],
              [7, 8],
              [8, 16],
              [9, 24],
            ],
          },
          {
            record: () => Cursor,
            parts: [
              [10, 0],
              [11, 8],
              [12, 16],
              [13, 24],
            ],
          },
          0,
        ],
      },
    );
    const c = Cursor.alloc();
    c.bytes = count(32).map((i) => i + 0x70);
    const seen: unknown[] = [];
    const address = scope.fn(
      visitor,
      (a, b, data) => {
        seen.push(a.bytes, b.bytes.slice(4), data);
        return 5;
      },
      "visit",
      "f",
    );
    // The cursor comes in memory, so the pointers take the first two registers.
    const visit = $lib.func("visit", "i32", ["ptr", "ptr", "i8", "i8", "i8", "i8", "u64", "u64", "u64", "u64"]);
    expect(visit(address, 4096n, 0, 0, 0, 0, ...[0, 8, 16, 24].map((at) => word(c, at, 8)))).toBe(5);
    expect(seen).toEqual([c.bytes, c.bytes.slice(4), 4096n]);
  });

  test("get records in registers and return one", () => {
    const type = functionType<(v: Vec, c: InstanceType<typeof Rgb>) => Vec>(["f64", "f64"], ["f64", "f64", "u64"], {
      arguments: [
        {
          record: () => Vec2,
          parts: [
            [0, 0],
            [1, 8],
          ],
        },
        { record: () => Rgb, parts: [[2, 0]] },
      ],
      result: { record: () => Vec2 },
    });
    const through = $lib.func("through", ["f64", "f64"], ["ptr", "f64", "f64"]);
    const call = (fn: (v: Vec, c: InstanceType<typeof Rgb>) => Vec): EngineStruct =>
      through(scope.fn(type, fn, "through", "f"), 1.5, 2.5);
    const out = Vec2.alloc();
    unpack(
      ["f64", "f64"],
      call((v, c) => {
        expect(c.bytes).toEqual([1, 2, 3]);
        const w = Vec2.alloc();
        w["~m"].setFloat64(w["~o"], v.double(1) * 2, true);
        w["~m"].setFloat64(w["~o"] + 8, v.double(0) * 2, true);
        return w;
      }),
      out,
    );
    ret(undefined);
    expect([out.double(0), out.double(1)]).toEqual([5, 3]);
    unpack(
      ["f64", "f64"],
      call(() => ({}) as Vec),
      out,
    );
    expect(() => ret(undefined)).toThrow("through: the result of 'f' must be a record, got a plain object");
    expect([out.double(0), out.double(1)]).toEqual([0, 0]);
  });

  test("return a record in memory", () => {
    const type = functionType<(n: number) => Cur>("ptr", ["ptr", "i32"], {
      arguments: [1],
      result: { record: () => Cursor, hidden: 0 },
    });
    const out = Cursor.alloc();
    const through = $lib.func("cursor_through", "void", ["ptr", "ptr", "i32"]);
    const address = scope.fn(
      type,
      (n) => {
        const c = Cursor.alloc();
        c.bytes = count(32).map((i) => i + n);
        return c;
      },
      "cursor_through",
      "f",
    );
    ret(through(ptr(out, "cursor_through", "result"), address, 9));
    expect(out.bytes).toEqual(count(32).map((i) => i + 9));
  });
});
