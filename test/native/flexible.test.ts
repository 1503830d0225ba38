import { inspect } from "node:util";
import { addressOf, bytesOf, type CArray, c, cstring, type FlexibleArray, Ref, text } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as f from "../../fixtures/flexible/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("flexible");

describe("in memory of ours", () => {
  test("alloc makes the room that is asked for", () => {
    const list = f.struct_list.alloc(3);
    list.count = 3;
    list.items.set(0, 5);
    list.items.set(2, -7);
    expect([list.items.capacity, list.items.at(0), list.items.at(1), list.items.at(2)]).toEqual([3, 5, 0, -7]);
    expect(f.list_sum(list)).toBe(-2);
    expect(bytesOf(list).length).toBe(f.struct_list.size + 12);
    list.items = [1, 2, 3];
    expect(f.list_sum(list)).toBe(6);
    list.items.take(2).set([10, 20]);
    expect(f.list_sum(list)).toBe(33);
    expect([...list.items.take(list.count)]).toEqual([10, 20, 3]);
    expectTypeOf(list.items).toEqualTypeOf<FlexibleArray<c.int>>();
    expectTypeOf(list.items.take(1)).toEqualTypeOf<Int32Array>();
  });

  test("and nothing is read or written beyond it", () => {
    const before = f.struct_list.alloc(2);
    const after = f.struct_list.alloc(0);
    after.count = 99;
    for (const wrong of [2, -1, 0.5, Number.NaN]) {
      expect(() => before.items.at(wrong)).toThrow(/^int\[\]: the index must be an integer from 0 to 1/);
      expect(() => before.items.set(wrong, 1)).toThrow(RangeError);
    }
    expect(() => before.items.take(3)).toThrow("int[]: the count must be an integer from 0 to 2, got 3");
    expect(() => (before.items = [1, 2, 3])).toThrow("struct_list: items has room for 2 elements, got 3");
    expect(() => (before.items = [1, 2.5])).toThrow("struct_list: items[1]");
    expect(() => after.items.at(0)).toThrow(RangeError);
    expect(() => Reflect.set(before, "items", 1)).toThrow("struct_list: items must be an array");
    expect(after.count).toBe(99);
    for (const count of [-1, 0.5, Number.NaN, "1", 2 ** 60]) {
      expect(() => callUntyped(f.struct_list.alloc.bind(f.struct_list), count)).toThrow(RangeError);
    }
  });

  test("many and large ones do not meet", () => {
    const lists = Array.from({ length: 300 }, (_, n) => {
      const list = f.struct_list.alloc(n);
      list.count = n;
      list.items = Int32Array.from({ length: n }, () => n);
      return list;
    });
    expect(lists.map((list) => f.list_sum(list))).toEqual(lists.map((_, n) => n * n));
    const large = f.struct_list.alloc(100_000);
    large.count = 100_000;
    large.items.take(100_000).fill(1);
    expect(f.list_sum(large)).toBe(100_000);
  });

  test("text", () => {
    const t = f.struct_text.alloc(6);
    t.data = "grün";
    t.length = 5;
    expect(f.text_length(t)).toBe(0);
    expect(text(t.data.take(6))).toBe("grün");
    expect(cstring(addressOf(t.data))).toBe("grün");
    expect(() => (t.data = "longer")).toThrow("struct_text: data has room for 6 elements, got 7");
    t.data = Buffer.from("xyz");
    expect([...t.data.take(6)]).toEqual([...Buffer.from("xyz"), 0xbc, "n".charCodeAt(0), 0]);
    t.data = [...Buffer.from("ü"), -1];
    expect([...t.data.take(3)]).toEqual([0xc3, 0xbc, 255]);
    expect(() => (t.data = [256])).toThrow("struct_text: data[0] must be an integer from -128 to 255, got 256");
  });

  test("of records, pointers and arrays", () => {
    const table = f.struct_table.alloc(2);
    table.count = 2;
    Object.assign(table.entries.at(0), { key: 2, value: 1.5 });
    table.entries.set(1, Object.assign(f.struct_entry.alloc(), { key: -1, value: 4 }));
    expect(f.table_sum(table)).toBe(-1);
    expectTypeOf(table.entries.at(0)).toEqualTypeOf<f.struct_entry>();
    expect(
      table.entries
        .take(2)
        .toArray()
        .map(({ key }) => key),
    ).toEqual([2, -1]);
    const names = f.struct_names.alloc(2);
    names.count = 2;
    names.names = [addressOf(Buffer.from("three\0")), addressOf(Buffer.from("four\0"))] as never;
    expect(
      names.names
        .take(2)
        .toArray()
        .map((name) => cstring(name)),
    ).toEqual(["three", "four"]);
    const rows = f.struct_rows.alloc(2);
    rows.count = 2;
    rows.rows = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    rows.rows.at(1)[2] = 7;
    expect(f.rows_sum(rows)).toBe(321 + 754);
  });

  test("as C had them before: T a[0]", () => {
    const old = f.struct_old.alloc(2);
    old.count = 2;
    old.values = [-3, 10];
    expect(f.old_sum(old)).toBe(7);
    const marked = f.struct_marked.alloc();
    marked.inside = 0x01020304;
    expect([...marked.start.take(4)]).toEqual([4, 3, 2, 1]);
    marked.start.set(0, 5);
    expect([marked.inside, marked.start.capacity]).toEqual([0x01020305, 8]);
  });

  test("in packed records, where no typed array can begin", () => {
    const message = f.struct_message.alloc(3);
    message.kind = 1;
    message.length = 3;
    message.words = [4_000_000_000, 2, 3];
    message.words.set(2, 30);
    expect(f.message_sum(message)).toBe(4_000_000_033);
    expectTypeOf(message.words.take(1)).toEqualTypeOf<CArray<c.uint, number>>();
    expect(message.words.take(2).toArray()).toEqual([4_000_000_000, 2]);
    const matrix = f.struct_matrix_message.alloc(1);
    matrix.cells = [
      [1, 2],
      [3, 4],
    ];
    matrix.cells.at(1).set(0, -3);
    matrix.count = 1;
    matrix.rows.at(0).set(1, 6);
    expect(f.matrix_message_sum(matrix)).toBe(1 + 20 - 300 + 4000 + 600000);
  });

  test("in unions: room for so many of the largest", () => {
    const either = f.struct_either.alloc(2);
    either.bytes = [1, 2, 3, 4, 5, 6, 7, 8];
    expect([either.bytes.capacity, either.words.capacity]).toEqual([8, 2]);
    expect([...either.words.take(2)]).toEqual([0x04030201, 0x08070605]);
    either.kind = 1;
    expect(f.either_sum(either, 8)).toBe(36);
  });

  test("inside of another record there is none", () => {
    const wrapped = f.struct_wrapped.alloc();
    expect(wrapped.inner.items.capacity).toBe(0);
    expect(() => wrapped.inner.items.at(0)).toThrow(RangeError);
  });

  test("enums, and as arguments", () => {
    const sides = f.struct_enumerated.alloc(2);
    sides.sides = [f.LEFT, f.RIGHT];
    expect([...sides.sides.take(2)]).toEqual([-1, 1]);
    const list = f.struct_list.alloc(2);
    list.items = [40, 2];
    expect(f.sum_ints(list.items, 2)).toBe(42);
    expect(f.sum_ints(addressOf(list.items), 1)).toBe(40);
  });

  test("prints its elements", () => {
    const list = f.struct_list.alloc(2);
    list.items = [1, 2];
    expect(inspect(list)).toBe("struct_list { count: 0, items: FlexibleArray [ 1, 2 ] }");
    expect(JSON.stringify(list)).toBe('{"count":0,"items":[1,2]}');
  });
});

