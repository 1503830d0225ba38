import { inspect } from "node:util";
import {
  addressOf,
  bytesOf,
  CArray,
  c,
  cast,
  compare,
  copy,
  distance,
  fill,
  free,
  functionType,
  malloc,
  offset,
  type Pointer,
  pointer,
  Ref,
  view,
} from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import { point } from "./point.ts";

const untyped = (value: unknown): never => value as never;

describe("copy, fill, compare", () => {
  test("records, arrays, cells and pointers", () => {
    const numbers = Int32Array.of(1, 2, 3, 4);
    const record = point.alloc();
    copy(record, numbers);
    expect([record.x, record.y]).toEqual([1, 2]);
    fill(record, 0xff, 4);
    expect([record.x, record.y]).toEqual([-1, 2]);
    expect(compare(record, numbers, 16)).toBe(1);
    expect(compare(numbers, record, 16)).toBe(-1);
    const p = malloc(16);
    copy(p, numbers);
    expect(compare(p, numbers)).toBe(0);
    expect(compare(numbers, p, 16)).toBe(0);
    expect([...c.int.view(p, 4)]).toEqual([1, 2, 3, 4]);
    fill(p, 0);
    expect(c.int.at(p, 3)).toBe(0);
    free(p);
    const cell = new Ref(c.int, 7);
    copy(cell, numbers);
    expect(cell.value).toBe(1);
  });

  test("overlapping memory, as memmove", () => {
    const bytes = Uint8Array.of(1, 2, 3, 4, 5);
    copy(bytes.subarray(1), bytes.subarray(0, 4));
    expect([...bytes]).toEqual([1, 1, 2, 3, 4]);
    const p = addressOf(bytes);
    copy(p, c.uchar.offset(p, 1), 4);
    expect([...bytes]).toEqual([1, 2, 3, 4, 4]);
  });

  test("never leave memory of ours", () => {
    const small = new Uint8Array(4);
    const record = point.alloc();
    expect(() => copy(small, record, 5)).toThrow(new RangeError("copy: to has 4 bytes, not 5"));
    expect(() => copy(record, small, 5)).toThrow("copy: from has 4 bytes, not 5");
    expect(() => fill(small, 0, 5)).toThrow("fill: memory has 4 bytes, not 5");
    expect(() => compare(record, small, 5)).toThrow("compare: b has 4 bytes, not 5");
    expect(() => fill(point.at(addressOf(record)), 0, 17)).toThrow("fill: memory has 16 bytes, not 17");
    const p = malloc(8);
    expect(() => fill(p, 1, 8)).not.toThrow();
    // C makes room for a little more than it is asked for.
    expect(() => fill(p, 1, 64)).toThrow(/^fill: memory has \d+ bytes, not 64$/);
    free(p);
    expect(() => fill(p, 1, 8)).toThrow("has been freed");
  });

  test("say what is missing or wrong", () => {
    const p = addressOf(new Uint8Array(8)) as Pointer;
    expect(() => copy(p, p)).toThrow("copy: only you know how many bytes there are behind a pointer of C's");
    expect(() => fill(null, 0, 1)).toThrow("fill: memory must be a pointer that is not NULL, got null");
    for (const bytes of [-1, 0.5, Number.NaN, "4", 2 ** 40]) {
      expect(() => fill(p, 0, untyped(bytes))).toThrow("fill: bytes must be a whole number up to 2^31");
    }
    expect(() => fill(p, 256, 1)).toThrow("fill: byte must be an integer from 0 to 255, got 256");
    expect(() => copy(untyped({}), p, 1)).toThrow("copy: to must be a pointer");
    expect(() => compare(p, untyped(5), 1)).toThrow("compare: b must be a pointer");
    expect(() => copy(pointer(8n), p, 1)).toThrow("0x8 is not an address of memory that can be read");
  });

  test("what a record points to lives on in the copy, and is refused in C's memory", () => {
    const record = point.alloc();
    record.next = point.alloc();
    const other = point.alloc();
    copy(other, record);
    expect(other.next).toBe(record.next);
    const p = malloc(16);
    expect(() => copy(p, record)).toThrow("copy: to is C's memory, and from points to JavaScript objects");
    free(p);
  });
});

