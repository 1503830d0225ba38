import { spawnSync } from "node:child_process";
import { type AsyncOptions, Callback, type CFunction, c, errno, type Pointer, Ref } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as k from "../../fixtures/async/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";
import { gc } from "../unit/runtime/collect.ts";

const path = compileFixture("async");

const settled = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

describe("a call on another thread", () => {
  test("has the arguments of the synchronous form, and a promise of its result", async () => {
    expectTypeOf(k.add_after.async).parameters.toEqualTypeOf<
      [ms: number, a: number, b: number, options?: AsyncOptions]
    >();
    expectTypeOf(k.add_after.async).returns.toEqualTypeOf<Promise<number>>();
    expectTypeOf(k.add_after).toEqualTypeOf<CFunction<(ms: number, a: number, b: number) => number>>();
    expect(await k.add_after.async(1, 2, 3)).toBe(5);
    const { async: detached } = k.add_after;
    expect(await detached(0, 2, 3)).toBe(5);
    expect(k.add_after(0, 2, 3)).toBe(5);
  });

  test("runs there, and this one goes on", async () => {
    const here = k.this_thread();
    expect(await k.this_thread.async()).not.toBe(here);
    let over = false;
    const call = k.add_after.async(50, 1, 1).then(() => {
      over = true;
    });
    expect(k.add_after(0, 1, 1)).toBe(2);
    expect(over).toBe(false);
    await call;
    expect(over).toBe(true);
  });

  test("gives every type of result", async () => {
    const value = 2n ** 64n - 1n;
    expect(await k.wide.async(value)).toBe(value);
    expect(await k.is_even.async(4)).toBe(true);
    expect(await k.greet_after.async(0, "Jürgen")).toBe("hello Jürgen");
    const p = k.point.alloc();
    p.x = 1;
    p.y = 2;
    const swapped = await k.point_after.async(0, p);
    expect([swapped.x, swapped.y]).toEqual([2, 1]);
    const b = k.block.alloc();
    b.v = [1, 2, 3, 4];
    const call = k.block_after.async(5, b);
    b.v = [0, 0, 0, 0];
    expect([...(await call).v]).toEqual([2, 4, 6, 8]);
  });

  test("is rejected where the synchronous form throws", async () => {
    await expect(k.add_after.async(0, 0.5, 1)).rejects.toThrow("add_after: a must be an integer");
    await expect(callUntyped(k.add_after.async, 0, 1)).rejects.toThrow("add_after: b must be a number");
    await expect(callUntyped(k.add_after.async, 0, 1, 2, 3)).rejects.toThrow(
      "add_after.async: options must be an object",
    );
    await expect(callUntyped(k.add_after.async, 0, 1, 2, {}, 4)).rejects.toThrow(
      "add_after.async: takes 3 arguments and options, got 5 arguments",
    );
    await expect(callUntyped(k.add_after.async, 0, 1, 2, { signal: 1 })).rejects.toThrow(
      "add_after.async: options.signal must be an AbortSignal, got 1",
    );
    expect(k.add_after(0, 1, 2)).toBe(3);
  });

  test("has an errno of its own, right after the await", async () => {
    expect(await k.fail_with.async(7)).toBe(-1);
    expect(errno()).toBe(7);
    const seen = await Promise.all(
      Array.from({ length: 100 }, async (_, i) => {
        await k.fail_with.async(i + 1);
        return errno();
      }),
    );
    expect(seen).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  });

  test("has as much stack as a synchronous one", async () => {
    expect(k.deep(1_500_000)).toBe(2);
    expect(await k.deep.async(1_500_000)).toBe(2);
  });

  test("there can be any number of", async () => {
    const sums = await Promise.all(Array.from({ length: 5000 }, (_, i) => k.add_after.async(0, i, 1)));
    expect(sums.every((sum, i) => sum === i + 1)).toBe(true);
  });

  test("is not there where it could not work", () => {
    expect("async" in k.add_all).toBe(false);
    expect("async" in k.quit).toBe(false);
    // @ts-expect-error koffi calls variadic functions on its own thread only
    expect(k.add_all.async).toBeUndefined();
  });
});

