import { inspect } from "node:util";
import { addressOf, bytesOf, c, cstring, Ref, text } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as r from "../../fixtures/records/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("records");

const point = (x: number, y: number): r.struct_point => {
  const made = r.struct_point.alloc();
  made.x = x;
  made.y = y;
  return made;
};

describe("accessors", () => {
  test("a new record is zero", () => {
    const made = r.node.alloc();
    expect(bytesOf(made)).toEqual(new Uint8Array(r.node.size));
    expect([made.name, made.next, made.count, made.id, made.ready]).toEqual([null, null, 0, 0n, false]);
  });

  test("C reads what TypeScript writes, and the other way round", () => {
    const p = point(3, -5);
    expect(r.point_sum(p)).toBe(-2);
    r.point_move(p, 10, 2147483647);
    expect([p.x, p.y]).toEqual([13, 2147483642]);
    expect(r.point_sum(addressOf(p))).toBe(-2147483641);
  });

  test("every member that C filled", () => {
    const n = r.node.alloc();
    r.node_fill(n);
    expect(cstring(n.name)).toBe("filled");
    expect(n.next).toBe(addressOf(n));
    expect([n.version.major, n.version.minor]).toEqual([3, -4]);
    expect(n.as_float).toBe(1.5);
    expect(n.as_int).toBe(0x3fc00000);
    expect(n.corners).toHaveLength(2);
    expect([n.corners.at(0).x, n.corners.at(1).x, n.corners.at(1).y]).toEqual([0, 11, 12]);
    expect(n.matrix.toArray().map((row) => [...row])).toEqual([
      [0, 1, 2],
      [10, 11, 12],
    ]);
    expect([...n.bytes]).toEqual([1, 2, 3, 4, 5]);
    expect(text(n.label)).toBe("label");
    expect(n.count).toBe(-5000000000);
    expect(n.id).toBe(0xfedcba9876543210n);
    expect(n.ready).toBe(true);
    expect([n.low, n.high, n.delta]).toEqual([5, 17, -3]);
  });

  test("every member that C checks", () => {
    const n = r.node.alloc();
    expect(r.node_check(n)).toBe(0);
    const version = r.struct_node_version.alloc();
    version.major = 7;
    n.version = version;
    n.as_int = 42;
    n.corners.at(0).y = 9;
    n.matrix.at(1)[2] = 99;
    n.bytes = [0, 1, 2, 3, 250];
    n.count = -7000000000n;
    n.id = 0xffffffffffffffffn;
    n.ready = true;
    n.low = 6;
    n.high = 30;
    n.delta = -8;
    expect(r.node_check(n)).toBe(1);
  });

  test("text in a char array", () => {
    const n = r.node.alloc();
    r.node_fill(n);
    n.label = "grün";
    expect([...n.label]).toEqual([...Buffer.from("grün"), 0, 0, 0]);
    expect(text(n.label)).toBe("grün");
    n.label = "1234567";
    expect(text(n.label)).toBe("1234567");
    expect(() => {
      n.label = "12345678";
    }).toThrow(new RangeError('node: label has 8 bytes, the string "12345678" takes 9 with the NUL that ends it'));
    expect(text(n.label)).toBe("1234567");
    expect(n.count).toBe(-5000000000);
    n.label = "";
    expect([...n.label]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    n.label = Buffer.from("as bytes");
    expect(text(n.label)).toBe("as bytes");
    n.bytes = "four";
    expect([...n.bytes]).toEqual([...Buffer.from("four"), 0]);
    // @ts-expect-error text is no array of numbers
    expect(() => (n.matrix = "text")).toThrow("node: matrix must be an array of 2 elements");
    n.matrix = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    expect(n.matrix.toArray().map((row) => [...row])).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  test("types", () => {
    const n = r.node.alloc();
    expectTypeOf(n.next).toEqualTypeOf<ReturnType<typeof addressOf<r.node>> | null>();
    expectTypeOf(n.count).toEqualTypeOf<number>();
    expectTypeOf(n.id).toEqualTypeOf<bigint>();
    expectTypeOf(n.bytes).toEqualTypeOf<Uint8Array>();
    expectTypeOf(n.corners.at(0)).toEqualTypeOf<r.struct_point>();
    expectTypeOf(n.matrix.at(0)).toEqualTypeOf<Int32Array>();
    expectTypeOf(r.shared_point()).toEqualTypeOf<ReturnType<typeof addressOf<r.struct_point>> | null>();
  });

  test("names of one type are one class", () => {
    expect(r.struct_node).toBe(r.node);
    expect(r.struct_handle).toBe(r.handle_t);
  });

  test("doubles", () => {
    const z = r.complex_number.alloc();
    z.re = 0.1;
    z.im = -0;
    expect(z.re).toBe(0.1);
    expect(Object.is(z.im, -0)).toBe(true);
    z.im = Number.NaN;
    expect(z.im).toBeNaN();
  });

  test("a union's members are the same bytes", () => {
    const n = r.union_number.alloc();
    n.d = 1.5;
    expect(n.i).toBe(0);
    expect([...n.raw]).toEqual([0, 0, 0, 0, 0, 0, 0xf8, 0x3f]);
    n.raw[6] = 4;
    n.raw[7] = 64;
    expect(n.d).toBe(2.5);
    expect(r.number_double(n)).toBe(2.5);
    n.i = -1;
    expect(n.raw.subarray(0, 4)).toEqual(Uint8Array.of(255, 255, 255, 255));
  });

  test("packed and over-aligned records", () => {
    const p = r.struct_packed.alloc();
    p.tag = -1;
    p.value = 100;
    p.weight = 0.5;
    expect(r.packed_total(p)).toBe(99.5);
    for (let i = 0; i < 20; i++) {
      const a = r.struct_aligned.alloc();
      expect(addressOf(a) % 32n).toBe(0n);
      a.c = 65;
      a.value = i;
      expect(r.aligned_value(a)).toBe(i);
      expect(a.c).toBe(65);
    }
  });

  test("around a member of a float that is wider than a number", () => {
    const w = r.struct_with_long_double.alloc();
    expect(addressOf(w) % 16n).toBe(0n);
    r.ld_fill(w);
    expect([w.before, w.after]).toEqual([1, 3]);
    expect(w.ld).toBe(2);
    w.ld = -0.1;
    expect(w.ld).toBe(-0.1);
    w.before = 7;
    expect(w.before).toBe(7);
    w.after = -7;
    expect(w.after).toBe(-7);
  });

  test("C's memory is looked at in place", () => {
    const address = r.shared_point();
    if (address === null) throw new Error("not NULL");
    const shared = r.struct_point.at(address);
    expect([shared.x, shared.y]).toEqual([1, 2]);
    r.point_move(address, 5, 5);
    expect([shared.x, shared.y]).toEqual([6, 7]);
    shared.x = 1;
    shared.y = 2;
    expect(r.point_sum(shared)).toBe(3);
    expect(r.point_sum(address)).toBe(3);
    expect(addressOf(shared)).toBe(address);
    expect(bytesOf(shared)).toEqual(Uint8Array.of(1, 0, 0, 0, 2, 0, 0, 0));
  });

  test("opaque handles", () => {
    const handle = r.handle_open(12);
    expect(r.handle_value(handle)).toBe(12);
    r.handle_close(handle);
    expect(() => Reflect.construct(r.struct_opaque, [])).toThrow("incomplete C type");
  });
});

describe("lifetimes", () => {
  test("a view of a part is the whole's memory", () => {
    const n = r.node.alloc();
    const { version } = n;
    version.minor = 5;
    expect(n.version.minor).toBe(5);
    const corner = n.corners.at(1);
    corner.x = 8;
    expect(n.corners.at(1).x).toBe(8);
    expect(r.point_sum(corner)).toBe(8);
  });

  test("setting a record member copies", () => {
    const n = r.node.alloc();
    const corner = point(1, 2);
    n.corners.set(0, corner);
    n.corners = [corner, n.corners.at(0)];
    corner.x = 100;
    expect(n.corners.toArray().map(({ x, y }) => [x, y])).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect([...n.corners].map((p) => r.point_sum(p))).toEqual([3, 3]);
  });

  test("a list built in TypeScript is kept alive by its first node", () => {
    const first = r.node.alloc();
    let last = first;
    for (let i = 1; i < 300; i++) {
      const next = r.node.alloc();
      next.count = i;
      last.next = next;
      last = next;
    }
    first.name = Buffer.from("first\0");
    for (let i = 0; i < 200; i++) new Uint8Array(8192).fill(255);
    let length = 0;
    for (let p = first.next; p !== null; p = r.node.at(p).next) expect(r.node.at(p).count).toBe(++length);
    expect(length).toBe(299);
    expect(cstring(first.name)).toBe("first");
    first.next = null;
    expect(first.next).toBeNull();
  });

  test("C's memory cannot keep JavaScript objects alive", () => {
    const cell = new Ref(c.pointer(r.node));
    const mine = r.node.alloc();
    cell.value = addressOf(mine);
    expect(r.node.at(cell.value).count).toBe(0);
    mine.next = mine;
    expect(mine.next).toBe(addressOf(mine));
  });

  test("many records do not meet", () => {
    const all = Array.from({ length: 5000 }, (_, i) => point(i, -i));
    expect(all.every((p, i) => p.x === i && p.y === -i && r.point_sum(p) === 0)).toBe(true);
  });
});

describe("wrong values throw, naming record and member, and leave the member as it was", () => {
  test("numbers out of range and of other types", () => {
    const p = point(1, 2);
    for (const bad of [2147483648, -2147483649, 0.5, Number.NaN]) {
      expect(() => {
        p.x = bad;
      }).toThrow(
        expect.objectContaining({ name: "RangeError", message: expect.stringContaining("struct_point: x must be") }),
      );
    }
    expect(() => Reflect.set(p, "x", "1")).toThrow("struct_point: x must be a number");
    expect(() => Reflect.set(p, "x", undefined)).toThrow(TypeError);
    expect(p.x).toBe(1);
    const n = r.node.alloc();
    expect(() => Reflect.set(n, "count", 2 ** 60)).toThrow("node: count");
    expect(() => Reflect.set(n, "id", -1)).toThrow("node: id");
    expect(() => Reflect.set(n, "ready", 1)).toThrow("node: ready must be true or false");
    const packed = r.struct_packed.alloc();
    expect(() => Reflect.set(packed, "tag", 128)).toThrow("struct_packed: tag");
    expect(() => Reflect.set(packed, "weight", "1")).toThrow("struct_packed: weight");
  });

  test("bit-fields", () => {
    const n = r.node.alloc();
    for (const [name, low, high] of [
      ["low", 0, 7],
      ["high", 0, 31],
      ["delta", -8, 7],
    ] as const) {
      n[name] = low;
      expect(n[name]).toBe(low);
      n[name] = high;
      expect(n[name]).toBe(high);
      for (const bad of [low - 1, high + 1, 0.5, Number.NaN]) {
        expect(() => {
          n[name] = bad;
        }).toThrow(`node: ${name}`);
      }
      expect(n[name]).toBe(high);
    }
    expect([n.low, n.high, n.delta]).toEqual([7, 31, 7]);
  });

  test("pointers, records and arrays", () => {
    const n = r.node.alloc();
    // @ts-expect-error a point is no node
    expect(() => (n.next = point(1, 2))).toThrow("node: next must be a node, a pointer or null");
    // @ts-expect-error text is no pointer: C would keep it
    expect(() => (n.name = "text")).toThrow("node: name must be");
    // @ts-expect-error nothing is not NULL
    expect(() => (n.next = undefined)).toThrow(TypeError);
    // @ts-expect-error a plain object is no record
    expect(() => (n.version = { major: 1, minor: 2 })).toThrow("node: version must be a struct_node_version");
    expect(() => (n.bytes = [1, 2, 3])).toThrow("node: bytes has 5 elements, got 3");
    expect(() => (n.bytes = [1, 2, 3, 4, 256])).toThrow("node: bytes[4]");
    expect(() => n.corners.at(2)).toThrow(RangeError);
    expect(() => n.corners.at(-1)).toThrow(RangeError);
  });

  test("records of other types, plain objects and views", () => {
    // @ts-expect-error a complex_number is no point
    expect(() => r.point_sum(r.complex_number.alloc())).toThrow(
      "point_sum: p must be a struct_point, a pointer or null",
    );
    for (const value of [{ x: 1, y: 2 }, undefined, 5, "p", new Uint8Array(8), new Ref(c.int)]) {
      expect(() => callUntyped(r.point_sum, value)).toThrow(/^point_sum: p must be/);
    }
    expect(() => r.struct_point.at(new Ref(c.pointer(r.struct_point)).value)).toThrow("the pointer is NULL");
  });
});

describe("printing", () => {
  test("shows members, never memory", () => {
    expect(inspect(point(1, 2))).toBe("struct_point { x: 1, y: 2 }");
    expect(JSON.stringify(point(1, 2))).toBe('{"x":1,"y":2}');
    const n = r.node.alloc();
    r.node_fill(n);
    expect(inspect(n, { depth: 5 }).length).toBeLessThan(2000);
    expect(() => JSON.stringify(n)).not.toThrow();
    expect(inspect(new Ref(c.int, 5)).length).toBeLessThan(200);
    const shared = r.shared_point();
    if (shared === null) throw new Error("not NULL");
    expect(inspect(r.struct_point.at(shared))).toBe("struct_point { x: 1, y: 2 }");
  });
});
