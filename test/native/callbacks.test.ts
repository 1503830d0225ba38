import { addressOf, asFunction, Callback, c, cstring, handle, objectOf, type Pointer, pointer } from "c2ts-runtime";
import { afterEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import * as k from "../../fixtures/callbacks/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("callbacks");

const oops = (): never => {
  throw new Error("oops");
};

afterEach(() => {
  k.set_callback(null, null);
});

describe("call-scoped functions", () => {
  test("pointers in, int out", () => {
    const values = Int32Array.of(5, -1, 3, 2147483647, -2147483648, 3);
    k.sort_ints(values, values.length, (a, b) => {
      expectTypeOf(a).toEqualTypeOf<Pointer<c.int> | null>();
      const [x, y] = [c.int.at(a), c.int.at(b)];
      return x < y ? -1 : x > y ? 1 : 0;
    });
    expect([...values]).toEqual([-2147483648, -1, 3, 3, 5, 2147483647]);
  });

  test("bool out", () => {
    expect(k.count_if(10, (i) => i % 3 === 0)).toBe(4);
    expect(k.count_if(0, oops)).toBe(0);
  });

  test("64 bits in and out", () => {
    const seen: bigint[] = [];
    const same = (value: bigint): bigint => {
      seen.push(value);
      return value;
    };
    for (const value of [0n, -1n, -(2n ** 63n), 2n ** 63n - 1n, 2n ** 53n + 1n])
      expect(k.apply64(same, value)).toBe(value);
    for (const value of [0n, 1n, 2n ** 63n, 2n ** 64n - 1n, 2n ** 53n + 1n])
      expect(k.applyu64(same, value)).toBe(value);
    expect(seen).toEqual([
      ...[0n, -1n, -(2n ** 63n), 2n ** 63n - 1n, 2n ** 53n + 1n],
      ...[0n, 1n, 2n ** 63n, 2n ** 64n - 1n, 2n ** 53n + 1n],
    ]);
    expect(k.apply64(() => -7, 0)).toBe(-7n);
    expect(k.applyu64(() => Number.MAX_SAFE_INTEGER, 0)).toBe(2n ** 53n - 1n);
  });

  test("every narrow type, and more parameters than six", () => {
    const seen: number[] = [];
    const sum = k.apply_all((...all) => {
      seen.push(...all);
      return all.reduce((a, b) => a + b, 0);
    }, 0.25);
    expect(seen).toEqual([-1, 255, -2, 65535, 0.5, 0.25]);
    expect(sum).toBe(-1 + 255 - 2 + 65535 + 0.5 + 0.25);
  });

  test("text stays a pointer", () => {
    expect(k.apply_text((text) => text, "grüße")).toBe("grüße");
    expect(k.apply_text((text) => (cstring(text) === "x" ? null : text), "x")).toBeNull();
    expect(k.apply_text((text) => text, null)).toBeNull();
    const kept = Buffer.from("mine\0");
    expect(k.apply_text(() => addressOf(kept), "ignored")).toBe("mine");
  });

  test("user data comes back", () => {
    const seen: unknown[] = [];
    using kept = new Callback<k.notify>((value, user) => void seen.push([value, user]));
    k.set_callback(kept, pointer(0xffff_ffff_ffff_ffffn));
    k.fire(1);
    k.set_callback(kept, null);
    k.fire(2);
    expect(seen).toEqual([
      [1, 0xffff_ffff_ffff_ffffn],
      [2, null],
    ]);
  });

  test("call C again, and again", () => {
    const fold = (n: bigint): bigint => (n <= 1n ? 1n : n * k.apply64(fold, n - 1n));
    expect(k.apply64(fold, 15)).toBe(1307674368000n);
    const deep = (n: bigint): bigint => (n === 0n ? 0n : 1n + k.apply64(deep, n - 1n));
    expect(k.apply64(deep, 50)).toBe(50n);
  });

  test("extra arguments may be left out", () => {
    expect(k.count_if(5, () => true)).toBe(5);
  });
});

describe("functions that C keeps", () => {
  test("a Callback stays until it is disposed of", () => {
    const seen: number[] = [];
    const kept = new Callback((value: number) => void seen.push(value));
    k.set_callback(kept, null);
    for (let i = 0; i < 200; i++) k.count_if(1, () => true);
    expect([k.fire(1), k.fire(2)]).toEqual([1, 1]);
    expect(seen).toEqual([1, 2]);
    kept.dispose();
    expect(() => k.fire(3)).toThrow("set_callback: C called 'f' after its Callback was disposed of");
    expect(seen).toEqual([1, 2]);
    expect(() => k.set_callback(kept, null)).toThrow("set_callback: f is a Callback that has been disposed of");
    kept.dispose();
    kept[Symbol.dispose]();
  });

  test("a plain function that C keeps is reported, and no other function is called", () => {
    let calls = 0;
    const count = (): void => void calls++;
    k.set_callback(count, null);
    for (let i = 0; i < 63; i++) {
      k.set_callback(new Callback(count), null);
    }
    k.set_callback(count, null);
    expect(() => k.fire(1)).toThrow(/set_callback: C called 'f' after it was released; .*new Callback\(fn\)/);
    expect(calls).toBe(0);
    expect(k.count_if(3, () => true)).toBe(3);
  });

  test("the same Callback in two places of one signature, but not of two", () => {
    const seen: number[] = [];
    using kept = new Callback<k.notify>((value) => void seen.push(value));
    const listener = k.struct_listener.alloc();
    listener.on_event = kept;
    k.set_callback(kept, null);
    k.fire(1);
    k.listener_fire(listener, 2);
    expect(seen).toEqual([1, 2]);
    // @ts-expect-error another signature
    expect(() => k.apply64(kept, 1)).toThrow(
      /apply64: f is a Callback with the C signature of 'f' of set_callback|'on_event'/,
    );
  });

  test("in a record", () => {
    const seen: unknown[] = [];
    const listener = k.struct_listener.alloc();
    expect(listener.on_event).toBeNull();
    k.listener_fire(listener, 0);
    listener.on_event = new Callback((value, user) => void seen.push([value, user]));
    listener.user = pointer(0x1234n);
    k.listener_fire(listener, 7);
    expect(seen).toEqual([[7, 0x1234n]]);
    const address = listener.on_event;
    if (address === null) throw new Error("not NULL");
    asFunction(k.notify, address)(8, null);
    expect(seen[1]).toEqual([8, null]);
    // @ts-expect-error C keeps it, so a plain function will not do
    expect(() => (listener.on_event = () => undefined)).toThrow("struct_listener: on_event must be a Callback");
    listener.on_event = null;
    k.listener_fire(listener, 9);
    expect(seen).toHaveLength(2);
  });

  test("using ends it", () => {
    {
      using kept = new Callback<k.notify>(() => undefined);
      k.set_callback(kept, null);
      expect(k.fire(1)).toBe(1);
    }
    expect(() => k.fire(1)).toThrow("after its Callback was disposed of");
  });

  test("throws through asFunction too, once", async () => {
    using kept = new Callback<k.notify>(oops);
    const listener = k.struct_listener.alloc();
    listener.on_event = kept;
    const call = asFunction(k.notify, listener.on_event);
    const uncaught = vi.fn();
    process.on("uncaughtException", uncaught);
    try {
      expect(() => call(1, null)).toThrow("oops");
      await new Promise((resolve) => setImmediate(resolve));
      expect(uncaught).not.toHaveBeenCalled();
    } finally {
      process.off("uncaughtException", uncaught);
    }
  });

  test("installed by a callback, called by the same call of C and later", () => {
    const seen: number[] = [];
    using late = new Callback<k.notify>((value) => void seen.push(value));
    expect(
      k.count_if(3, (i) => {
        if (i === 0) k.set_callback(late, null);
        k.fire(i);
        return true;
      }),
    ).toBe(3);
    k.fire(9);
    expect(seen).toEqual([0, 1, 2, 9]);
  });
});

describe("many", () => {
  test("hundreds of live Callbacks, each its own", () => {
    const seen: number[] = [];
    const all = Array.from(
      { length: 600 },
      (_, i) => new Callback<k.notify>((value) => void seen.push(i * 1000 + value)),
    );
    const listeners = all.map((kept) => {
      const listener = k.struct_listener.alloc();
      listener.on_event = kept;
      return listener;
    });
    expect(new Set(listeners.map((listener) => listener.on_event)).size).toBe(600);
    for (const [i, listener] of listeners.entries()) k.listener_fire(listener, i % 7);
    expect(seen).toEqual(all.map((_, i) => i * 1000 + (i % 7)));
    for (const kept of all) kept.dispose();
    for (const listener of listeners.slice(0, 20)) expect(() => k.listener_fire(listener, 1)).toThrow("disposed of");
  });

  test("tens of thousands of calls with a function of their own", () => {
    let sum = 0;
    for (let i = 0; i < 20_000; i++) sum += k.count_if(1, (n) => n === 0);
    expect(sum).toBe(20_000);
  });

  test("twenty at once, in nested calls", () => {
    const nest = (depth: number): bigint =>
      depth === 0 ? 1n : k.apply64((n) => n + k.applyu64(() => nest(depth - 1), 0), 1);
    expect(nest(20)).toBe(21n);
  });
});

describe("functions of C", () => {
  test("are called through asFunction, with checks", () => {
    const plus = asFunction(k.binary, k.choose(43));
    expectTypeOf(plus).toEqualTypeOf<(arg0: number, arg1: number) => number>();
    expect(plus(2, 3)).toBe(5);
    expect(asFunction(k.binary, k.choose("*".charCodeAt(0)))(-6, 7)).toBe(-42);
    expect(k.choose(0)).toBeNull();
    expect(() => asFunction(k.binary, k.choose(0))).toThrow("a function pointer other than NULL");
    expect(() => plus(0.5, 1)).toThrow("argument 1 must be");
    expect(() => callUntyped(plus, 1)).toThrow("takes 2 arguments, got 1");
  });

  test("go where a function pointer is wanted", () => {
    const binary = k.choose(43);
    expect(binary).toBe(k.choose(43));
    using kept = new Callback<k.compare>(() => 0);
    expect(kept).toBeInstanceOf(Callback);
  });
});

describe("wrong arguments", () => {
  test("name function and parameter", () => {
    for (const value of [undefined, 5, "f", {}, [], true]) {
      expect(() => callUntyped(k.count_if, 1, value)).toThrow(
        /^count_if: f must be a function, a Callback, a pointer or null/,
      );
      expect(() => callUntyped(k.set_callback, value, null)).toThrow(/^set_callback: f must be/);
    }
    expect(() => callUntyped((fn: () => void) => new Callback(fn), 5)).toThrow("Callback: fn must be a function");
    // @ts-expect-error the parameters are another type
    const wrong = (): unknown => k.count_if(1, (text: string) => text === "");
    expect(wrong).toBeTypeOf("function");
    expect(() => k.count_if(0.5, () => true)).toThrow("count_if: count must be");
    expect(k.count_if(1, () => true)).toBe(1);
  });
});

describe("user data", () => {
  class Session {
    readonly seen: number[] = [];
  }
  const note = (value: number, user: Pointer | null): void => void objectOf(user, Session).seen.push(value);

  test("is an object, through a handle", () => {
    const session = new Session();
    using h = handle(session);
    using kept = new Callback<k.notify>(note);
    k.set_callback(kept, h);
    k.fire(1);
    const listener = k.struct_listener.alloc();
    listener.on_event = kept;
    listener.user = h;
    k.listener_fire(listener, 2);
    expect(session.seen).toEqual([1, 2]);
    h.dispose();
    expect(() => k.fire(3)).toThrow("objectOf: p is a handle that has been disposed of");
    expect(() => k.set_callback(kept, h)).toThrow("set_callback: user must be a Handle that is still there");
    // @ts-expect-error an `int *` is no user data
    expect(() => k.sort_ints(h, 0, null)).toThrow("sort_ints: values must be");
    expect(session.seen).toEqual([1, 2]);
  });
});