describe("in C's memory", () => {
  test("only the program knows how many there are", () => {
    const p = f.list_make(5);
    if (p === null) throw new Error("not NULL");
    const list = f.struct_list.at(p);
    expect(list.items.capacity).toBeNull();
    expect([...list.items.take(list.count)]).toEqual([0, 1, 4, 9, 16]);
    list.items.set(4, -14);
    expect(f.list_sum(list)).toBe(0);
    expect(list.items.at(4)).toBe(-14);
    list.items = [7];
    expect(f.list_sum(p)).toBe(7);
    expect(() => list.items.at(-1)).toThrow("int[]: the index must be an integer, 0 or more, got -1");
    expect(f.sum_ints(list.items, 3)).toBe(12);
    expect(inspect(list)).toBe("struct_list { count: 5, items: FlexibleArray { capacity: null } }");
    f.list_free(p);
  });

  test("variables", () => {
    expect([f.open_numbers.value.at(2), [...f.open_numbers.value.take(3)]]).toEqual([30, [10, 20, 30]]);
    f.open_numbers.value.set(1, -20);
    expect(c.int.at(f.open_numbers.address, 1)).toBe(-20);
    f.open_numbers.value.set(1, 20);
    expect(f.open_entries.value.at(1).value).toBe(2.5);
    expect(f.sum_ints(f.open_numbers.value, 3)).toBe(60);
  });
});

describe("records of no bytes", () => {
  test("by value take no place among the arguments", () => {
    const empty = f.struct_empty.alloc();
    expect(f.empty_between(10, empty, 3)).toBe(7);
    expect(f.empty_id(empty)).toBeInstanceOf(f.struct_empty);
    const seen: unknown[] = [];
    expect(
      f.with_empty((a, e, b) => {
        seen.push([a, b, e instanceof f.struct_empty]);
        return e;
      }, 4),
    ).toBe(4);
    expect(seen).toEqual([[4, 8, true]]);
    expect(() => callUntyped(f.empty_between, 1, null, 2)).toThrow("empty_between: e must be a struct_empty");
    const holds = f.struct_holds_empty.alloc();
    holds.value = 3;
    expect([holds.nothing instanceof f.struct_empty, holds.zero.at(0), f.struct_holds_empty.size]).toEqual([
      true,
      3,
      4,
    ]);
  });

  test("compilers disagree about small ones with a flexible array", () => {
    expect(f).not.toHaveProperty("flexible_by_value");
    expect(f.has("flexible_by_value")).toBe(true);
  });
});

test("records that lie where they are not aligned have arrays that can", () => {
  const crooked = f.struct_crooked.alloc();
  crooked.c = 1;
  crooked.cell.numbers.set(1, 2);
  crooked.cell.shorts.at(1).set(0, 3);
  crooked.cells.at(1).numbers = [4, 0];
  crooked.cells.at(1).shorts = [
    [0, 5],
    [0, 0],
  ];
  crooked.grid.at(1).set(0, 6);
  expect(f.crooked_sum(crooked)).toBe(654321);
  expect(crooked.cells.at(1).numbers.toArray()).toEqual([4, 0]);
  expect(new Ref(c.int).value).toBe(0);
});
