import { addressOf, c, pin, pool, ptrTo, Ref } from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import { collected } from "./collect.ts";
import { point, segment } from "./point.ts";

describe("pool", () => {
  test("uses memory again, zeroed", () => {
    using points = pool(point);
    const first = points.alloc();
    const where = addressOf(first);
    first.x = 5;
    points.free(first);
    const second = points.alloc();
    expect(addressOf(second)).toBe(where);
    expect(second.x).toBe(0);
    const all = Array.from({ length: 1000 }, () => points.alloc());
    expect(new Set(all.map((record) => addressOf(record))).size).toBe(1000);
  });

  test("what was given back is gone", () => {
    const points = pool(point);
    const record = points.alloc();
    points.free(record);
    expect(() => record.x).toThrow("this memory has been freed");
    expect(() => ptrTo(point, record, "f", "p")).toThrow("f: p must be memory that still exists: it has been freed");
    expect(() => points.free(record)).toThrow("free: the record has been freed already");
    expect(() => points.free(point.alloc())).toThrow("free: it is not one of this pool");
    expect(() => points.free(null as unknown as point)).toThrow("it is not one of this pool");
    // @ts-expect-error a pool of points takes points
    expect(() => points.free(segment.alloc())).toThrow(TypeError);
    const left = points.alloc();
    points.dispose();
    points.dispose();
    expect(() => left.x).toThrow(TypeError);
    expect(() => points.alloc()).toThrow("alloc: the pool has been disposed of");
    expect(() => points.free(left)).toThrow("free: the pool has been disposed of");
    expect(() => pool(c.int as never)).toThrow("pool: type must be a record class");
  });

  test("a record given back keeps nothing alive", async () => {
    const points = pool(point);
    let seen: WeakRef<object> | null = null;
    (() => {
      const record = points.alloc();
      class big extends point {
        static override readonly size = 1 << 16;
      }
      const target = big.alloc();
      seen = new WeakRef(target["~m"].buffer);
      record.next = target;
      points.free(record);
    })();
    expect(await collected(() => (seen as WeakRef<object> | null)?.deref() === undefined)).toBe(true);
  });
});

describe("pin", () => {
  test("keeps memory where it is until it is disposed of, though nobody holds it", async () => {
    let seen: WeakRef<object> | null = null;
    const p = (() => {
      const bytes = new Uint8Array(1 << 20).fill(7);
      seen = new WeakRef(bytes);
      return pin(bytes).pointer;
    })();
    await collected(() => (seen as WeakRef<object> | null)?.deref() === undefined, 10);
    expect(c.uchar.at(p, (1 << 20) - 1)).toBe(7);
  });

  test("lets go of it then", async () => {
    let seen: WeakRef<object> | null = null;
    (() => {
      const bytes = new Uint8Array(1 << 20);
      seen = new WeakRef(bytes);
      using pinned = pin(bytes);
      expect(pinned.pointer).toBe(addressOf(bytes));
    })();
    expect(await collected(() => (seen as WeakRef<object> | null)?.deref() === undefined)).toBe(true);
  });

  test("has the type of a pointer to what it holds", () => {
    using numbers = pin(Int32Array.of(1, 2));
    expect(c.int.at(numbers.pointer, 1)).toBe(2);
    expect(ptrTo(c.int, numbers, "f", "p")).toBe(numbers.pointer);
    // @ts-expect-error ints are no doubles
    expect(c.double.at(numbers.pointer)).toBeTypeOf("number");
    using record = pin(point.alloc());
    expect(point.at(record.pointer).x).toBe(0);
    using cell = pin(new Ref(c.int, 9));
    expect(c.int.at(cell.pointer)).toBe(9);
  });

  test("its buffer does not go away", () => {
    const bytes = new Uint8Array(64).fill(3);
    using pinned = pin(bytes);
    try {
      structuredClone(bytes, { transfer: [bytes.buffer] }); // Node 20 copies it, later ones throw
    } catch {}
    expect(bytes.length).toBe(64);
    expect(c.uchar.at(pinned.pointer, 63)).toBe(3);
    const resizable = Reflect.construct(ArrayBuffer, [8, { maxByteLength: 16 }]) as ArrayBuffer;
    expect(() => pin(new Uint8Array(resizable))).toThrow("its ArrayBuffer is resizable");
    expect(() => pin("text" as never)).toThrow("pin: memory must be a typed array, a record, a Ref or an array");
    expect(() => pin(null as never)).toThrow(TypeError);
  });
});
