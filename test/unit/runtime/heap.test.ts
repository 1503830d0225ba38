import { inspect } from "node:util";
import {
  addressOf,
  aligned,
  allocString,
  bytesOf,
  type CArray,
  c,
  calloc,
  cast,
  cstring,
  fill,
  free,
  freeForeign,
  library,
  malloc,
  own,
  type Pointer,
  ptr,
  ptrTo,
  Ref,
  realloc,
  view,
} from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import { point, segment } from "./point.ts";

const libc = library("c", ["libc.so.6"]);
const strdup = (text: string): Pointer<c.char> => libc.func("strdup", "ptr", ["str"])(text) as Pointer<c.char>;
const memset = libc.func("memset", "ptr", ["ptr", "i32", "u64"]);
const canDetach = "transfer" in ArrayBuffer.prototype;

describe("blocks of C's heap", () => {
  test("malloc, calloc, realloc, free", () => {
    const p = calloc<c.int>(4, 4);
    expect([...c.int.view(p, 4)]).toEqual([0, 0, 0, 0]);
    expect([...c.int.view(p, 4n)]).toEqual([0, 0, 0, 0]); // what C counts in an int64_t
    c.int.set(p, 3, 77);
    const bigger = realloc(p, 1 << 20);
    expect(c.int.at(bigger, 3)).toBe(77);
    free(bigger);
    free(null);
    expect(() => free(realloc(null, 0))).not.toThrow();
    expect(() => free(malloc(0))).not.toThrow();
  });

  test("sizes are whole numbers that C has", () => {
    for (const size of [-1, 0.5, Number.NaN, 2 ** 60, "8"]) {
      expect(() => malloc(size as number)).toThrow("malloc: size must be a whole number of bytes");
    }
    expect(() => malloc(2 ** 50)).toThrow("malloc: C has no 1125899906842624 bytes left");
    expect(() => calloc(2 ** 30, 2 ** 30)).toThrow(RangeError);
  });

  test("allocString", () => {
    for (const text of ["", "a", "grüße 😀", "x".repeat(100_000)]) {
      const p = allocString(text);
      expect(cstring(p)).toBe(text);
      free(p);
    }
    expect(allocString(null)).toBeNull();
    expect(() => allocString(5 as unknown as string)).toThrow("allocString: text must be a string or null, got 5");
  });

  test("freed twice, or not ours", () => {
    const p = malloc(8);
    free(p);
    expect(() => free(p)).toThrow(new TypeError("free: p has been freed already"));
    expect(() => realloc(p, 16)).toThrow("realloc: p has been freed already");
    const theirs = strdup("text");
    expect(() => free(theirs)).toThrow("free: p is not what malloc of this runtime gave");
    freeForeign(theirs);
    freeForeign(null);
    const inside = malloc(16);
    expect(() => free(c.char.offset(inside as Pointer as Pointer<c.char>, 4))).toThrow("is not what malloc");
    free(inside);
    expect(() => freeForeign(inside)).toThrow("freeForeign: p has been freed already");
    // Taken back by C itself, at once.
    const given = malloc(16);
    freeForeign(given);
    expect(() => free(given)).toThrow("is not what malloc of this runtime gave");
    expect(() => freeForeign(5 as unknown as null)).toThrow(TypeError);
  });

  test("JavaScript's memory is not freed", () => {
    for (const memory of [point.alloc(), new Uint8Array(8), new Ref(c.int), c.int.array(3)]) {
      expect(() => free(memory)).toThrow("which is JavaScript's: it goes when it is unreachable");
    }
    using owned = own(malloc(1), free);
    // @ts-expect-error an Owned frees itself
    expect(() => free(owned)).toThrow("dispose of it");
  });

  test("what is freed cannot be read for a while, and has lost its contents", () => {
    const p = allocString("secret");
    free(p);
    expect(() => cstring(p)).toThrow(/^cstring: the memory at 0x[0-9a-f]+ has been freed$/);
    expect(() => c.char.at(p)).toThrow(/^char: the memory at/);
    expect(() => c.char.set(p, 0, 1)).toThrow("has been freed");
    expect(() => point.at(cast(p, c.void))).toThrow("has been freed");
    expect(() => view(p, 1)).toThrow("has been freed");
    expect(cstring(c.char.offset(p, 1))?.startsWith("secret")).toBe(false);
  });

  test("what C has freed itself, and made something else of, is not ours", () => {
    const $free = libc.func("free", "void", ["ptr"]);
    const theirs: Pointer[] = [];
    let again = 0;
    // (How soon is malloc's affair, and that of the threads that allocate besides.)
    for (let i = 0; i < 20_000 && again < 5; i++) {
      const p = malloc(5000);
      $free(p);
      // C cuts it out of the same place, smaller.
      const text = strdup("x".repeat(100));
      if (text === (p as Pointer)) again++;
      expect(() => free(text)).toThrow("is not what malloc of this runtime gave");
      fill(text, 0, 100);
      theirs.push(text);
    }
    expect(again).toBeGreaterThan(0);
    for (const p of theirs) freeForeign(p);
  });

  test("C gets what was freed back, and an address used again is fine", () => {
    const seen = new Set<bigint>();
    for (let i = 0; i < 5000; i++) {
      const p = malloc<c.int>(1000);
      c.int.set(p, 0, i);
      expect(c.int.at(p)).toBe(i);
      seen.add(p);
      free(p);
    }
    expect(seen.size).toBeLessThan(1500);
  });
});

