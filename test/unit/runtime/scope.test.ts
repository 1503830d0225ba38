import {
  addressOf,
  Callback,
  c,
  cstring,
  free,
  functionType,
  library,
  malloc,
  type Owned,
  own,
  type Pointer,
  ptr,
  ptrTo,
  type Scope,
  scope,
  str,
} from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import { point, segment } from "./point.ts";

const strlen = library("c", ["libc.so.6"]).func("strlen", "ulong", ["str"]);

describe("scope", () => {
  test("gives zeroed memory of every sort", () => {
    using s = scope();
    const record = s.alloc(segment);
    record.to.x = 3;
    expect([record.to.x, record.from.y]).toEqual([3, 0]);
    const cell = s.ref(c.int, 5);
    expect(c.int.at(addressOf(cell))).toBe(5);
    const numbers: Float64Array = s.array(c.double, [1, 2]);
    expect([...numbers]).toEqual([1, 2]);
    expect(s.array(point, 3).at(2).next).toBeNull();
    expect(s.array(c.string, ["a", "b"]).toArray()).toEqual(["a", "b"]);
    const text = s.string("grün");
    expect(strlen(str(text, "strlen", "s"))).toBe(5);
    expect(cstring(addressOf(text))).toBe("grün");
    record.from.next = s.alloc(point);
    expect(addressOf(s.array(c.char, 100_000))).toBeTypeOf("bigint");
    const many = Array.from({ length: 3000 }, (_, i) => s.ref(c.int, i));
    expect(many.every((ref, i) => ref.value === i && addressOf(ref) % 4n === 0n)).toBe(true);
  });

  test("after its end nothing of it can be used", () => {
    const s = scope();
    const record = s.alloc(segment);
    const part = record.to;
    const cell = s.ref(c.int);
    const numbers = s.array(c.int, 4);
    const names = s.array(c.string, 2);
    const text = s.string("x");
    ptrTo(c.int, cell, "f", "p");
    s.dispose();
    expect(s.ended).toBe(true);
    for (const use of [() => record.to.x, () => part.x, () => cell.value, () => names.at(0)])
      expect(use).toThrow(TypeError);
    expect([numbers.length, text.length]).toEqual([0, 0]);
    expect(() => ptrTo(segment, record, "f", "p")).toThrow("f: p must be memory that still exists");
    expect(() => ptrTo(c.int, cell, "f", "p")).toThrow("f: p must be memory that still exists");
    expect(() => ptr(numbers, "f", "p")).toThrow("f: p must be memory that still exists");
    expect(() => str(text, "f", "p")).toThrow("f: p must be memory that still exists");
    expect(() => addressOf(part)).toThrow(TypeError);
  });

  test("after its end it gives nothing", () => {
    const s = scope();
    s.dispose();
    s[Symbol.dispose]();
    const uses: readonly (readonly [string, () => unknown])[] = [
      ["alloc", () => s.alloc(point)],
      ["ref", () => s.ref(c.int)],
      ["array", () => s.array(c.int, 1)],
      ["string", () => s.string("x")],
      ["own", () => s.callback(() => 0)],
      ["own", () => s.own(scope())],
      ["defer", () => s.defer(() => 0)],
    ];
    for (const [method, use] of uses) expect(use).toThrow(new TypeError(`${method}: the scope has ended`));
  });

  test("ends what it owns, the last first, also when an exception leaves it", () => {
    const order: string[] = [];
    let owned: Owned<unknown> | null = null;
    let callback: Callback<() => number> | null = null;
    let inner: Scope | null = null;
    expect(() => {
      using s = scope();
      s.defer(() => order.push("deferred"));
      owned = s.own(addressOf(new Uint8Array(1)) as Pointer, () => order.push("owned"));
      callback = s.callback(() => 1);
      inner = s.own(scope());
      inner.defer(() => order.push("inner"));
      throw new Error("mine");
    }).toThrow("mine");
    expect(order).toEqual(["inner", "owned", "deferred"]);
    expect((owned as Owned<unknown> | null)?.disposed).toBe(true);
    expect((inner as Scope | null)?.ended).toBe(true);
    const type = functionType<() => number>("i32", []);
    expect(() => Callback.bind(callback as unknown as Callback<() => number>, type.pool, "f", "p")).toThrow(
      "disposed of",
    );
  });

  test("ends everything even if some of it fails", () => {
    const order: number[] = [];
    const fill = (s: Scope, ...fail: readonly number[]): void => {
      for (const i of [1, 2, 3]) {
        s.defer(() => {
          order.push(i);
          if (fail.includes(i)) throw new Error(`end ${i}`);
        });
      }
    };
    const one = scope();
    fill(one, 2);
    expect(() => one.dispose()).toThrow("end 2");
    const two = scope();
    fill(two, 1, 3);
    const error = caught(() => two.dispose());
    expect(error).toBeInstanceOf(AggregateError);
    expect((error as AggregateError).errors.map((e: Error) => e.message)).toEqual(["end 3", "end 1"]);
    expect(order).toEqual([3, 2, 1, 3, 2, 1]);
  });

  test("as a function, for those without using", () => {
    let kept: Scope | null = null;
    expect(
      scope((s) => {
        kept = s;
        return s.ref(c.int, 4).value;
      }),
    ).toBe(4);
    expect((kept as Scope | null)?.ended).toBe(true);
    const error = caught(() =>
      scope((s) => {
        s.defer(() => {
          throw new Error("end");
        });
        throw new Error("body");
      }),
    );
    expect((error as AggregateError).errors.map((e: Error) => e.message)).toEqual(["body", "end"]);
  });

  test("of an async function ends when its promise is settled", async () => {
    const order: string[] = [];
    let kept: Scope | null = null;
    const result = scope(async (s) => {
      kept = s;
      s.defer(async () => {
        await Promise.resolve();
        order.push("deferred");
      });
      await new Promise((resolve) => setTimeout(resolve, 1));
      order.push("body");
      return s.ref(c.int, 6).value;
    });
    expect((kept as Scope | null)?.ended).toBe(false);
    expect(await result).toBe(6);
    expect(order).toEqual(["body", "deferred"]);
    expect((kept as Scope | null)?.ended).toBe(true);
    const failing = scope(async (s) => {
      s.defer(() => order.push("again"));
      throw new Error("body");
    });
    await expect(failing).rejects.toThrow("body");
    expect(order.at(-1)).toBe("again");
  });

  test("nested", () => {
    scope((outer) => {
      const mine = outer.ref(c.int, 1);
      const lost = scope((s) => s.alloc(point));
      expect(() => lost.x).toThrow(TypeError);
      expect(mine.value).toBe(1);
    });
  });

  test("refuses what it cannot own or allocate", () => {
    using s = scope();
    const untyped = (value: unknown): never => value as never;
    expect(() => s.alloc(untyped(c.int))).toThrow("alloc: type must be a record class");
    expect(() => s.ref(untyped(point))).toThrow("point is a record class");
    expect(() => s.array(untyped(undefined), 1)).toThrow(TypeError);
    expect(() => s.string(untyped(5))).toThrow("string: text must be a string, got 5");
    expect(() => s.own(untyped({}))).toThrow("own: it must be something with [Symbol.dispose]");
    expect(() => s.own(untyped(null), () => 0)).toThrow("own: pointer must be a pointer other than NULL");
    expect(() => s.defer(untyped(1))).toThrow("defer: fn must be a function");
    expect(() => s.callback(untyped(1))).toThrow("Callback: fn must be a function");
    expect(() => scope(untyped(1))).toThrow("scope: body must be a function");
    // @ts-expect-error a cell for an int holds numbers
    expect(() => s.ref(c.int, "5")).toThrow("value must be a number");
  });

  test("owns memory of C's heap", () => {
    let p: Pointer | null = null;
    scope((s) => {
      p = s.own(malloc(8), free).pointer;
      s.own(own(malloc(8), free)).release();
    });
    expect(() => free(p)).toThrow("freed already");
  });
});

function caught(fn: () => unknown): unknown {
  try {
    fn();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