describe("memory given to it", () => {
  test("stays until C has returned", async () => {
    const calls = Array.from({ length: 20 }, () => k.sum_after.async(20, new Uint8Array(1 << 20).fill(1), 1 << 20));
    const cells = Array.from({ length: 100 }, (_, i) => {
      const cell = k.struct_cell.alloc();
      cell.value = i;
      cell.link = new Ref(c.int, 1);
      return k.cell_sum_after.async(1, cell);
    });
    for (let i = 0; i < 5; i++) {
      gc();
      for (let j = 0; j < 200; j++) k.struct_cell.alloc().value = -1;
    }
    expect(await Promise.all(calls)).toEqual(new Array(20).fill(1 << 20));
    expect(await Promise.all(cells)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  });

  test("has what C wrote", async () => {
    const values = new Int32Array(5);
    await k.fill_after.async(5, values, 5);
    expect([...values]).toEqual([1, 2, 3, 4, 5]);
  });
});

describe("an AbortSignal", () => {
  test("calls off what has not begun", async () => {
    const busy = Array.from({ length: 4 }, () => k.add_after.async(50, 1, 1));
    const controller = new AbortController();
    const waiting = settled(k.add_after.async(0, 1, 1, { signal: controller.signal }));
    const after = k.add_after.async(0, 2, 2);
    const reason = new Error("changed my mind");
    controller.abort(reason);
    expect(await waiting).toBe(reason);
    expect(await Promise.all([...busy, after])).toEqual([2, 2, 2, 2, 4]);
  });

  test("does so at once if it was aborted before", async () => {
    const reason = new Error("no");
    const bad = k.add_after.async(0, 1, 1, { signal: AbortSignal.abort(reason) });
    expect(await settled(bad)).toBe(reason);
    expect(await k.add_after.async(0, 1, 1, {})).toBe(2);
  });

  test("does not stop what has begun", async () => {
    const controller = new AbortController();
    const call = k.add_after.async(20, 1, 1, { signal: controller.signal });
    controller.abort();
    expect(await call).toBe(2);
  });
});

describe("functions given to it", () => {
  test("are called on this thread", async () => {
    const seen: number[] = [];
    const sum = await k.each.async(
      10,
      (value, user) => {
        expectTypeOf(user).toEqualTypeOf<Pointer | null>();
        seen.push(value);
        return k.add_after(0, value, 1);
      },
      null,
    );
    expect(sum).toBe(55);
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("from C's own threads too", async () => {
    expect(await k.each_on_thread.async(100, (value) => value, null)).toBe(4950);
    using kept = new Callback<k.step>((value) => 2 * value);
    expect(await k.each_on_thread.async(100, kept, null)).toBe(9900);
  });

  test("that throw: C gets 0, is not answered any more, and the promise is rejected", async () => {
    for (const each of [k.each, k.each_on_thread]) {
      let calls = 0;
      const oops = new Error("oops");
      const call = each.async(
        10,
        () => {
          calls++;
          throw oops;
        },
        null,
      );
      const other = k.each.async(10, () => 1, null);
      expect(await settled(call)).toBe(oops);
      expect(calls).toBe(1);
      expect(await other).toBe(10);
    }
    // @ts-expect-error text is no int
    await expect(k.each.async(1, () => "x", null)).rejects.toThrow("each: the result of 'f' must be a number");
    expect(k.each(3, () => 1, null)).toBe(3);
  });

  test("many at once, and none is left over", async () => {
    const sums = await Promise.all(Array.from({ length: 300 }, (_, i) => k.each.async(3, () => i, null)));
    expect(sums).toEqual(Array.from({ length: 300 }, (_, i) => 3 * i));
  });

  test("may call, synchronously and not", async () => {
    const inner: Promise<number>[] = [];
    const sum = await k.each.async(
      3,
      (value) => {
        inner.push(k.each.async(2, (other) => value + other, null));
        return k.each(2, (other) => value * other, null);
      },
      null,
    );
    expect(sum).toBe(3);
    expect(await Promise.all(inner)).toEqual([1, 3, 5]);
  });

  test("that are disposed of meanwhile do not matter to the result", async () => {
    const once = new Callback<k.step>(() => {
      once.dispose();
      return 7;
    });
    expect(await k.each.async(1, once, null)).toBe(7);
  });
});

test("memory that could be resized away while C uses it is refused", async () => {
  const options: object = { maxByteLength: 64 };
  const Buffers: new (length: number, options: object) => ArrayBuffer = ArrayBuffer;
  const values = new Int32Array(new Buffers(16, options));
  expect(await settled(k.fill_after.async(1, values, 4))).toEqual(
    new TypeError(
      "fill_after.async: values must be of a size that stays: its ArrayBuffer is resizable, got an Int32Array",
    ),
  );
  k.fill_after(0, values, 4);
});

test("many calls with one signal", async () => {
  const warnings: unknown[] = [];
  const warn = (warning: unknown): number => warnings.push(warning);
  process.on("warning", warn);
  try {
    const { signal } = new AbortController();
    expect(
      await Promise.all(Array.from({ length: 40 }, (_, i) => k.add_after.async(1, i, 1, { signal }))),
    ).toHaveLength(40);
    const controller = new AbortController();
    const calls = Array.from({ length: 40 }, () => k.add_after.async(5, 1, 1, { signal: controller.signal }));
    controller.abort("enough");
    const ended = await Promise.allSettled(calls);
    expect(ended.filter((end) => end.status === "rejected" && end.reason === "enough").length).toBeGreaterThan(30);
    expect(warnings).toEqual([]);
  } finally {
    process.off("warning", warn);
  }
});

test("in a worker thread, many at once", () => {
  const { stdout, stderr, status, signal } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", inWorkers()],
    {
      encoding: "utf8",
      env: { ...process.env, NODE_OPTIONS: "" },
    },
  );
  expect({ stdout, stderr, status, signal }).toEqual({
    stdout: "[820,820,820]\n",
    stderr: "",
    status: 0,
    signal: null,
  });
});

/** A program with three workers, each of which makes calls, and callbacks on C's threads, at the same time. */
function inWorkers(): string {
  const runtime = JSON.stringify(new URL("../../src/runtime/dist/index.js", import.meta.url).href);
  const worker = `
    import { parentPort } from "node:worker_threads";
    import { callScope, cFunction, functionType, i32, library, ret } from ${runtime};
    const lib = library(${JSON.stringify(path)});
    const step = functionType("i32", ["i32", "ptr"]);
    const add = cFunction(function $add_after(ms, a, b) {
      return ret((add["~c"] ?? lib.bind(add, "add_after", "i32", ["i32", "i32", "i32"]))(ms, a, b));
    });
    const each = cFunction(function $each_on_thread(count, f) {
      const s = callScope();
      try {
        const call = each["~c"] ?? lib.bind(each, "each_on_thread", "i32", ["i32", "ptr", "ptr"]);
        return ret(call(count, s.fn(step, f, "each_on_thread", "f"), null));
      } finally {
        s.end();
      }
    });
    const sums = await Promise.all([
      ...Array.from({ length: 39 }, (_, i) => add.async(1, i, 1)),
      each.async(2, (i) => 19 + i),
    ]);
    parentPort.postMessage(sums.reduce((a, b) => a + b, 0) + 1);`;
  return `
    import { Worker } from "node:worker_threads";
    const url = new URL("data:text/javascript," + encodeURIComponent(${JSON.stringify(worker)}));
    const sums = await Promise.all(Array.from({ length: 3 }, () => new Promise((done, failed) => {
      new Worker(url).on("message", done).on("error", failed);
    })));
    console.log(JSON.stringify(sums));`;
}
