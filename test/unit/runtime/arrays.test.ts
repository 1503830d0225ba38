import { inspect } from "node:util";
import {
  addressOf,
  c,
  cstring,
  getBigBits,
  getBits,
  library,
  type Pointer,
  pointer,
  Ref,
  setBigBits,
  setBits,
  text,
  unalignedArray,
} from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import { point } from "./point.ts";

const calloc = library("c", ["libc.so.6"]).func("calloc", "ptr", ["u64", "u64"]);
function cMemory(size: number): Pointer {
  const p = calloc(1, size);
  if (p === null) throw new Error("calloc");
  return pointer(p);
}

describe("arrays", () => {
  test("of numbers are typed arrays over the memory", () => {
    const type = c.array(c.int, 3);
    const p = cMemory(12);
    const foreign = type.at(p);
    foreign[2] = 5;
    expect(c.int.at(p, 2)).toBe(5);
    // Exactly these bytes: the rest of the address space is not reachable from it.
    expect(foreign.buffer.byteLength).toBe(12);
    const ref = new Ref(type);
    ref.value.set([1, 2, 3]);
    expect([...ref.value]).toEqual([1, 2, 3]);
    expect([...new Ref(c.array(c.char, 2)).value]).toEqual([0, 0]);
    expect(c.array(c.int, 0).at(p)).toHaveLength(0);
  });

  test("are copied with a check of their length and elements", () => {
    const type = c.array(c.int, 3);
    const memory = new DataView(new ArrayBuffer(12));
    type.write(memory, 0, [1, 2, 3], "rec", "xs");
    expect([...type.read(memory, 0)]).toEqual([1, 2, 3]);
    expect(() => type.write(memory, 0, [1, 2], "rec", "xs")).toThrow("rec: xs has 3 elements, got 2");
    expect(() => type.write(memory, 0, [1, 2, 0.5], "rec", "xs")).toThrow("rec: xs[2] must be an integer");
    expect(() => type.write(memory, 0, 5 as unknown as number[], "rec", "xs")).toThrow(
      "rec: xs must be an array of 3 elements",
    );
  });

  test.each([c.char, c.schar, c.uchar])("of $name take text", (type) => {
    const name = c.array(type as typeof c.char, 6);
    const foreign: Pointer = cMemory(8);
    const memory = new DataView(new ArrayBuffer(8));
    new Uint8Array(memory.buffer).fill(255);
    name.write(memory, 1, "grün", "rec", "name");
    expect([...new Uint8Array(memory.buffer)]).toEqual([255, 0x67, 0x72, 0xc3, 0xbc, 0x6e, 0, 255]);
    name.write(memory, 1, "a", "rec", "name");
    expect([...new Uint8Array(memory.buffer)]).toEqual([255, 0x61, 0, 0, 0, 0, 0, 255]);
    const write = (value: string) => () => name.write(memory, 1, value, "rec", "name");
    expect(write("grüne")).toThrow(
      new RangeError('rec: name has 6 bytes, the string "grüne" takes 7 with the NUL that ends it'),
    );
    expect([...new Uint8Array(memory.buffer)]).toEqual([255, 0x61, 0, 0, 0, 0, 0, 255]);
    name.set(foreign as Pointer<never>, 0, "there" as never);
    expect(cstring(foreign)).toBe("there");
    expect(() => name.write(memory, 1, 5 as never, "rec", "name")).toThrow(
      "rec: name must be a string or an array of 6 elements, got 5",
    );
    const names = c.array(name, 2);
    names.write(new DataView(new ArrayBuffer(12)), 0, ["one", "two"], "rec", "names");
    expect(() => names.write(new DataView(new ArrayBuffer(12)), 0, ["one", "longer"], "rec", "names")).toThrow(
      "rec: names[1] has 6 bytes",
    );
  });

  test("of other numbers take no text", () => {
    expect(() => c.array(c.int, 1).write(new DataView(new ArrayBuffer(4)), 0, "1" as never, "rec", "xs")).toThrow(
      'rec: xs must be an array of 1 elements, got the string "1"',
    );
  });

  test("of records, pointers and bools are CArrays in place", () => {
    const points = new Ref(c.array(point, 2)).value;
    points.at(1).x = 4;
    const other = point.alloc();
    other.x = 8;
    points.set(0, other);
    expect(points.toArray().map(({ x }) => x)).toEqual([8, 4]);
    expect([...points].map(({ x }) => x)).toEqual([8, 4]);
    expect(JSON.stringify(points)).toBe(
      '[{"x":8,"y":0,"next":"null"},{"x":4,"y":0,"next":"null"}]'.replaceAll('"null"', "null"),
    );
    expect(inspect(new Ref(c.array(c.bool, 2)).value)).toBe("CArray [ false, false ]");
    for (const index of [-1, 2, 0.5, Number.NaN]) expect(() => points.at(index)).toThrow(RangeError);
    const names = new Ref(c.array(c.string, 2)).value;
    names.set(1, "b");
    expect(names.toArray()).toEqual([null, "b"]);
  });

  test("in packed records need no alignment", () => {
    const type = unalignedArray(c.int, 2);
    const memory = new DataView(new ArrayBuffer(9));
    type.write(memory, 1, [1, -2], "rec", "xs");
    expect(type.read(memory, 1).toArray()).toEqual([1, -2]);
    expect(memory.getInt32(5, true)).toBe(-2);
  });
});

