import { pathToFileURL } from "node:url";
import { type CString, c, cstring, type Filled, ForeignError, Owned, type PointerArg, type VarArg } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import {
  api,
  clock_failures,
  entry,
  STORE_MORE,
  span,
  stock_wait,
  type store,
  store_free_text,
  store_live,
  store_motto,
  store_texts,
  wait_for,
} from "../../fixtures/annotations/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("annotations");

function failureOf(run: () => unknown): ForeignError {
  try {
    run();
  } catch (error) {
    if (error instanceof ForeignError) return error;
    throw error;
  }
  throw new Error("it did not throw");
}

describe("out, owned, throws", () => {
  test("a handle is its owner's until it is disposed of", () => {
    expectTypeOf(api.store_open).returns.toEqualTypeOf<Owned<store>>();
    {
      using s = api.store_open("first");
      expect(s).toBeInstanceOf(Owned);
      expect(api.store_name(s)).toBe("first");
      expect(store_live()).toBe(1);
    }
    expect(store_live()).toBe(0);
  });

  test("a failure has the library's words and code, and what it left behind is freed", () => {
    const error = failureOf(() => api.store_open("bad"));
    expect(error).toMatchObject({ message: "store_open: bad name (14)", fn: "store_open", result: 14, errno: null });
    expect(store_live()).toBe(0);
  });

  test("words and number of a failure are in a record, which is no result", () => {
    using s = api.store_open("cellar");
    expectTypeOf(api.store_check).returns.toEqualTypeOf<void>();
    api.store_check(s, 2);
    const error = failureOf(() => api.store_check(s, 3));
    expect(error).toMatchObject({ message: "store_check: cellar is too deep (3000)", result: 3000 });
    using found = api.store_lookup("some");
    expect(api.store_name(found)).toBe("some");
    expect(() => api.store_lookup("none")).toThrow("store_lookup: try another name");
  });

  test("several results make an object; a code that is always 0 is none of them", () => {
    using s = api.store_open("tables");
    expectTypeOf(api.store_size).returns.toEqualTypeOf<{ count: number; full: boolean }>();
    expect(api.store_size(s)).toEqual({ count: 6, full: true });
  });

  test("records come as they are; codes that are no failure are results", () => {
    using s = api.store_open("two");
    const first = api.store_next(s);
    expectTypeOf(first.e).toEqualTypeOf<entry>();
    expect([first.result, first.e.id, first.e.weight]).toEqual([STORE_MORE, 1, 0.5]);
    expect(api.store_next(s).e.id).toBe(2);
    expect(api.store_next(s).result).toBe(0);
    using x = api.store_open("x");
    expect(() => api.store_next(x)).toThrow("store_next: x has no entries (1)");
  });

  test("a result that is NULL", () => {
    using s = api.store_find("some");
    expectTypeOf(s).toEqualTypeOf<Owned<store>>();
    expect(failureOf(() => api.store_find("none"))).toMatchObject({
      message: "store_find: it returned NULL",
      result: null,
    });
  });

  test("text that is to be freed is copied, and freed", () => {
    using s = api.store_open("label");
    expect(api.store_label(s)).toBe("label");
    expectTypeOf(api.store_motto).returns.toEqualTypeOf<string>();
    expect(api.store_motto(s)).toBe("label");
    const motto = store_motto(s); // const char *, and yet a pointer: it is to be freed
    expect(cstring(motto)).toBe("label");
    store_free_text(motto);
    using none = api.store_open("-");
    expect(api.store_label(none)).toBeNull();
    expect(store_texts()).toBe(0);
  });

  test("what must not be NULL is refused in time", () => {
    // @ts-expect-error annotated as never NULL
    expect(() => api.store_name(null)).toThrow("store_name: s must be a pointer");
  });

  test("use after dispose", () => {
    const s = api.store_open("gone");
    s.dispose();
    expect(() => api.store_size(s)).toThrow(TypeError);
  });

  test("other signs of failure", () => {
    expect(api.try_it(true)).toBe(true);
    expect(failureOf(() => api.try_it(false))).toMatchObject({ message: "try_it: it returned false", result: false });
    expect(api.odd(3)).toBe(1);
    expect(() => api.odd(-3)).toThrow("odd: it returned -1");
    expect(api.step(5)).toBe(0n);
    expect(failureOf(() => api.step(1n)).result).toBe(-4n);
  });
});

