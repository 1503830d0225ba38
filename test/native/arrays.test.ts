import { addressOf, type CArray, c, cstring, Ref, text } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as a from "../../fixtures/arrays/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("arrays");

const six = Int32Array.of(1, 2, 3, 4, 5, 6);

describe("parameters", () => {
  test("of one dimension, however they are written", () => {
    const three = Int32Array.of(1, 2, 3);
    for (const sum of [a.sum_three, a.sum_typedef]) expect(sum(three)).toBe(14);
    expect([a.sum_open(three, 3), a.sum_static(three, 2)]).toEqual([14, 5]);
    // @ts-expect-error [static 2] says that it is not NULL
    expect(() => a.sum_static(null, 0)).toThrow("sum_static: values");
    expect(a.sum_three(new Ref(c.array(c.int, 3), undefined).value)).toBe(0);
    expect(a.sum_vla_row(2, Float64Array.of(1, 0.5))).toBe(1.5);
    expect(a.length_label("text")).toBe(4);
    expect(a.sum_suits(Uint32Array.of(a.HEARTS, a.SPADES), 2)).toBe(5);
  });

  test("of more: flat typed arrays, and arrays of arrays", () => {
    expect(a.sum_rows(six, 2)).toBe(91);
    expect(a.sum_pointer(six, 2)).toBe(91);
    expect(a.sum_pointer(null, 2)).toBe(-1);
    expect(a.sum_square(Int32Array.of(1, 1, 1, 1, 1, 1, 1, 1, 1))).toBe(45);
    expect(a.sum_deep(new Int32Array(12).fill(1))).toBe(78);
    expect(a.sum_vla(2, 3, Float64Array.of(0, 1, 2, 10, 11, 12))).toBe(5 + 365);
    expect(a.sum_star(1, 2, Float64Array.of(0, 1))).toBe(1);
    expect(a.sum_longs(BigInt64Array.of(1n, 2n, 3n, 4n))).toBe(4321);
    const rows = new Ref(c.array(c.array(c.int, 3), 2));
    rows.value = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    expect([a.sum_rows(rows.value, 2), a.sum_pointer(addressOf(rows.value), 2)]).toEqual([91, 91]);
    a.fill_rows(rows.value, 2);
    expect(rows.value.toArray().map((row) => [...row])).toEqual([
      [0, 1, 2],
      [10, 11, 12],
    ]);
    // @ts-expect-error doubles are no ints
    expect(() => a.sum_rows(new Float64Array(6), 2)).toThrow("sum_rows: rows must be");
    // @ts-expect-error nor are records
    expect(() => a.sum_rows(a.struct_grid.alloc(), 2)).toThrow("sum_rows: rows must be");
  });

  test("of records and of pointers", () => {
    const cells = new Ref(c.array(a.struct_cell, 2));
    Object.assign(cells.value.at(0), { row: 1, column: 2 });
    Object.assign(cells.value.at(1), { row: 3, column: 4 });
    expect(a.sum_cells(cells.value, 2)).toBe(46);
    expect(a.sum_cell_rows(cells.value, 1)).toBe(46);
    const names = new Ref(c.array(c.string, 2));
    names.value = ["three", "four"];
    expect(a.sum_names(names.value, 2)).toBe(9);
    const pointers = new Ref(c.array(c.pointer(a.triple), 2));
    pointers.value = [a.row_at(0), a.row_at(1)];
    expect(a.sum_row_pointers(pointers.value, 2)).toBe(14 + 32);
  });
});

describe("results: pointers to arrays", () => {
  test("are read through the array's type", () => {
    const row = a.row_at(1);
    const triple = c.array(c.int, 3);
    expect([...triple.at(row)]).toEqual([4, 5, 6]);
    expect([...a.triple.at(a.row_at(0), 1)] as unknown).toEqual([4, 5, 6]);
    expect(a.row_at(2)).toBeNull();
    a.triple.at(row)[0] = 40;
    expect(a.grid.value.at(1)[0]).toBe(40);
    a.grid.value.at(1)[0] = 4;
    expect([...a.triple.at(a.row_pointer(2))] as unknown).toEqual([4, 3, 8]);
    expect(a.sum_rows(a.row_at(0), 2)).toBe(91);
  });
});

describe("variables", () => {
  test("of one and two dimensions", () => {
    expect([...a.numbers.value]).toEqual([1, 2, 3, 4]);
    a.numbers.value[3] = -4;
    expect(a.sum_open(a.numbers.value, 4)).toBe(14 - 16);
    a.numbers.value = [1, 2, 3, 4];
    expect(a.sum_open(a.numbers.value, 4)).toBe(30);
    expect(a.grid.value.toArray().map((row) => [...row])).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expectTypeOf(a.grid.value.at(0)).toEqualTypeOf<Int32Array>();
    expect(a.words.value.toArray().map((word) => text(word))).toEqual(["one", "two"]);
    expect([...a.magic.value].map((row) => [...(row as Int32Array)])).toEqual([
      [2, 7, 6],
      [9, 5, 1],
      [4, 3, 8],
    ]);
    expect([...c.array(c.int, 3).at(a.selected.value, 1)]).toEqual([4, 5, 6]);
    expect(
      a.titles.value
        .take(2)
        .toArray()
        .map((title) => cstring(title)),
    ).toEqual(["first", "second"]);
  });

  test("of records", () => {
    expect(a.corners.value.toArray().map(({ row, column }) => [row, column])).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(a.sum_cells(a.corners.value, 2)).toBe(46);
  });
});

describe("members", () => {
  test("that C filled", () => {
    const g = a.struct_grid.alloc();
    a.grid_fill(g);
    expect([g.cells.at(1)[2], g.deep.at(1).at(0)[1], g.records.at(1).at(0).column]).toEqual([12, 1.5, 7]);
    expect([text(g.lines.at(2)), g.flags.at(0).at(1), g.suits.at(1)[1]]).toEqual(["third", true, a.SPADES]);
    expect([(g.typed.at(1) as Int32Array)[0], g.pointers.at(1).at(0)]).toEqual([5, addressOf(g.cells.at(1)) + 8n]);
    expectTypeOf(g.records.at(0)).toEqualTypeOf<CArray<a.struct_cell>>();
    expectTypeOf(g.deep.at(0).at(0)).toEqualTypeOf<Float64Array>();
  });

  test("that C checks", () => {
    const g = a.struct_grid.alloc();
    a.grid_fill(g);
    g.cells.at(0)[1] = 21;
    g.deep = [
      [
        [0, 0],
        [0, -2.5],
      ],
      [
        [0, 0],
        [0, 0],
      ],
    ];
    g.records.at(0).at(1).row = 8;
    g.lines = [new Uint8Array(8), "second", new Uint8Array(8)];
    g.flags = [
      [false, false],
      [true, false],
    ];
    g.suits.at(0)[0] = a.HEARTS;
    (g.typed.at(0) as Int32Array)[2] = 9;
    g.squares.at(0).at(1)[1] = 10;
    g.pointers.at(0).set(1, null);
    expect(a.grid_check(g)).toBe(1);
    expect(() => (g.cells = [[1, 2, 3]])).toThrow("struct_grid: cells has 2 elements, got 1");
    expect(() => g.cells.at(2)).toThrow(RangeError);
  });
});