describe("bit-fields", () => {
  const FIELDS = [
    { offset: 0, bit: 0, width: 1, signed: false, value: 1 },
    { offset: 0, bit: 3, width: 5, signed: true, value: -16 },
    { offset: 1, bit: 6, width: 12, signed: false, value: 4095 },
    { offset: 0, bit: 7, width: 32, signed: true, value: -(2 ** 31) },
    { offset: 1, bit: 0, width: 32, signed: false, value: 2 ** 32 - 1 },
  ];
  test.each(FIELDS)("of $width bits from bit $bit on", ({ offset, bit, width, signed, value }) => {
    for (const background of [0, 255]) {
      const bytes = new Uint8Array(8).fill(background);
      const memory = new DataView(bytes.buffer);
      setBits(memory, offset, bit, width, signed, value, "rec", "f");
      expect(getBits(memory, offset, bit, width, signed)).toBe(value);
      expect(getBigBits(memory, offset, bit, width, signed)).toBe(BigInt(value));
      setBits(memory, offset, bit, width, signed, background === 0 ? 0 : signed ? -1 : 2 ** width - 1, "rec", "f");
      expect([...bytes]).toEqual(new Array(8).fill(background));
      expect(() => setBits(memory, offset, bit, width, signed, 2 ** width, "rec", "f")).toThrow(RangeError);
    }
  });

  test("touch no byte that they do not have", () => {
    const memory = new DataView(new ArrayBuffer(1));
    setBits(memory, 0, 5, 3, false, 7, "rec", "f");
    expect(getBits(memory, 0, 5, 3, false)).toBe(7);
  });

  test("of 64 bits", () => {
    const memory = new DataView(new ArrayBuffer(9));
    setBigBits(memory, 0, 3, 64, true, -(2n ** 63n), "rec", "f");
    expect(getBigBits(memory, 0, 3, 64, true)).toBe(-(2n ** 63n));
    expect(() => setBigBits(memory, 0, 3, 64, true, 2n ** 63n, "rec", "f")).toThrow(RangeError);
  });
});

describe("text", () => {
  test("ends at the first NUL", () => {
    expect(text(Buffer.from("ab\0cd"))).toBe("ab");
    expect(text(new Uint8Array([0x61]))).toBe("a");
    expect(text(new Uint8Array(0))).toBe("");
    expect(cstring(addressOf(Buffer.from("grün\0x")))).toBe("grün");
    expect(cstring(null)).toBeNull();
    expect(cstring(addressOf(new Uint8Array([0xff, 0x41, 0])))).toBe("\ufffdA");
    expect(() => cstring(5 as unknown as null)).toThrow(
      new TypeError("cstring: p must be a pointer (a bigint) or null, got 5"),
    );
    expect(() => cstring(new Uint8Array(2) as unknown as null)).toThrow("got a Uint8Array; for bytes use text(bytes)");
  });

  test.each([
    { value: null, got: "null" },
    { value: undefined, got: "undefined" },
    { value: 4096n, got: "4096n" },
    { value: "text", got: 'the string "text"' },
    { value: [65], got: "an array" },
    { value: new Int8Array(1), got: "an Int8Array" },
    { value: new ArrayBuffer(1), got: "an ArrayBuffer" },
  ])("is not made of $got", ({ value, got }) => {
    expect(() => text(value as unknown as Uint8Array)).toThrow(
      new TypeError(`text: takes bytes, got ${got}; for a pointer use cstring(p)`),
    );
  });
});
