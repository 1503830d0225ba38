import {
  addressOf,
  aligned,
  CArray,
  c,
  copy,
  free,
  malloc,
  offset,
  ptr,
  ptrTo,
  Ref,
  unalignedArray,
} from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import { point } from "./point.ts";

/** A float of which four go into an SSE register at once: C code for it crashes at other addresses. */
const sse = aligned(c.float, 16);

describe("memory that begins where the C type may not", () => {
  const bytes = new Uint8Array(64);
  const memory = new DataView(bytes.buffer);

  test("typed arrays for a type with more alignment than its elements", () => {
    const floats = new Float32Array(bytes.buffer);
    expect(ptrTo(sse, floats, "sum", "v")).toBe(floats);
    expect(ptrTo(sse, floats.subarray(4), "sum", "v")).toBeInstanceOf(Float32Array);
    expect(() => ptrTo(sse, floats.subarray(1), "sum", "v")).toThrow(
      /^sum: v is at 0x[0-9a-f]+, but a float is at a multiple of 16 bytes$/,
    );
    const wide = aligned(c.int, 64);
    const numbers = new Int32Array(64);
    const first = Number((64n - (addressOf(numbers) % 64n)) % 64n) / 4;
    expect(ptrTo(wide, numbers.subarray(first), "f", "p")).toBeInstanceOf(Int32Array);
    expect(() => ptrTo(wide, numbers.subarray(first + 1), "f", "p")).toThrow("at a multiple of 64 bytes");
    expect(() => ptrTo(aligned(c.uchar, 2), bytes.subarray(1), "f", "p")).toThrow(RangeError);
  });

  test("records and arrays in packed memory, each time that they are given", () => {
    const record = new point(memory, 3);
    const numbers = new CArray(c.int, 2, memory, 2);
    record.x = 7;
    for (let i = 0; i < 3; i++) {
      expect(() => ptrTo(point, record, "f", "p")).toThrow("but a point is at a multiple of 8 bytes");
      expect(() => ptrTo(c.int, numbers, "f", "p")).toThrow("but an int is at a multiple of 4 bytes");
    }
    // C's memmove minds no alignment.
    expect(ptr(record, "memmove", "from")).toBeInstanceOf(Uint8Array);
    expect(() => ptrTo(point, record, "f", "p")).toThrow(RangeError);
    const apart = point.alloc();
    copy(apart, record);
    expect(ptrTo(point, apart, "f", "p")).toBeInstanceOf(Uint8Array);
    expect(apart.x).toBe(7);
    expect(unalignedArray(c.int, 2).read(memory, 2)).toBeInstanceOf(CArray);
  });

  test("records in C's memory", () => {
    const p = malloc(64);
    expect(() => ptrTo(point, point.at(offset(p, 4)), "f", "p")).toThrow(RangeError);
    expect(ptrTo(point, point.at(offset(p, 8)), "f", "p")).toBe(p + 8n);
    free(p);
  });

  test("everything that this runtime allocates is where it may be", () => {
    const wide = aligned(point, 64);
    for (let i = 0; i < 20; i++) {
      for (const record of [wide.alloc(), wide.array(3).at(1)]) ptr(record, "f", "p");
      expect(ptrTo(wide, wide.alloc(), "f", "p")).not.toBeNull();
      expect(ptrTo(sse, new Ref(sse), "f", "p")).not.toBeNull();
      expect(ptrTo(c.longdouble, new Ref(c.longdouble), "f", "p")).not.toBeNull();
      expect(ptrTo(c.int, c.int.array(3), "f", "p")).not.toBeNull();
      expect(ptrTo(c.bool, c.bool.array(1), "f", "p")).not.toBeNull();
    }
  });
});
