import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Callback, c, callScope, cstring, functionType, pointer, Ref, ret } from "c2ts-runtime";
import { afterEach, describe, expect, test } from "vitest";
import {
  $lib,
  add,
  binding,
  call_int,
  call_kept,
  callBool,
  callDouble,
  callPtr,
  callVoid,
  keep,
  path,
} from "./callback-library.ts";

const kept: Callback<add>[] = [];
afterEach(() => {
  for (const callback of kept.splice(0)) callback.dispose();
});

describe("what C passes and gets", () => {
  test("numbers, bools, pointers", () => {
    expect(call_int((a, b) => a * 10 + b, 3)).toBe(33);
    expect(callDouble(() => 0.5)).toBe(0.5);
    expect(callBool((b) => !b)).toBe(false);
    let seen: string | null = null;
    expect(
      callPtr((s) => {
        seen = cstring(s);
        return pointer(4096n);
      }),
    ).toBe(4096n);
    expect(seen).toBe("text");
    expect(callPtr(() => null)).toBeNull();
    let ran = false;
    callVoid(() => {
      ran = true;
    });
    expect(ran).toBe(true);
  });

  test("a void callback may return anything", () => {
    expect(callVoid((() => "x") as () => void)).toBeUndefined();
  });

  test("uint64 is unsigned, int64 always a bigint, long a number", () => {
    // koffi gives -9223372036854775803n for the first (KOFFI.md section 5).
    const seen: unknown[] = [];
    const u64 = binding("call_u64", "u64", functionType<(a: bigint, b: bigint) => bigint>("u64", ["u64", "i64"]));
    expect(
      u64((a, b) => {
        seen.push(a, b);
        return 2n ** 64n - 1n;
      }),
    ).toBe(2n ** 64n - 1n);
    const long = binding(
      "call_long",
      "long",
      functionType<(a: number, b: number) => number>("long", ["long", "ulong"]),
    );
    expect(
      long((a, b) => {
        seen.push(a, b);
        return a + b;
      }),
    ).toBe(2);
    expect(seen).toEqual([9223372036854775813n, -(2n ** 63n), -5, 7]);
    const big = binding("call_big", "long", functionType<(a: number) => number>("long", ["ulong"]));
    expect(() => big((a) => a)).toThrow("C passed 9223372036854775808 to a callback");
  });

  test("five, six and more parameters", () => {
    const digits = (...n: readonly number[]): number => Number(n.join(""));
    const i = (n: number) => new Array<"i32">(n).fill("i32");
    expect(binding("call_five", "i32", functionType<typeof digits>("i32", i(5)))(digits)).toBe(12345);
    expect(binding("call_six", "i32", functionType<typeof digits>("i32", i(6)))(digits)).toBe(123456);
    expect(binding("call_eight", "i32", functionType<typeof digits>("i32", i(8)))(digits)).toBe(12345678);
  });
});

describe("errors", () => {
  test("are thrown when C returns, C got 0, and no further callback ran", () => {
    // koffi alone hands C uninitialised stack bytes.
    let calls = 0;
    const boom = new Error("boom");
    expect(() =>
      call_int(() => {
        calls++;
        throw boom;
      }, 100),
    ).toThrow(boom);
    expect(calls).toBe(1);
    let result: number | null = null;
    const inner = new Callback<add>(() => {
      throw boom;
    });
    kept.push(inner);
    const raw = $lib.func("call_int", "i32", ["ptr", "i32"]);
    const scope = callScope();
    result = raw(scope.fn(add, inner, "call_int", "f"), 5);
    expect(() => ret(result)).toThrow(boom);
    expect(result).toBe(0);
  });

  test.each([
    {
      name: "int",
      call: () => call_int((() => "x") as never, 1),
      message: "call_int: the result of 'f' must be a number (int32), got the string",
    },
    { name: "int range", call: () => call_int(() => 2 ** 31, 1), message: "the result of 'f' must be an integer" },
    { name: "undefined", call: () => call_int((() => undefined) as never, 1), message: "got undefined" },
    { name: "promise", call: () => call_int((async () => 1) as never, 1), message: "got a Promise" },
    {
      name: "double",
      call: () => callDouble((() => null) as never),
      message: "call_double: the result of 'f' must be a number",
    },
    { name: "bool", call: () => callBool((() => 1) as never), message: "must be true or false, got 1" },
    { name: "pointer", call: () => callPtr((() => new Uint8Array(8)) as never), message: "must be a Pointer or null" },
    { name: "address", call: () => callPtr((() => 4096) as never), message: "must be a Pointer or null" },
  ])("a wrong result ($name) is one", ({ call, message }) => {
    expect(call).toThrow(message);
    expect(call_int((a, b) => a + b, 1)).toBe(1);
  });

  test("nested calls hand them outwards, and each level may catch", () => {
    const order: string[] = [];
    const outer = (): number =>
      call_int(() => {
        order.push("outer");
        return call_int(() => {
          order.push("inner");
          throw new Error("deep");
        }, 3);
      }, 3);
    expect(outer).toThrow("deep");
    expect(order).toEqual(["outer", "inner"]);
    const caught = call_int(() => {
      try {
        return call_int(() => {
          throw new Error("deep");
        }, 3);
      } catch {
        return 5;
      }
    }, 2);
    expect(caught).toBe(10);
  });

  test("what is not a function is refused before C is called", () => {
    for (const value of [undefined, 5, {}, "x", true]) {
      expect(() => call_int(value as never, 1)).toThrow(
        "call_int: f must be a function, a Callback, a pointer or null",
      );
    }
    expect(() => call_int(new Ref(c.pointer(add)) as never, 1)).toThrow("got a Ref: did you mean its .value?");
    expect(() => new Callback(5 as unknown as add)).toThrow(TypeError);
  });

  test("nobody to take them: uncaughtException", () => {
    const script = `
      import { callScope, functionType, library, Callback } from ${JSON.stringify(fileURLToPath(new URL("../../../src/runtime/dist/index.js", import.meta.url)))};
      const lib = library(${JSON.stringify(path)});
      process.on("uncaughtException", (error) => console.log("uncaught", error.message));
      const callback = new Callback(() => { throw new Error("late"); });
      lib.func("keep", "void", ["ptr"])(callScope().fn(functionType("i32", ["i32", "i32"]), callback, "keep", "f"));
      console.log("C got", lib.func("call_kept", "i32", [])());`;
    const output = execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    expect(output).toBe("C got 0\nuncaught late\n");
  });
});

