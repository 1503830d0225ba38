import { c, Ref } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as m from "../../fixtures/function-like-macros/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("function-like-macros");

type Value = number | bigint;

const SMALL = [0, 1, 2, 3, 5, 7, 24, 31] as const;
const INTS = [...SMALL, -1, -7, 32, 127, 128, 255, 256, 0x7f00, 0x8000, 0xffff, 0x10000, 2 ** 31 - 1, -(2 ** 31)];
const UINTS = [0, 1, 255, 256, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];
const LONGS = [...INTS, 2 ** 53 - 1, -(2 ** 53 - 1), 2n ** 63n - 1n, -(2n ** 63n), 0x100000000, -0x80000001];
const SIZES = [...UINTS, 8, 2 ** 53 - 1, 2n ** 64n - 1n];
const DOUBLES = [
  0,
  -0,
  0.5,
  -0.5,
  1,
  -1.5,
  2.9999999,
  1e10,
  -1e300,
  5e-324,
  16777217,
  2 ** 31,
  -(2 ** 31) - 0.5,
  255.4,
];
const SPECIAL = [...DOUBLES, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

type Check = readonly [
  name: string,
  macro: (...given: never[]) => Value | boolean,
  compiled: (...given: never[]) => Value | boolean,
  ...grid: (readonly Value[])[],
];

// What C leaves undefined is not asked of C: there the macro throws, see below.
const CHECKS: readonly Check[] = [
  ["EXIT_STATUS", m.EXIT_STATUS, m.c_exit_status, INTS],
  ["WAS_SIGNALED", m.WAS_SIGNALED, m.c_was_signaled, INTS],
  ["FOURCC", m.FOURCC, m.c_fourcc, [0, 65, 255], [0, 66, 128], [67, 255], [0, 68, 127, 128, 255]],
  ["FOURCC_U", m.FOURCC_U, m.c_fourcc_u, [0, 65, 255, -1], [66, 128], [67, 255], [0, 127, 255, 256, 2n ** 40n]],
  ["BIT", m.BIT, m.c_bit, SMALL],
  ["HIGH_WORD", m.HIGH_WORD, m.c_high_word, LONGS],
  ["LOWER_32_BITS", m.LOWER_32_BITS, m.c_lower_32_bits, LONGS],
  ["SIGN_EXTEND", m.SIGN_EXTEND, m.c_sign_extend, LONGS],
  ["MAKE_U64", m.MAKE_U64, m.c_make_u64, LONGS, LONGS],
  ["FAILED", m.FAILED, m.c_failed, LONGS],
  ["INVERTED", m.INVERTED, m.c_inverted, INTS],
  ["VERSION_NUMBER", m.VERSION_NUMBER, m.c_version_number, INTS, [0, 1, 99, -1], [0, 7, 2 ** 31 - 1]],
  ["NEGATED", m.NEGATED, m.c_negated, INTS],
  ["DIVIDED", m.DIVIDED, m.c_divided, INTS, INTS],
  ["REMAINDER", m.REMAINDER, m.c_remainder, INTS, INTS],
  ["UNSIGNED_DIFFERENCE", m.UNSIGNED_DIFFERENCE, m.c_unsigned_difference, LONGS, LONGS],
  ["LONG_PRODUCT", m.LONG_PRODUCT, m.c_long_product, LONGS, [0, -1, 2 ** 31]],
  ["ROUND_UP", m.ROUND_UP, m.c_round_up, SIZES, SIZES],
  ["SHIFTED", m.SHIFTED, m.c_shifted, INTS, [...SMALL, 32, -1]],
  ["DEGREES", m.DEGREES, m.c_degrees, SPECIAL],
  ["HALF", m.HALF, m.c_half, SPECIAL],
  ["TRUNCATED", m.TRUNCATED, m.c_truncated, SPECIAL],
  [
    "TO_FLOAT",
    m.TO_FLOAT,
    m.c_to_float,
    [...LONGS, 16777217, 2n ** 62n + 2n ** 38n + 1n, -(2n ** 54n) - 2n ** 30n - 1n],
  ],
  ["TO_BYTE", m.TO_BYTE, m.c_to_byte, [0, 0.25, 0.999, 1, -0.001, 1.1, Number.NaN]],
  ["MAXIMUM", m.MAXIMUM, m.c_maximum, SPECIAL, SPECIAL],
  ["MAXIMUM_GNU", m.MAXIMUM_GNU, m.c_maximum_gnu, SPECIAL, SPECIAL],
  ["ABSOLUTE", m.ABSOLUTE, m.c_absolute, SPECIAL],
  ["IS_BETWEEN", m.IS_BETWEEN, m.c_is_between, INTS, SMALL, INTS],
  ["IS_EITHER", m.IS_EITHER, m.c_is_either, INTS],
  ["LOGIC", m.LOGIC, m.c_logic, INTS, INTS],
  ["AS_BOOL", m.AS_BOOL, m.c_as_bool, SPECIAL],
  ["BIG_ENDIAN_32", m.BIG_ENDIAN_32, m.c_big_endian_32, [...UINTS, 0x12345678]],
  ["SQUARE_OF_NEXT", m.SQUARE_OF_NEXT, m.c_square_of_next, INTS],
  ["IS_COLOR", m.IS_COLOR, m.c_is_color, INTS],
  ["CHARACTER", m.CHARACTER, m.c_character, INTS],
];

/** Every combination of one value of each column. */
function combinations(grid: readonly (readonly Value[])[]): Value[][] {
  return grid.reduce<Value[][]>((rows, column) => rows.flatMap((row) => column.map((value) => [...row, value])), [[]]);
}

describe("the same as in C", () => {
  test.for(CHECKS)("%s", ([, macro, compiled, ...grid]) => {
    const rows = combinations(grid);
    const got: unknown[] = [];
    const want: unknown[] = [];
    for (const row of rows) {
      // The signatures differ from macro to macro; the grids have values of their types.
      const given = row as never[];
      let value: unknown;
      try {
        value = macro(...given);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        continue;
      }
      got.push([row, value]);
      want.push([row, compiled(...given)]);
    }
    expect(got).toEqual(want);
    expect(got.length).toBeGreaterThan(rows.length / 3);
  });
});

test("an integer is never minus zero", () => {
  expect(m.NOT_WIDE_TIMES(-7)).toBe(0);
});

test("what C leaves undefined is a RangeError that names the macro", () => {
  const max = 2 ** 31 - 1;
  const undefinedInC: readonly [() => unknown, RegExp][] = [
    [() => m.VERSION_NUMBER(2147484, 0, 0), /^VERSION_NUMBER: 2147484000 is no int, which C leaves undefined$/],
    [() => m.NEGATED(-(2 ** 31)), /^NEGATED: 2147483648 is no int/],
    [() => m.CHARACTER(-max), /^CHARACTER: -2147483695 is no int/],
    [() => m.DIVIDED(1, 0), /^DIVIDED: a division by zero/],
    [() => m.DIVIDED(-(2 ** 31), -1), /^DIVIDED: 2147483648 is no int/],
    [() => m.REMAINDER(1, 0), /^REMAINDER: a division by zero/],
    [() => m.REMAINDER(-(2 ** 31), -1), /^REMAINDER: 2147483648 is no int/],
    [() => m.ROUND_UP(1, 0), /^ROUND_UP: a division by zero/],
    [() => m.BIT(32), /^BIT: a shift of 32 bits by 32/],
    [() => m.SHIFTED(1, -1), /^SHIFTED: a shift of 32 bits by -1/],
    [() => m.LONG_PRODUCT(2n ** 62n, 0), /^LONG_PRODUCT: \d+ does not fit 64 bits/],
    [() => m.TRUNCATED(2 ** 31), /^TRUNCATED: 2147483648 as a signed integer/],
    [() => m.TRUNCATED(Number.NaN), /^TRUNCATED: NaN as/],
    [() => m.TO_BYTE(2), /^TO_BYTE: 510.5 as an unsigned integer of 8 bits/],
  ];
  for (const [call, message] of undefinedInC) {
    expect(call).toThrow(RangeError);
    expect(call).toThrow(message);
  }
});

test("arguments are checked under the name of the macro", () => {
  expect(() => m.EXIT_STATUS(1.5)).toThrow(
    new RangeError("EXIT_STATUS: status must be an integer from -2147483648 to 2147483647, got 1.5"),
  );
  expect(() => m.EXIT_STATUS(Number.NaN)).toThrow(RangeError);
  expect(() => m.EXIT_STATUS(2 ** 31)).toThrow(RangeError);
  // @ts-expect-error: no text for a number
  expect(() => m.EXIT_STATUS("1")).toThrow(TypeError);
  expect(() => m.FAILED(0.5)).toThrow(/^FAILED: code must be a safe integer/);
  expect(() => m.FAILED(2n ** 64n)).toThrow(/^FAILED: code must be from -2\^63 to 2\^64-1/);
  // @ts-expect-error: a double takes no bigint
  expect(() => m.DEGREES(1n)).toThrow(TypeError);
  expect(() => m.LONG_PRODUCT(1e300, 1)).toThrow(/^LONG_PRODUCT: a must be a safe integer/);
  // @ts-expect-error: a record is no counter
  expect(() => m.COUNTER_ADD(m.struct_pair.alloc(), 1)).toThrow(/^COUNTER_ADD: c must be/);
  // @ts-expect-error: and a number no text
  expect(() => m.COUNTER_OPEN(1)).toThrow(/^COUNTER_OPEN: name must be/);
});

test("any integer where C converts it anyway", () => {
  expect(m.FAILED(0x80004005)).toBe(1);
  expect(m.FAILED(-1n)).toBe(1);
  expect(m.LOWER_32_BITS(0x123456789abcdef0n)).toBe(0x9abcdef0);
  expect(m.HIGH_WORD(0xffff0000)).toBe(0xffff);
  expect(m.SIGN_EXTEND(0xff)).toBe(-1);
});

test("calls of functions", () => {
  const counter = m.COUNTER_OPEN("seven");
  const other = m.COUNTER_OPEN_DEFAULT();
  expect(m.COUNTER_TOTAL()).toBe(2);
  expect(m.COUNTER_ADD(counter, 7)).toBe(7);
  expect(m.COUNTER_GET(counter)).toBe(7 + m.struct_pair.size * 1000);
  expect(m.COUNTER_GOOD(counter)).toBe(1);
  expect(m.COUNTER_ADD(counter, -8n)).toBe(-1);
  expect(m.COUNTER_GOOD(counter)).toBe(-1);
  expect(m.COUNTER_NAME(counter)).toBe("seven");
  expect(m.COUNTER_NAME(other)).toBe("default");
  const bytes = new Uint8Array(2);
  expect(m.COUNTER_INTO(counter, bytes)).toBe(1);
  expect([...bytes]).toEqual([255, 255]);
  expect(m.COUNTER_BASE(counter)).toBe(counter);
  expect(m.COUNTER_BASE(null)).toBeNull();
  m.COUNTER_CLOSE(counter);
  m.COUNTER_CLOSE(other);
  expect(m.COUNTER_NOTHING()).toBeUndefined();
  expect(m.APPLY_TWICE((x) => x * 3, 5)).toBe(45);
  expect(m.SUM_OF_TWO(0.25, 2)).toBe(2.25);
  expect(m.NOT_USED(Symbol())).toBe(7);
  expect(m.TEXT_OF(3)).toBe("yes");
  expect(m.TEXT_OF(0)).toBe("no");
  expect(m.ALWAYS_TEXT(null)).toBe("text");
  expect(m.delete(1)).toBe(2);
});

describe("memory", () => {
  const pair = m.struct_pair.alloc();
  const next = m.struct_pair.alloc();
  pair.first = -5;
  pair.bytes = [1, 2, 3, 4, 5, 0xfe];
  pair.word = 0xfedc1234;
  pair.wide = -(2n ** 60n) - 1n;
  pair.next = next;
  pair.flag = 1;
  next.first = 9;
  const address = new Ref(c.pointer(m.struct_pair));
  address.value = pair.next;

  test("members of a record, through objects and through pointers", () => {
    expect(m.PAIR_SUM(pair)).toBe(-4);
    expect(m.PAIR_FIRST(pair)).toBe(-5);
    expect([0, 5].map((i) => m.PAIR_BYTE(pair, i))).toEqual([1, 0xfe]);
    expect(m.PAIR_WORD(pair)).toBe(0xfedc1234);
    expect(m.PAIR_HALF(pair)).toBe(0xfedc);
    expect(m.PAIR_WIDE(pair)).toBe(-(2n ** 60n) - 1n);
    expect(m.PAIR_NEXT_FIRST(pair)).toBe(9);
    expect(m.PAIR_FIRST(address.value)).toBe(9);
    expect(m.PAIR_LABEL(pair)).toBeNull();
    expect([m.PAIR_IS_LAST(pair), m.PAIR_IS_LAST(next)]).toEqual([0, 1]);
    expect([m.PAIR_IS_ZERO(pair), m.PAIR_IS_ZERO(m.struct_pair.alloc())]).toEqual([0, 1]);
    expect([m.PAIR_FLAG(pair), m.PAIR_FLAG(next)]).toEqual([1, 0]);
  });

  test("members of the only record that has them", () => {
    expect(m.PAIR_WORD_OF(pair)).toBe(0xfedc1234);
    expect(m.PAIR_FIRST_IF_WIDE(pair)).toBe(-5);
    expect(m.PAIR_FIRST_IF_WIDE(address.value)).toBe(-1);
    const other = m.struct_other_pair.alloc();
    other.second = 7;
    expect(m.SECOND(other)).toBe(7);
    // @ts-expect-error: only a pair has a word
    expect(() => m.PAIR_WORD_OF(other)).toThrow(/^PAIR_WORD_OF: p must be/);
    expect(() => m.SECOND(null)).toThrow(TypeError);
  });

  test("numbers added to pointers", () => {
    expect(m.PTR_ADD(address.value, 8)).toBe((address.value ?? 0n) + 8n);
    expect(m.PTR_ADD(address.value, -1n)).toBe((address.value ?? 0n) - 1n);
    expect(m.PTR_ADD(address.value, 2n ** 60n + 1n)).toBe((address.value ?? 0n) + 2n ** 60n + 1n);
    expect(m.BYTE_BEFORE(Uint8Array.of(7), 0)).toBe(7);
    // @ts-expect-error: a pointer is none
    expect(() => m.PTR_ADD(address.value, pair)).toThrow(/^PTR_ADD: n must be/);
    expect(() => m.PTR_ADD(address.value, 0.5)).toThrow(RangeError);
  });

  test("bytes of anything", () => {
    expect(m.BYTE_AT(pair, 9)).toBe(0xfe);
    expect(m.BYTE_AT(Int16Array.of(0x0102, 0x0304), 2)).toBe(4);
    expect(m.BYTE_AT(address.value, 0)).toBe(9);
  });

  test("addresses", () => {
    expect(m.FIELD_ADDRESS(address.value)).toBe(address.value);
    expect(m.DISTANCE(pair.next, pair.next)).toBe(0);
    expect(m.ADDRESS_OF(address.value)).toBe(address.value);
    expect(m.ADDRESS_OF(null)).toBe(0n);
  });

  test("NULL, and memory that ends before", () => {
    expect(() => m.PAIR_FIRST(null)).toThrow(
      new TypeError("PAIR_FIRST: p must be a pointer that is not NULL, got null"),
    );
    expect(() => m.PAIR_NEXT_FIRST(next)).toThrow(TypeError);
    expect(() => m.BYTE_AT(new Uint8Array(4), 4)).toThrow(
      new RangeError("BYTE_AT: it reads 1 bytes at 4 of p, which has 4"),
    );
    expect(() => m.BYTE_AT(new Uint8Array(4), -1)).toThrow(RangeError);
    expect(() => m.PAIR_BYTE(pair, 1000)).toThrow(RangeError);
  });
});

test("types", () => {
  expectTypeOf(m.EXIT_STATUS).toEqualTypeOf<(status: number) => number>();
  expectTypeOf(m.MAKE_U64).returns.toEqualTypeOf<bigint>();
  expectTypeOf(m.AS_BOOL).returns.toEqualTypeOf<boolean>();
  expectTypeOf(m.COUNTER_CLOSE).returns.toEqualTypeOf<void>();
  expectTypeOf(m.TEXT_OF).returns.toEqualTypeOf<string>();
  expectTypeOf(m.COUNTER_NAME).returns.toEqualTypeOf<string | null>();
  expectTypeOf(m.NOT_USED).parameter(0).toEqualTypeOf<unknown>();
});

describe("members of a record that is passed", () => {
  const vector = m.struct_vector_like.alloc();
  vector.v_first = 3;
  vector.v_second = 0.25;
  vector.v_nested.v_inner = 7;
  vector.v_low = 5;
  vector.v_high = 21;
  vector.v_list = [4, 5, -6];

  test("are C's", () => {
    expect([
      m.VECTOR_FIRST_OF(vector),
      m.VECTOR_SUM_OF(vector),
      m.VECTOR_HIGH_OF(vector),
      m.VECTOR_LISTED(vector, 2),
    ]).toEqual([3, 10.25, 21, -6]);
    for (const i of [0, 1, 2]) {
      const at = m.VECTOR_INNER_AT(vector);
      if (at === null) throw new Error("VECTOR_INNER_AT");
      const inner = c.long.at(at);
      const sum =
        m.VECTOR_FIRST_OF(vector) * 1000 +
        m.VECTOR_SUM_OF(vector) +
        m.VECTOR_HIGH_OF(vector) * 100 +
        m.VECTOR_LISTED(vector, i) * 10;
      expect(sum + inner).toBe(m.vector_total(vector, i));
    }
    expect([m.VECTOR_SAME_FIRST(vector, vector), m.VECTOR_SAME_FIRST(vector, m.struct_vector_like.alloc())]).toEqual([
      1, 0,
    ]);
  });

  test("of a union", () => {
    const x = m.int_or_float.alloc();
    x.as_int = 0x3fc00000;
    expect(m.AS_FLOAT(x)).toBe(1.5);
  });

  test("of something else are an error", () => {
    // @ts-expect-error another record
    expect(() => m.VECTOR_FIRST_OF(m.int_or_float.alloc())).toThrow("VECTOR_FIRST_OF: v must be");
  });

  test("are not written, and no record is computed", () => {
    for (const name of ["VECTOR_NESTED_OF", "MEMBER_OF_NOTHING", "VECTOR_SET_FIRST"])
      expect({ [name]: name in m }).toEqual({ [name]: false });
  });
});

test("bytes the other way round, by a builtin of the compiler", () => {
  expect([m.SWAPPED_16(0x1234), m.SWAPPED_32(0x12345678)]).toEqual([0x3412, 0x78563412]);
  expect(m.SWAPPED_64(0x0102_0304_0506_0708n)).toBe(0x0807_0605_0403_0201n); // uint64_t in C, so a bigint, however small
  expect(m.SWAPPED_64(1n << 56n)).toBe(1n);
  expect(m.c_swapped_64(1n << 56n)).toBe(1);
});

test("functions are passed on to parameters of their typedef, and come back", () => {
  const data = Int32Array.of(7);
  let called = 0;
  expect(m.signal_connect(100, () => called++, data)).toBe(107);
  expect(called).toBe(1);
  const notify: m.signal_notify = () => {
    data[0] = 5;
  };
  expect(m.signal_connect_quietly(10, notify, data)).toBe(15);
  expect(m.SIGNAL_HANDLER(0)).toBeNull();
  expect(m.signal_connect(0, m.SIGNAL_HANDLER(1), data)).toBe(6); // C's function, by its address
});