describe("arrays", () => {
  test("a length is what its array has", () => {
    expect(api.sum([1, 2, 3.5])).toBe(6.5);
    expect(api.sum(Float64Array.of(1, 2))).toBe(3);
    expect(api.sum([])).toBe(0);
    expect(api.sum_of([1, 2])).toBe(3); // a macro's name for it
    // @ts-expect-error no array of doubles
    expect(() => api.sum("12")).toThrow("sum: values must be an array of double");
    // @ts-expect-error null was not allowed
    expect(() => api.sum(null)).toThrow("sum: values must be an array of double, got null");
    // @ts-expect-error wrong elements
    expect(() => api.sum(["1"])).toThrow(/^sum: values: .*\[0\] must be a number/);
    expect(api.dot([1, 2], Float64Array.of(3, 4))).toBe(11);
    expect(() => api.dot([1, 2], [1])).toThrow(
      "dot: all arrays that n is the length of must be equally long, got 2 and 1",
    );
  });

  test("a typed array is passed, not copied", () => {
    const values = Float32Array.of(1, 2, 3);
    api.scale(values, 2);
    expect([...values]).toEqual([2, 4, 6]);
  });

  test("a fixed number of elements", () => {
    expect(api.rgb([1, 2, 3])).toBe(0x010203);
    expect(() => api.rgb([1, 2])).toThrow("rgb: color must have 3 elements, got 2");
    expect(() => api.rgb([1, 2, 256])).toThrow(RangeError);
  });

  test("bytes, text, nothing", () => {
    expect(api.checksum(Uint8Array.of(1, 2))).toBe(33);
    expect(api.checksum("ab")).toBe(97 * 31 + 98);
    expect(api.checksum(null)).toBe(0);
    expect(api.checksum(new Float64Array(2))).toBe(0);
  });

  test("room for what C writes, and as much of it as it wrote", () => {
    expect(api.fill(10)).toEqual(Int32Array.of(10, 20, 30));
    expect(api.fill(2)).toEqual(Int32Array.of(10, 20));
    expect(api.fill(0)).toEqual(new Int32Array(0));
    expect(() => api.fill(99)).toThrow("fill: it returned -1");
    expect(() => api.fill(-1)).toThrow("fill: values must be of a length from 0 up, got -1");
    const { entries, count } = api.fill_entries(5);
    expectTypeOf(entries).toEqualTypeOf<entry[]>();
    expect(count).toBe(2);
    expect(entries.map(({ id, weight }) => [id, weight])).toEqual([
      [1, 0.25],
      [2, 0.25],
    ]);
  });

  test("strings in, text out", () => {
    expect(api.join(64, ["ü", "ber", ""])).toBe("über");
    expect(() => api.join(64, ["a\0b"])).toThrow("join: parts[0] must be a string without a NUL");
    // @ts-expect-error not a string
    expect(() => api.join(64, [1])).toThrow("join: parts[0] must be a string");
  });

  test("text that lies in an argument is read while it is there", () => {
    expect(api.skip("  rest")).toEqual({ result: 2, rest: "rest" });
    expect(api.skip("    ")).toEqual({ result: 4, rest: null });
  });
});

test("in and out", () => {
  expect(api.next_id(41)).toBe(42);
  expect(() => api.next_id(2 ** 31)).toThrow(
    new RangeError("next_id: id must be an integer from -2147483648 to 2147483647, got 2147483648"),
  );
  expect(() => callUntyped(api.next_id)).toThrow(new TypeError("next_id: id must be a number (int32), got undefined"));
  expect(() => callUntyped(api.next_id, null)).toThrow(TypeError);
  const e = entry.alloc();
  e.id = 1;
  expect(api.weekday(new Date(86400e3 * 3), e)).toBe(1);
});

test("text is freed, whether C failed or not", () => {
  expect(api.split("a:b")).toEqual({ head: "a", tail: "b" });
  expect(api.split("a:")).toEqual({ head: "a", tail: null });
  expect(() => api.split("ab")).toThrow("split: no colon (1)");
  expect(store_texts()).toBe(0);
});

describe("errno", () => {
  test("thrown", () => {
    expect(api.find_file("/x")).toBe(3);
    const error = failureOf(() => api.find_file("x"));
    expect(error).toMatchObject({ code: "ENOENT", errno: 2, result: -1, fn: "find_file" });
    expect(error.message).toBe("find_file: ENOENT: no such file or directory");
  });

  test("returned", () => {
    expect(api.count_open()).toEqual({ result: 7, errno: 24 });
  });

  test("is that of the function, whatever frees its text does to it", () => {
    expect(api.store_reason(33)).toEqual({ result: "reason", errno: 33 });
  });
});

describe("names", () => {
  test("parameters called like what is ours", () => {
    expect(api.solve(4)).toEqual({ result_: 8, result: 5 });
    expect(api.only_code()).toBe(9);
  });
});