describe("pointer arithmetic and casts", () => {
  const numbers = Int32Array.of(10, 20, 30);
  const p = addressOf(numbers);

  test("elements further, bytes further, bytes between", () => {
    expect(c.int.at(c.int.offset(p, 2))).toBe(30);
    expect(c.int.offset(c.int.offset(p, 2), -2)).toBe(p);
    expect(c.int.at(offset(p, 4))).toBe(20);
    expect(distance(p, c.int.offset(p, 2))).toBe(8);
    expect(distance(c.int.offset(p, 2), p)).toBe(-8);
    expect(point.offset(cast(p, point), 3)).toBe(p + 48n);
  });

  test("never leave the address space", () => {
    expect(() => offset(p, -(2 ** 52))).toThrow("offset: bytes must be one that leads to an address");
    expect(() => c.int.offset(pointer(4n), -1)).toThrow(RangeError);
    expect(() => c.int.offset(p, 0.5)).toThrow("int.offset: n must be an integer, got 0.5");
    expect(() => offset(untyped(null), 1)).toThrow("offset: p must be a pointer other than NULL, got null");
    expect(() => distance(p, untyped(numbers))).toThrow("distance: to must be a pointer other than NULL");
  });

  test("a cast says what is there", () => {
    expect(cast(p, c.uint)).toBe(p);
    expect(cast(null, point)).toBeNull();
    expect(cast(p, functionType<() => void>("void", []))).toBe(p);
    // @ts-expect-error an int * is no point *
    expect(() => point.at(p).x).not.toThrow();
    expect(point.at(cast(p, point)).y).toBe(20);
    expect(() => cast(untyped(4096), point)).toThrow("cast: p must be a pointer");
  });

  test("no type is where its alignment forbids it", () => {
    const odd = offset(p, 2);
    expect(() => cast(odd, c.int)).toThrow(/^cast: p is at 0x[0-9a-f]+, but an int is at a multiple of 4 bytes$/);
    expect(() => cast(odd, point)).toThrow("but a point is at a multiple of 8 bytes");
    expect(cast(odd, c.short)).toBe(odd);
    expect(() => c.float.view(odd, 1)).toThrow("float.view: p is at 0x");
    // Reading one value minds no alignment.
    expect(c.short.at(odd)).toBe(0);
  });
});

describe("views of C's memory", () => {
  test("show it and write it, and print", () => {
    const p = malloc(16);
    const bytes = view(p, 16);
    bytes.fill(1);
    expect(c.int.view(p, 4)[3]).toBe(0x01010101);
    expect(bytes.buffer.byteLength).toBe(16);
    expect(inspect(c.float.view(p, 1))).toMatch(/^Float32Array\(1\)/);
    expect(JSON.stringify(point.view(p, 1))).toBe('[{"x":16843009,"y":16843009,"next":"72340172838076673"}]');
    expect(inspect(c.pointer(c.void).view(p, 2))).toBe("CArray [ 72340172838076673n, 72340172838076673n ]");
    free(p);
  });

  test("of NULL, of no length, of what no memory is", () => {
    expect(() => view(null, 1)).toThrow("view: p must be a pointer that is not NULL, got null");
    expect(() => c.int.view(untyped(4096), 1)).toThrow("not a pointer");
    for (const length of [-1, 0.5, 2 ** 31, Number.NaN, "1"]) {
      expect(() => c.int.view(pointer(4096n), untyped(length))).toThrow("int.view: the length must be");
    }
    expect(() => view(pointer(1n), 1)).toThrow("0x1 is not an address of memory that can be read");
    expect(() => view(pointer(2n ** 63n), 1)).toThrow("is not an address");
    expect(view(pointer(4096n), 0).length).toBe(0);
  });
});

describe("arrays of JavaScript's", () => {
  test("of any type, of a length or of elements", () => {
    const numbers: Int32Array = c.int.array(10);
    expect([numbers.length, numbers[9]]).toEqual([10, 0]);
    expect([...c.double.array([0.5, 1])]).toEqual([0.5, 1]);
    expect(c.long.array([1, -1]).toArray()).toEqual([1, -1]);
    expect(c.bool.array([true, false]).toArray()).toEqual([true, false]);
    expect(c.string.array(["a", null]).toArray()).toEqual(["a", null]);
    expect(c.pointer(point).array([null]).toArray()).toEqual([null]);
    expect(new TextDecoder().decode(c.char.array("grün"))).toBe("grün\0");
    const rows = c.array(c.int, 2).array([[1, 2], Int32Array.of(3, 4)]);
    expect(rows.toArray().map((row) => [...row])).toEqual([
      [1, 2],
      [3, 4],
    ]);
    const record = point.alloc();
    record.x = 3;
    const points = point.array([record, record]);
    points.at(1).x++;
    expect(points.toArray().map(({ x }) => x)).toEqual([3, 4]);
    expect(point.array(3).length).toBe(3);
    expect(addressOf(c.array(c.double, 2).array(1))).toBeTypeOf("bigint");
    expect(c.float.array(0).length).toBe(0);
    expect(new CArray(c.int, 1, new DataView(new ArrayBuffer(4)), 0).at(0)).toBe(0);
  });

  test("pass as pointers to their elements, and are apart from each other", () => {
    const all = Array.from({ length: 500 }, (_, i) => c.short.array([i, i, i]));
    expect(all.every((array, i) => array.every((n) => n === i))).toBe(true);
    expect(c.short.at(addressOf(c.short.array([1, 2])), 1)).toBe(2);
    expect(bytesOf(point.array(2).at(1)).length).toBe(16);
  });

  test("say what they cannot be made of", () => {
    for (const length of [-1, 0.5, Number.NaN]) {
      expect(() => c.int.array(length)).toThrow("int.array: the length must be a whole number");
    }
    for (const value of [undefined, null, {}, "text", true]) {
      expect(() => c.int.array(untyped(value))).toThrow(
        "int.array: the array must be a length or an array of elements",
      );
    }
    expect(() => c.int.array([1, 0.5])).toThrow("int.array: elements[1] must be an integer");
    // @ts-expect-error an int is no point
    expect(() => point.array([5])).toThrow("point.array: elements[0] must be a point, got 5");
    // @ts-expect-error ints are numbers
    expect(() => c.int.array(["a"])).toThrow("elements[0] must be a number");
  });
});