describe("lifetimes", () => {
  test("a function given directly ends with the call; calling it later is reported", () => {
    keep((a, b) => a + b);
    expect(() => call_kept()).toThrow(/^keep: C called 'f' after it was released; .*new Callback/);
  });

  test("a stale pointer never reaches another function", () => {
    // koffi reuses a slot at once: C would call the wrong function.
    keep(() => 111);
    for (let i = 0; i < 60; i++) {
      let wrong = false;
      call_int(() => {
        wrong = true;
        return 222;
      }, 0);
      expect(() => call_kept()).toThrow("after it was released");
      expect(wrong).toBe(false);
    }
  });

  test("a Callback lives until it is disposed of", () => {
    const callback = new Callback<add>((a, b) => a + b);
    keep(callback);
    for (let i = 0; i < 200; i++) call_int(() => 0, 1);
    expect(call_kept()).toBe(3);
    callback.dispose();
    callback.dispose();
    expect(() => call_kept()).toThrow(
      "keep: C called 'f' after its Callback was disposed of: dispose of it only when C calls it no more",
    );
    expect(() => keep(callback)).toThrow("keep: f is a Callback that has been disposed of");
  });

  test("using disposes", () => {
    let callback: Callback<add>;
    {
      using inner = new Callback<add>((a, b) => a - b);
      callback = inner;
      keep(callback);
      expect(call_kept()).toBe(-1);
    }
    expect(() => keep(callback)).toThrow("disposed");
  });

  test("a Callback has one C signature", () => {
    const callback = new Callback(() => 0);
    kept.push(callback);
    keep(callback);
    expect(() => callDouble(callback)).toThrow("call_double: f is a Callback with the C signature of 'f' of keep");
  });

  test("calls may use more functions than the process has slots", () => {
    let sum = 0;
    for (let i = 0; i < 20_000; i++) sum += call_int(() => 1, 1);
    expect(sum).toBe(20_000);
  });

  test("when all slots are taken the error says so, and disposing helps", () => {
    const raw = $lib.func("keep_at", "void", ["i32", "ptr"]);
    const scope = callScope();
    const all: Callback<add>[] = [];
    const fill = (): void => {
      for (let i = all.length; i < 9000; i++) {
        const callback = new Callback<add>((a) => a);
        all.push(callback);
        raw(i, scope.fn(add, callback, "keep_at", "f"));
      }
    };
    expect(fill).toThrow("no callback slots are left (a process has 8192)");
    expect($lib.func("call_at", "i32", ["i32"])(4000)).toBe(4000);
    expect(() => callDouble(() => 1)).not.toThrow("RangeError");
    for (const callback of all) callback.dispose();
    expect(call_int((a, b) => a + b, 2)).toBe(3);
    // Slots of another signature come from the disposed ones.
    expect(binding("call_long", "long", functionType<(a: number) => number>("long", ["long"]))((a) => a)).toBe(-5);
  });

  test("the slots of a worker come back when it ends", () => {
    const runtime = JSON.stringify(new URL("../../../src/runtime/dist/index.js", import.meta.url).href);
    const script = `
      import { Worker, isMainThread } from "node:worker_threads";
      const inWorker = \`
        import { callScope, functionType, Callback } from ${runtime};
        const type = functionType("i32", ["i32", "i32"]); const scope = callScope();
        for (let i = 0; i < 3000; i++) scope.fn(type, new Callback(() => i), "keep", "f");\`;
      for (let i = 0; i < 4; i++) {
        await new Promise((done, failed) => {
          new Worker(new URL("data:text/javascript," + encodeURIComponent(inWorker))).on("exit", done).on("error", failed);
        });
      }
      console.log("done");`;
    expect(execFileSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" })).toBe("done\n");
  });
});