describe("T.malloc()", () => {
  test("is a record for C to keep: an address that stays, zeroed", () => {
    const record = point.malloc();
    expect([record.x, record.y, record.next]).toEqual([0, 0, null]);
    const p = addressOf(record);
    record.x = 5;
    expect(point.at(p).x).toBe(5);
    memset(ptr(record, "memset", "s"), 1, 16);
    expect(record.y).toBe(0x01010101);
    free(record);
  });

  test("freed, it refuses everything", () => {
    const record = segment.malloc();
    const part = record.to;
    expect(ptrTo(segment, record, "f", "s")).toBe(addressOf(record));
    free(record);
    expect(() => record.to.x).toThrow(new TypeError("this memory has been freed"));
    expect(() => {
      record.from = point.alloc();
    }).toThrow("has been freed");
    expect(() => ptrTo(segment, record, "length", "s")).toThrow(
      "length: s must be memory that still exists: it has been freed, got a segment",
    );
    expect(() => ptr(record, "memset", "s")).toThrow("memset: s must be memory that still exists");
    expect(() => free(record)).toThrow("free: p must be memory that still exists: it has been freed");
    expect(() => bytesOf(record)).toThrow(TypeError);
    expect(() => addressOf(record)).toThrow(TypeError);
    expect(inspect(record)).toContain("<this memory has been freed>");
    if (canDetach) expect(() => part.x).toThrow(TypeError);
  });

  test("freed by its address, it refuses everything too", () => {
    const record = point.malloc();
    free(addressOf(record));
    expect(() => record.x).toThrow("has been freed");
  });

  test("does not keep JavaScript's objects", () => {
    const record = point.malloc();
    expect(() => {
      record.next = point.alloc();
    }).toThrow("cannot keep a JavaScript object alive");
    record.next = addressOf(record);
    expect(record.next && point.at(record.next).x).toBe(0);
    free(record);
  });

  test("T.mallocArray, of numbers and of records", () => {
    const numbers: Int32Array = c.int.mallocArray([1, 2, 3]);
    const p = addressOf(numbers);
    numbers[1] = 20;
    expect([0, 1, 2].map((i) => c.int.at(p, i))).toEqual([1, 20, 3]);
    expect(inspect(numbers)).toBe("Int32Array(3) [ 1, 20, 3 ]");
    free(numbers);
    if (canDetach) expect(numbers.length).toBe(0);
    expect(() => free(p)).toThrow("freed already");
    const points: CArray<point> = point.mallocArray(2);
    points.at(1).y = 4;
    expect(point.at(addressOf(points), 1).y).toBe(4);
    free(points);
    expect(() => points.at(0).x).toThrow("has been freed");
    expect(() => c.double.mallocArray(0)).toThrow("double.mallocArray: the length must be 1 or more, got 0");
    expect(() => c.int.mallocArray([1, 2 ** 31])).toThrow("int.mallocArray: elements[1] must be an integer");
    const names = c.pointer(c.char).mallocArray([allocString("a"), null]);
    expect(cstring(names.at(0))).toBe("a");
    free(names.at(0));
    free(names);
  });

  test("types that C's heap cannot hold are refused", () => {
    const wide = aligned(point, 64);
    expect(() => wide.malloc()).toThrow("point.malloc: C's heap is aligned to 16 bytes, point to 64");
  });
});
