import { inspect } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  addressOf,
  bytesOf,
  type CType,
  c,
  cstring,
  getLong,
  getULong,
  library,
  Opaque,
  type Pointer,
  pointer,
  RecordView,
  Ref,
  setLong,
  unalignedArray,
} from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import { point, segment } from "./point.ts";

const libc = library("c", ["libc.so.6"]);
const calloc = libc.func("calloc", "ptr", ["u64", "u64"]);
function cMemory(size: number): Pointer {
  const p = calloc(1, size);
  if (p === null) throw new Error("calloc");
  return pointer(p);
}
setFlagsFromString("--expose-gc");
const gc = runInNewContext("gc") as () => void;

describe("sizes beyond 32 bits", () => {
  test.each([2 ** 31 - 8, 2 ** 32, 2 ** 33, 2 ** 40])(
    "%d bytes get no others' memory, and take nothing from them",
    (size) => {
      let made = 0;
      try {
        made = new Ref(c.array(c.char, size)).value.length;
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
      expect([0, size]).toContain(made);
      const [a, b] = [point.alloc(), point.alloc()];
      a.x = 1;
      expect([b.x, new Ref(c.int).value]).toEqual([0, 0]);
    },
  );
});

describe("records", () => {
  test("are zeroed, aligned and apart from each other", () => {
    const all = Array.from({ length: 2000 }, () => point.alloc());
    all.forEach((record, i) => {
      expect(record.x).toBe(0);
      record.x = i;
    });
    expect(all.every((record, i) => record.x === i && record.y === 0)).toBe(true);
    expect(all.every((record) => addressOf(record) % 16n === 0n)).toBe(true);
  });

  test.each([
    { size: 4096, align: 64 },
    { size: 64, align: 64 },
    { size: 100_000, align: 8 },
    { size: 24, align: 4096 },
  ])("of $size bytes can be aligned to $align", ({ size, align }) => {
    class big extends RecordView {
      static override readonly size = size;
      static override readonly align = align;
    }
    for (let i = 0; i < 20; i++) {
      const record = big.alloc();
      expect(addressOf(record) % BigInt(align)).toBe(0n);
      expect(bytesOf(record).byteLength).toBe(size);
      bytesOf(record).fill(255);
    }
  });

  test("in C's memory are read and written in place", () => {
    const p = cMemory(16);
    const record = point.at(p);
    record.x = -5;
    expect(c.int.at(p)).toBe(-5);
    expect(addressOf(record)).toBe(p);
    bytesOf(record)[4] = 7;
    expect(point.at(p).y).toBe(7);
    expect(addressOf(point.at(p, 1))).toBe(p + 16n);
    expect(() => point.at(p, 0.5)).toThrow("the index must be an integer");
    expect(() => {
      record.x = 2 ** 31;
    }).toThrow("point: x must be an integer from -2147483648 to 2147483647, got 2147483648");
  });

  test("nested ones are views, and setting one copies", () => {
    const line = segment.alloc();
    line.to.x = 3;
    const other = point.alloc();
    other.y = 9;
    line.from = other;
    other.y = 10;
    expect([line.from.y, line.to.x]).toEqual([9, 3]);
    expect(() => {
      line.from = {} as point;
    }).toThrow("segment: from must be a point, got a plain object");
  });

  test("are not made with new", () => {
    const construct = point as unknown as new (...args: readonly unknown[]) => point;
    const message = "point: make one with point.alloc(), or look at C's memory with point.at(p)";
    for (const args of [[], [{ x: 1, y: 2 }], [cMemory(16)], [undefined]]) {
      expect(() => new construct(...args)).toThrow(new TypeError(message));
    }
    class point3 extends point {}
    expect(() => Reflect.construct(point3, [])).toThrow("point3: make one with point3.alloc()");
  });

  test("print and serialize their members, never memory", () => {
    const record = point.at(cMemory(16));
    record.x = 1;
    record.next = pointer(4096n);
    expect(inspect(record)).toBe("point { x: 1, y: 0, next: 4096n }");
    expect(inspect(segment.alloc(), { breakLength: Number.POSITIVE_INFINITY })).toContain(
      "segment { from: point { x: 0, y: 0, next: null }",
    );
    expect(JSON.stringify(record)).toBe('{"x":1,"y":0,"next":"4096"}');
    expect(inspect([[[record]]])).toContain("[point]");
    expect(inspect(record["~m"])).toMatch(/^\[memory from 0x/);
    expect(inspect(record["~m"].buffer)).toMatch(/^\[memory from 0x/);
    expect(JSON.stringify(record["~m"])).toMatch(/^"\[memory from 0x/);
    expect(inspect(new Ref(c.int, 5))).toBe("Ref { value: 5 }");
  });
});

describe("pointers to JavaScript's memory", () => {
  test("keep their target alive as long as the memory that holds them", async () => {
    const holder = point.alloc();
    let target: WeakRef<Uint8Array> | null = null;
    (() => {
      const big = new Uint8Array(1 << 20).fill(42);
      target = new WeakRef(big);
      // As a void * member is set: any memory.
      c.pointer(c.void).write(holder["~m"], holder["~o"] + 8, big as never, "point", "next");
    })();
    await new Promise((resolve) => setTimeout(resolve, 5));
    gc();
    const p = holder.next as Pointer | null;
    expect(c.uchar.at(p, (1 << 20) - 1)).toBe(42);
    holder.next = null;
    await new Promise((resolve) => setTimeout(resolve, 5));
    gc();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((target as WeakRef<Uint8Array> | null)?.deref()).toBeUndefined();
  });

  test("move along when a record is copied", async () => {
    const line = segment.alloc();
    (() => {
      const source = point.alloc();
      class big extends point {
        static override readonly size = 1 << 20;
      }
      const target = big.alloc();
      target.x = 77;
      source.next = target;
      line.to = source;
    })();
    await new Promise((resolve) => setTimeout(resolve, 5));
    gc();
    const { next } = line.to;
    expect(next && point.at(next).x).toBe(77);
  });

  test("are refused in C's memory, which cannot keep anything alive", () => {
    const foreign = point.at(cMemory(16));
    const mine = point.alloc();
    expect(() => {
      foreign.next = mine;
    }).toThrow("give addressOf(it)");
    foreign.next = addressOf(mine);
    expect(foreign.next).toBe(addressOf(mine));
    const line = segment.at(cMemory(32));
    mine.next = mine;
    expect(() => {
      line.from = mine;
    }).toThrow("cannot keep alive");
    mine.next = null;
    line.from = mine;
  });

  test("refuse what is no point", () => {
    expect(() => {
      point.alloc().next = 5 as unknown as null;
    }).toThrow("point: next must be a point, a pointer or null (point *), got 5");
  });
});

describe("Ref and descriptors", () => {
  /** One cell of a type, written and read through every way there is. */
  function check<B>(type: CType<B, number>, value: number): void {
    test(`${type.name} holds ${value}`, () => {
      const ref = new Ref(type);
      expect(ref.value).toBe(0);
      ref.value = value;
      expect(ref.value).toBe(value);
      const p: Pointer = addressOf(ref);
      expect(type.at(p)).toBe(value);
      type.set(p, 0, 1);
      expect(ref.value).toBe(1);
    });
  }
  check(c.char, -1);
  check(c.schar, -128);
  check(c.uchar, 255);
  check(c.short, -2);
  check(c.ushort, 65535);
  check(c.int, -(2 ** 31));
  check(c.uint, 4294967295);
  check(c.long, -(2 ** 53 - 1));
  check(c.ulong, 2 ** 53 - 1);
  check(c.float, 0.5);
  check(c.double, 0.1);
  check(c.wchar, 0x1f600);
  check(c.char16, 65535);
  check(c.char32, 4294967295);

  test("bigints, bools, pointers and text", () => {
    expect(new Ref(c.longlong, -(2n ** 63n)).value).toBe(-(2n ** 63n));
    expect(new Ref(c.ulonglong, 2n ** 64n - 1n).value).toBe(2n ** 64n - 1n);
    expect(new Ref(c.bool, true).value).toBe(true);
    expect(new Ref(c.pointer(c.void)).value).toBeNull();
    const name = new Ref(c.string, "grün");
    expect(name.value).toBe("grün");
    expect(cstring(c.pointer(c.char).at(addressOf(name)))).toBe("grün");
    expect(() => new Ref(c.ulonglong, -1n)).toThrow("Ref<unsigned long long>: value must be");
    expect(() => new Ref(c.int, 1.5)).toThrow(RangeError);
    expect(() => new Ref(c.bool, 1 as unknown as boolean)).toThrow(TypeError);
  });

  test("Ref wants a complete C type", () => {
    class inv extends Opaque {}
    const cell = (type?: unknown) => () => new Ref(type as CType<c.int>);
    expect(cell()).toThrow(new TypeError("Ref: the type must be a C type such as c.int, got undefined"));
    expect(cell(5)).toThrow(new TypeError("Ref: the type must be a C type such as c.int, got 5"));
    expect(cell(null)).toThrow("Ref: the type must be a C type such as c.int, got null");
    expect(cell({})).toThrow("got a plain object");
    expect(cell(inv)).toThrow(new TypeError("Ref: inv is an incomplete C type: use c.pointer(inv)"));
    expect(cell(c.void)).toThrow("Ref: c.void is an incomplete C type: use c.pointer(c.void)");
    expect(cell(point)).toThrow("Ref: point is a record class: use point.alloc()");
    const array = (type?: unknown) => () => c.array(type as CType<c.int>, 2);
    expect(array()).toThrow(new TypeError("c.array: the type must be a C type such as c.int, got undefined"));
    expect(array(inv)).toThrow(new TypeError("c.array: inv is an incomplete C type: use c.pointer(inv)"));
    expect(array(point)).not.toThrow();
    expect(() => unalignedArray(inv as unknown as CType<c.int>, 2)).toThrow("inv is an incomplete C type");
  });

  test("a descriptor is named as in C, and cannot be changed", () => {
    expect([c.int.name, c.array(c.char, 2).name, c.pointer(point).name]).toEqual(["int", "char[2]", "point *"]);
    expect(inspect(c.int)).toBe("[Function: int] { size: 4 }");
    expect(Reflect.set(c.int, "size", 5)).toBe(false);
    expect(Reflect.set(c.int, "name", "x")).toBe(false);
  });

  test("a Ref of a pointer is not the pointer", () => {
    const cell = new Ref(c.pointer(point)) as unknown as null;
    const message = "not a pointer: a Ref: did you mean its .value?";
    expect(() => point.at(cell)).toThrow(`point.at: ${message}`);
    expect(() => c.int.at(cell)).toThrow(`int.at: ${message}`);
    expect(() => cstring(cell)).toThrow("got a Ref: did you mean its .value?");
    expect(() => point.at(new Ref(c.int) as unknown as null)).toThrow(/a Ref of int$/);
  });

  test("a long beyond 2^53 throws instead of rounding", () => {
    const memory = new DataView(new ArrayBuffer(8));
    memory.setBigInt64(0, 2n ** 53n + 1n, true);
    expect(() => getLong(memory, 0)).toThrow("9007199254740993 does not fit a number exactly");
    memory.setBigUint64(0, 2n ** 64n - 1n, true);
    expect(getLong(memory, 0)).toBe(-1);
    expect(() => getULong(memory, 0)).toThrow("18446744073709551615");
    for (const value of [-(2 ** 53) + 1, -1, 2 ** 32, 2 ** 53 - 1, -(2 ** 32) - 1, -(2n ** 40n)]) {
      setLong(memory, 0, value);
      expect(memory.getBigInt64(0, true)).toBe(BigInt(value));
    }
  });
});
