import { addressOf, c, cstring, pointer, Ref, text } from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import * as p from "../../fixtures/pointers/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("pointers");

describe("handles", () => {
  test("open through a Ref, use, close", () => {
    const out = new Ref(c.pointer(p.struct_session));
    expect(out.value).toBeNull();
    expect(p.session_open("grüße", out)).toBe(0);
    expect(out.value).toBeTypeOf("bigint");
    expect(p.session_name(out.value)).toBe("grüße");
    p.session_close(out.value);
  });

  test("what C refuses leaves the cell as it was", () => {
    const out = new Ref(c.pointer(p.struct_session));
    expect(p.session_open(null, out)).toBe(-1);
    expect(p.session_open("", out)).toBe(-1);
    expect(out.value).toBeNull();
  });

  test("NULL goes in as null and comes out as null", () => {
    expect(p.session_name(null)).toBeNull();
    expect(p.echo(null)).toBeNull();
    expect(p.identity(null)).toBeNull();
    // @ts-expect-error never_null takes and gives pointers only
    expect(() => p.never_null(null)).toThrow("never_null: p must be a pointer");
    expect(p.bytes_or_null(0)).toBeNull();
    p.session_close(null);
  });

  test("an incomplete type cannot be made", () => {
    expect(() => Reflect.construct(p.struct_session, [])).toThrow("incomplete C type");
  });

  test("handles do not mix", () => {
    // @ts-expect-error int * is no struct session *
    expect(() => p.session_name(new Ref(c.int))).toThrow("session_name: s must be");
    // @ts-expect-error a cell for an int is no struct session **
    expect(() => p.session_open("x", new Ref(c.int))).toThrow("session_open: out must be");
    // @ts-expect-error a typed array neither
    expect(() => p.session_name(new Uint8Array(8))).toThrow(TypeError);
  });
});

describe("text", () => {
  test("in as UTF-8, out as a copy", () => {
    for (const given of ["", "a", "ÄÖ €", "😀", "x".repeat(100_000)]) expect(p.echo(given)).toBe(given);
  });

  test("bytes and pointers stand for text too", () => {
    expect(p.echo(Buffer.from("from a buffer\0"))).toBe("from a buffer");
    const names = p.name_list();
    expect(p.echo(c.pointer(c.char).at(names, 1))).toBe("two");
  });

  test("a table of strings", () => {
    const names = p.name_list();
    expect([0, 1, 2].map((i) => c.string.at(names, i))).toEqual(["one", "two", null]);
    expect(cstring(c.pointer(c.char).at(names, 0))).toBe("one");
    expect(() => c.string.at(null)).toThrow("the pointer is NULL");
  });

  test("invalid UTF-8 becomes U+FFFD", () => {
    expect(p.echo(Uint8Array.of(0x61, 0xff, 0x62, 0))).toBe("a\ufffdb");
  });

  test("text that would end at a NUL inside is refused", () => {
    expect(() => p.echo("a\0b")).toThrow(/^echo: \w+ must be a string without a NUL inside/);
  });

  test("written by C into a Buffer, a Uint8Array, an Int8Array", () => {
    const buffer = Buffer.alloc(6, 0x7e);
    expect(p.copy_upper(buffer, buffer.length, "straße")).toBe(5);
    expect(buffer.subarray(0, 4).toString("latin1")).toBe("STRA");
    const bytes = new Uint8Array(16);
    expect(p.copy_upper(bytes, 16, "hello")).toBe(5);
    expect(text(bytes)).toBe("HELLO");
    const signed = new Int8Array(3);
    expect(p.copy_upper(signed, 3n, "hello")).toBe(2);
    expect([...signed]).toEqual([72, 69, 0]);
    expect(p.copy_upper(null, 0, "hello")).toBe(0);
  });

  test("a string cannot be written to", () => {
    // @ts-expect-error char * needs memory
    expect(() => p.copy_upper("memory", 6, "x")).toThrow("copy_upper: out must be a pointer, bytes, a Ref or null");
    // @ts-expect-error a number is no text
    expect(() => p.echo(5)).toThrow("echo: text must be a string");
    // @ts-expect-error nothing is not NULL
    expect(() => p.echo(undefined)).toThrow("echo: text must be a string");
  });
});