describe("async only", () => {
  test("a promise, of what the function gives; errno is that of the call", async () => {
    expectTypeOf(api.store_slow).returns.resolves.toEqualTypeOf<Owned<store>>();
    expect(await api.wait_for(1)).toEqual({ result: 1, seen: 5 });
    await expect(api.wait_for(51)).rejects.toMatchObject({ code: "EINTR", fn: "wait_for", result: -1 });
    using s = await api.store_slow("slow");
    expect(api.store_name(s)).toBe("slow");
    await expect(api.store_slow("bad")).rejects.toThrow("store_slow: bad name (14)");
    expect(store_live()).toBe(1);
  });

  test("called off before it began", async () => {
    const signal = AbortSignal.abort(new Error("no more"));
    await expect(api.wait_for(1, { signal })).rejects.toThrow("no more");
  });

  test("the plain function is not to be called on this thread", async () => {
    expect(() => wait_for(1, new Int32Array(1))).toThrow(
      "wait_for: it blocks the thread that it is called on: call wait_for.async",
    );
    const seen = new Int32Array(1);
    expect(await wait_for.async(1, seen)).toBe(1);
    expect(seen[0]).toBe(5);
  });
});

test("converters: of a type, and of a parameter", () => {
  expectTypeOf(api.later).toEqualTypeOf<(start: Date, days: number) => Date>();
  expect(api.later(new Date("2026-01-31T00:00:00Z"), 1)).toEqual(new Date("2026-02-01T00:00:00Z"));
  expect(api.path_length(pathToFileURL("/tmp/x"))).toBe(6);
});

describe("a converter of a type goes wherever a function of api takes or gives the type", () => {
  const [first, second] = [new Date("2026-01-01T00:00:00Z"), new Date("2026-01-02T00:00:00Z")];

  test("elements of arrays, out and inout", () => {
    expectTypeOf(api.latest).toEqualTypeOf<(times: readonly Date[]) => Date>();
    expect(api.latest([first, second])).toEqual(second);
    expectTypeOf(api.days).returns.toEqualTypeOf<Date[]>();
    expect(api.days(first, 2)).toEqual([first, second]);
    expect(api.next_day(first)).toEqual(second);
    expect(() => api.latest(first as never)).toThrow("latest: times must be an array, got ");
  });

  test("elements of a parameter that has one itself, and text", () => {
    expect(api.longest([pathToFileURL("/tmp/x"), "/y"])).toBe(6);
    expect(api.home(10)).toBe("/home");
  });

  test("not members of records, nor what a pointer leads to: those are C's", () => {
    const s = span.alloc();
    s.from = 5;
    expectTypeOf(s.from).toEqualTypeOf<number>();
    s.to = 86405;
    expect(api.span_length(s)).toEqual(new Date(86400000));
  });
});

describe("functions that are declared under the name of a macro", () => {
  test("their errors say that name", () => {
    expect(() => api.stock_take(-3)).toThrow("stock_take: it returned -3");
    expect(failureOf(() => api.stock_take(-3))).toMatchObject({ fn: "stock_take", result: -3 });
    expect(() => api.stock_take(0.5)).toThrow(/^stock_take: n /);
  });

  test("their text is freed", () => {
    expect([api.stock_label(1), api.stock_label(0)]).toEqual(["stock", null]);
    expect(store_texts()).toBe(0);
  });

  test("they block", async () => {
    expect(await api.stock_wait()).toBe(6);
    expect(() => stock_wait(new Int32Array(1))).toThrow("stock_wait: it blocks the thread");
  });
});

test("a count that C only writes is the length of what it counts, and nothing else", () => {
  expectTypeOf(api.first_primes).toEqualTypeOf<() => Filled<Int32Array>>();
  expect([...api.first_primes()]).toEqual([2, 3, 5]);
  expect([...api.first_primes()]).toEqual([2, 3, 5]);
  expect(() => api.first_primes()).toThrow("first_primes: it returned 0");
});

test("what follows the parameters of a variadic function", () => {
  using s = api.store_open("notes");
  expectTypeOf(api.print_note).parameters.toEqualTypeOf<[PointerArg<store>, number | bigint, CString, ...VarArg[]]>();
  expect(api.print_note(s, 40, "%s: %d of %.1f", "pears", 7, c.double(9.5))).toBe("pears: 7 of 9.5");
  expect(() => api.print_note(s, 4, "%s", "pears")).toThrow("print_note: the note is too long (-1)");
  expect(() => api.print_note(s, 4, "%f", 0.5)).toThrow("print_note: argument 5 is 0.5: C must be told the type");
});

test("a function without a prototype has an annotated form", () => {
  expectTypeOf(api.store_any).toEqualTypeOf<(...args: VarArg[]) => Owned<store>>();
  using s = api.store_any();
  expect(api.print_note(s, 40, "%d", 1)).toBe("1");
});

test("a code that the library is asked for, and a failure that it then forgets", () => {
  using s = api.store_open("clock");
  expect([api.poll_clock(s, 1), api.poll_clock(s, 2)]).toEqual([-1, 1]);
  expect(failureOf(() => api.poll_clock(s, -1))).toMatchObject({
    message: "poll_clock: time ran backwards (7)",
    result: 7,
  });
  expect(clock_failures()).toBe(0);
});

test("words that C gives as a `char *`", () => {
  expect(api.store_dial(12)).toBe(12);
  expect(() => api.store_dial(3)).toThrow("store_dial: too short (-3)");
});
