import { addressOf, c, cstring } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as g from "../../fixtures/globals/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("globals");

describe("variables", () => {
  test("int: read, written, seen by C", () => {
    expect(g.counter.value).toBe(1);
    g.counter.value = -41;
    expect(g.read_counter()).toBe(-41);
    expect(c.int.at(g.counter.address)).toBe(-41);
    expect(() => {
      g.counter.value = 2 ** 31;
    }).toThrow(RangeError);
    expect(g.read_counter()).toBe(-41);
    expectTypeOf(g.counter.value).toEqualTypeOf<number>();
  });

  test("const", () => {
    expect(g.ratio.value).toBe(0.25);
    expect(() => {
      // @ts-expect-error it is const in C; writing would end the process
      g.ratio.value = 1;
    }).toThrow(new TypeError("ratio: it is const in C"));
    const names: { value: unknown } = g.names; // TypeScript lets go of `readonly` here
    expect(() => {
      names.value = [null, null, null];
    }).toThrow(new TypeError("names: it is const in C"));
    expect(g.ratio.value).toBe(0.25);
  });

  test("char *", () => {
    expect(cstring(g.title.value)).toBe("start");
    const text = Buffer.from("changed\0");
    g.title.value = addressOf(text);
    expect(cstring(g.title.value)).toBe("changed");
    g.title.value = null;
    expect(g.title.value).toBeNull();
    expect(cstring(g.title.value)).toBeNull();
  });

  test("arrays are views", () => {
    expect([...g.names.value].map((name) => cstring(name))).toEqual(["a", "b", "c"]);
    const { value } = g.table;
    expectTypeOf(value).toEqualTypeOf<Int32Array>();
    expect([...value]).toEqual([1, 2, 3, 4]);
    value[2] = 33;
    expect(addressOf(value)).toBe(g.table.address);
    expect([...g.table.value]).toEqual([1, 2, 33, 4]);
  });

  test("a record", () => {
    expect([g.current.value.on, g.current.value.limit]).toEqual([1, 100]);
    g.current.value.limit = 5_000_000_000;
    const other = g.struct_setting.alloc();
    other.limit = g.current.value.limit + 1;
    g.current.value = other;
    expect([g.current.value.on, g.struct_setting.at(g.current.address).limit]).toEqual([0, 5_000_000_001]);
  });

  test("unsigned long long", () => {
    expect(g.big_total.value).toBe(0xffffffffffffffffn);
    g.big_total.value = 7n;
    expect(g.big_total.value).toBe(7n);
  });

  test("under another symbol", () => {
    expect(g.renamed_in_c.value).toBe(77);
    expect(g.has("actual_symbol")).toBe(true);
    expect(g.has("renamed_in_c")).toBe(false);
  });

  test("what is static in C is a constant or not there", () => {
    expect(g.local_limit).toBe(7);
    expect(g.has("local_limit")).toBe(false);
    expect("only_inline" in g).toBe(false);
  });
});

describe("functions", () => {
  test("without a prototype take what is given", () => {
    expect(g.old_style(4, 2)).toBe(42);
    expect(g.old_style(c.int(-4), c.short(2))).toBe(-38);
  });

  test("under another symbol", () => {
    expect(g.labelled(1)).toBe(3);
    expect(() => g.labelled(0.5)).toThrow("labelled: x must be");
  });
});