describe("memory", () => {
  test("Buffers and slices of them", () => {
    const bytes = new Uint8Array(8);
    p.fill(bytes.subarray(2, 5), 3, 0xab);
    expect([...bytes]).toEqual([0, 0, 0xab, 0xab, 0xab, 0, 0, 0]);
    const buffer = Buffer.from("abcdef");
    p.fill(buffer.subarray(1, 3), 2, 0x2d);
    expect(buffer.toString()).toBe("a--def");
    p.fill(new Uint8Array(0), 0, 1);
  });

  test("bytes of a large ArrayBuffer of one's own", () => {
    const bytes = new Uint8Array(1 << 20);
    p.fill(bytes, bytes.length, 7);
    expect(bytes.every((byte) => byte === 7)).toBe(true);
  });

  test("void * takes any memory and gives back where it is", () => {
    const words = Uint32Array.of(1, 2);
    expect(p.identity(words)).toBe(addressOf(words));
    expect(p.identity(new DataView(words.buffer))).toBe(addressOf(words));
    expect(p.identity(words.subarray(1))).toBe(addressOf(words) + 4n);
    const cell = new Ref(c.int, 5);
    const address = p.identity(cell);
    expect(address).toBe(addressOf(cell));
    expect(c.int.at(address)).toBe(5);
    expect(p.identity(addressOf(words))).toBe(addressOf(words));
  });

  test("Refs of every width", () => {
    const a = new Ref(c.int, 1);
    const b = new Ref(c.int, -2);
    expect(p.swap(a, b)).toBe(0);
    expect([a.value, b.value]).toEqual([-2, 1]);
    const both = Int32Array.of(10, 20);
    expect(p.swap(both.subarray(0, 1), both.subarray(1))).toBe(0);
    expect([...both]).toEqual([20, 10]);
    expect(p.swap(addressOf(both), b)).toBe(0);
    expect([both[0], b.value]).toEqual([1, 20]);
    expect(p.swap(null, b)).toBe(-1);
    const whole = new Ref(c.long);
    const fraction = new Ref(c.double);
    p.split(-3.75, whole, fraction);
    expect([whole.value, fraction.value]).toEqual([-3, -0.75]);
    const wholes = new BigInt64Array(1);
    p.split(7.5, wholes, new Float64Array(1));
    expect(wholes[0]).toBe(7n);
  });

  test("typed arrays of the element's type", () => {
    expect(p.sum_table(Int32Array.of(1, 2, 3))).toBe(6);
    expect(p.sum_shorts(Int16Array.of(-32768, -32768, 1), 3)).toBe(-65535);
    expect(p.sum_floats(Float32Array.of(0.5, 0.25), 2)).toBe(0.75);
  });

  test("C's memory is read in place", () => {
    const bytes = p.bytes_or_null(1);
    expect([0, 1, 2, 3].map((i) => c.uchar.at(bytes, i))).toEqual([1, 2, 3, 4]);
    if (bytes === null) throw new Error("not NULL");
    c.uchar.set(bytes, 1, 200);
    expect(c.uchar.at(bytes, 1)).toBe(200);
    expect(() => c.uchar.set(bytes, 1, 256)).toThrow(RangeError);
    c.uchar.set(bytes, 1, 2);
    p.fill(bytes, 1, 9);
    expect(c.uchar.at(bytes)).toBe(9);
    p.fill(bytes, 1, 1);
  });

  test("a nonnull result", () => {
    const cell = new Ref(c.int, 77);
    expect(c.int.at(p.never_null(cell))).toBe(77);
  });
});

describe("wrong memory throws before C sees it", () => {
  test("elements of another size or sort", () => {
    // @ts-expect-error int * of shorts
    expect(() => p.sum_table(new Int16Array(3))).toThrow("sum_table: table must be");
    // @ts-expect-error int * of floats, which have the same size
    expect(() => p.sum_table(new Float32Array(3))).toThrow(TypeError);
    // @ts-expect-error float * of ints
    expect(() => p.sum_floats(new Int32Array(3), 3)).toThrow("sum_floats: values must be");
    // @ts-expect-error short * of bytes
    expect(() => p.sum_shorts(Buffer.alloc(4), 2)).toThrow(TypeError);
    // @ts-expect-error long * in a cell for an int
    expect(() => p.split(1, new Ref(c.int), new Ref(c.double))).toThrow("split: whole must be");
    // @ts-expect-error a plain array is no memory
    expect(() => p.sum_table([1, 2, 3])).toThrow(TypeError);
    // long is 64 bits wide here; the types cannot know
    expect(() => p.split(1, new Int32Array(1), new Float64Array(1))).toThrow("split: whole must be");
  });

  test("an ArrayBuffer is not a view", () => {
    // @ts-expect-error give a Uint8Array over it
    expect(() => p.fill(new ArrayBuffer(4), 4, 1)).toThrow("fill: bytes must be");
  });

  test("numbers, text, truth values, objects and nothing are no pointers", () => {
    for (const value of [1, 0, 4096.5, "text", true, {}, [], undefined, Symbol("p"), () => 0]) {
      expect(() => callUntyped(p.identity, value)).toThrow(/^identity: p must be a pointer/);
      expect(() => callUntyped(p.session_name, value)).toThrow(/^session_name: s must be/);
      expect(() => callUntyped(p.swap, value, null)).toThrow(/^swap: a must be/);
    }
  });

  test("a bigint is a pointer when pointer() has looked at it", () => {
    // @ts-expect-error any bigint may be anything
    p.identity(4096n);
    expect(p.identity(pointer(4096n))).toBe(4096n);
    for (const value of [0n, -1n, 2n ** 64n]) expect(() => pointer(value)).toThrow(RangeError);
    expect(() => callUntyped(pointer, 4096)).toThrow(TypeError);
  });

  test("memory that was transferred away", () => {
    const bytes = new Uint8Array(4);
    structuredClone(bytes, { transfer: [bytes.buffer] });
    expect(() => p.fill(bytes, 4, 1)).toThrow("fill: bytes must be memory that still exists");
    expect(() => p.identity(bytes)).toThrow("identity: p must be memory that still exists");
    const text = Buffer.from(new ArrayBuffer(4));
    structuredClone(text, { transfer: [text.buffer] });
    expect(() => p.echo(text)).toThrow("echo: text must be memory that still exists");
  });
});
