import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { errno } from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import * as a from "../../fixtures/async/expected.ts";
import * as b from "../../fixtures/by-value/expected.ts";
import * as k from "../../fixtures/callbacks/expected.ts";
import * as f from "../../fixtures/functions/expected.ts";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";

/**
 * What the call engine does with values that C does not take, measured on koffi 3.3.4: users of a generated module meet none of it.
 * (Packed records by value: packing; variadic floats: variadic; slots and stale pointers: callbacks; stack and pinning: async.)
 */
compileFixture("functions");
compileFixture("by-value");
compileFixture("callbacks");
const library = compileFixture("async");

describe("values", () => {
  test.each<[trap: string, call: () => unknown]>([
    ["integers are cut to their width", () => f.next_uchar(300)],
    ["2^40 becomes 0", () => f.add(2 ** 40, 0)],
    ["fractions are dropped", () => f.add(1.9, 0)],
    ["NaN becomes 0", () => f.add(Number.NaN, 0)],
    ["infinity becomes 0", () => f.next_u32(Number.POSITIVE_INFINITY)],
    ["numbers from 2^63 become 2^63 - 1", () => f.next_u64(1e19)],
    ["bigints wrap", () => f.next_u64(2n ** 64n)],
    ["a negative size becomes a huge one", () => f.size_id(-1)],
    ["a bigint's low 64 bits are a double", () => callUntyped(f.half, 2n ** 70n)],
    ["a bigint goes as an int", () => callUntyped(f.add, 5n, 1)],
    ["any number is an address", () => callUntyped(f.mean, 5, 1)],
    ["text is copied for any pointer", () => callUntyped(f.mean, "x", 1)],
    ["an array is taken for its elements", () => callUntyped(f.mean, [1, 2], 2)],
    ["any typed array is bytes", () => callUntyped(f.mean, new Int32Array(2), 1)],
    ["an object is NULL", () => callUntyped(f.mean, {}, 1)],
    ["undefined is NULL", () => callUntyped(f.mean, undefined, 1)],
    ["what is missing is not missed", () => callUntyped(f.add, 1)],
  ])("%s", (_, call) => {
    expect(call).toThrow(/^(add|next_\w+|size_id|half|mean): \w+ must be /);
  });

  test("results of 64 bits change their type with their value", () => {
    expect([f.negate64(1), f.negate64(-(2n ** 62n))]).toEqual([-1n, 2n ** 62n]);
    expect([f.next_u64(0), f.next_u64(2n ** 63n)]).toEqual([1n, 2n ** 63n + 1n]);
    expect([f.long_id(5), f.size_id(2 ** 52)]).toEqual([5, 2 ** 52]);
    expect(() => f.long_id(2n ** 62n)).toThrow(RangeError);
  });

  test("detached memory becomes NULL", () => {
    const gone = new Float64Array(4);
    structuredClone(gone.buffer, { transfer: [gone.buffer] });
    expect(() => f.mean(gone, 1)).toThrow("mean: values must be memory that still exists");
  });
});

describe("records by value", () => {
  test.each<[trap: string, value: unknown]>([
    ["a text in a number ends the process", { r: "x", g: 1, b: 2 }],
    [
      "a getter that throws ends the process",
      {
        get r() {
          throw new Error("getter");
        },
      },
    ],
    ["bytes become zeros", new Uint8Array(3)],
    ["a list becomes zeros", [1, 2, 3]],
    ["null becomes zeros", null],
    ["members that are missing become zeros", {}],
  ])("%s", (_, value) => {
    expect(() => callUntyped(b.rgb_invert, value)).toThrow(/^rgb_invert: c must be an? rgb, got /);
  });
});

describe("calls", () => {
  test("errno is whatever Node did last", () => {
    expect(a.fail_with(42)).toBe(-1);
    for (let i = 0; i < 5; i++) spawnSync("/no/such/program");
    expect(errno()).toBe(42);
  });

  test("a NULL function is called", async () => {
    expect(k.choose(0)).toBeNull();
    await expect(callUntyped(a.each.async, 1, 5, null)).rejects.toThrow("each: f must be a function");
  });
});

describe("callbacks", () => {
  test("more than 16 in a call, or nested, are too many", () => {
    const nest = (depth: number): number => (depth === 0 ? 1 : a.each(1, () => nest(depth - 1), null) + 1);
    expect(nest(40)).toBe(41);
  });

  test("too deep a nesting is a RangeError, and C's stack is in order after it", () => {
    const forever = (): number => a.each(1, forever, null);
    expect(forever).toThrow(RangeError);
    expect(a.each(3, () => 1, null)).toBe(3);
  });

  test("unsigned arguments come negative", () => {
    expect(k.applyu64((value) => value, 2n ** 63n + 5n)).toBe(2n ** 63n + 5n);
  });

  test("a promise as a result gives C garbage", () => {
    // @ts-expect-error an async function is no callback
    expect(() => a.each(1, async () => 1, null)).toThrow("each: the result of 'f' must be a number");
  });

  test("what a kept one throws on another thread is an uncaught exception, C gets 0, and the next one is called", () => {
    const program = `
      import { Callback } from "c2ts-runtime";
      import { each_on_thread } from ${JSON.stringify(fileURLToPath(new URL("../../fixtures/async/expected.ts", import.meta.url)))};
      process.on("uncaughtException", (error) => console.log("uncaught", error.message));
      const kept = new Callback((value) => { if (value === 1) throw new Error("oops"); return 10; });
      console.log(await each_on_thread.async(3, kept, null));`;
    const env = { ...process.env, NODE_OPTIONS: "", C2TS_LIB_FIXTURE_ASYNC: library };
    const ran = spawnSync(nodeBinary(26), ["--input-type=module-typescript", "-e", program], { env, encoding: "utf8" });
    expect(ran.stdout).toBe("uncaught oops\n20\n");
  });
});
