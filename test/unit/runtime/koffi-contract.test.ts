import { execFileSync } from "node:child_process";
import koffi from "koffi";
import { describe, expect, test } from "vitest";
import { compileC } from "./compile-c.ts";

/**
 * What the runtime relies on in koffi, and what it works around: if an upgrade changes one of these, it shall fail here
 * and not in a user's program. Some end the process, so they run in one of their own.
 */
const path = compileC(`
  #include <stdint.h>
  typedef struct { long a, b; } pair;
  pair make(void) { pair p = {1, 2}; return p; }
  int call(int (*f)(int)) { return f(1); }
  uint64_t call_u64(uint64_t (*f)(uint64_t)) { return f(UINT64_C(1) << 63); }
  int64_t large(void) { return INT64_C(1) << 60; } int64_t exact(void) { return INT64_C(1) << 53; }
`);
const lib = koffi.load(path, { deep: true });
function run(script: string): { readonly ok: boolean; readonly output: string } {
  const source = `import { createRequire } from "node:module"; const koffi = createRequire(${JSON.stringify(import.meta.url)})("koffi");
    const lib = koffi.load(${JSON.stringify(path)}); ${script}`;
  try {
    return {
      ok: true,
      output: execFileSync(process.execPath, ["--input-type=module", "-e", source], {
        encoding: "utf8",
        stdio: "pipe",
      }),
    };
  } catch (error) {
    return { ok: false, output: String(error) };
  }
}

describe("relied on", () => {
  test("pointers are bigints, NULL is null", () => {
    const identity = koffi.load("libc.so.6").func("memset", "void *", ["void *", "int", "size_t"]);
    expect(identity(null, 0, 0)).toBeNull();
    expect(identity(4096n, 0, 0)).toBe(4096n);
  });

  test("64-bit results are numbers up to 2^53, else bigints", () => {
    expect(lib.func("exact", "int64_t", [])()).toBe(2 ** 53);
    expect(lib.func("large", "int64_t", [])()).toBe(2n ** 60n);
  });

  test("structs come as objects with their members' names", () => {
    const pair = koffi.struct("contract_pair", { w0: "uint64_t", w1: "uint64_t" });
    expect(lib.func("make", pair, [])()).toEqual({ w0: 1, w1: 2 });
  });

  test("an unregistered slot is the next one given: how a slot is registered again at its address", () => {
    const type = koffi.pointer(koffi.proto("contract_same", "int", ["int"]));
    const address = koffi.register(() => 1, type);
    koffi.unregister(address);
    expect(koffi.register(() => 2, type)).toBe(address);
    koffi.unregister(address);
  });

  test("errno of a call on another thread is set while its callback runs, and type errors arrive at once", async () => {
    const libc = koffi.load("libc.so.6");
    const close = libc.func("close", "int", ["int"]);
    const seen = await new Promise((resolve) => {
      close.async(-1, () => resolve(koffi.errno()));
    });
    expect(seen).toBe(koffi.os.errno["EBADF"]);
    let error: unknown;
    close.async("x", (given: unknown) => {
      error = given;
    });
    expect(error).toBeInstanceOf(TypeError);
  });

  test("the stack of other threads can be set before anything is loaded, and not after", () => {
    const later = run("try { koffi.config({ async_stack_size: 2 ** 21 }); } catch (e) { console.log(e.message); }");
    expect(later.output).toContain("Cannot change");
  });

  test("a view of C's memory is not copied", () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const view = new Uint8Array(koffi.view(koffi.address(bytes), 3));
    view[1] = 9;
    expect([...bytes]).toEqual([1, 9, 3]);
  });
});

describe("worked around", () => {
  test("no more than 256 calls on other threads may wait", () => {
    const script = `const f = lib.func("exact", "int64_t", []);
      try { for (let i = 0; i < 300; i++) f.async(() => {}); } catch (e) { console.log(e.message); }`;
    expect(run(script).output).toBe("Too many asynchronous calls are running\n");
  });

  test("uint64 arguments of callbacks come signed", () => {
    const type = koffi.pointer(koffi.proto("contract_u64", "uint64_t", ["uint64_t"]));
    let seen: unknown;
    const address = koffi.register((value: unknown) => {
      seen = value;
      return 0;
    }, type);
    lib.func("call_u64", "uint64_t", ["void *"])(address);
    koffi.unregister(address);
    expect(seen).toBe(-(2n ** 63n));
  });

  test("a callback registered inside of a callback fails when called from outside", () => {
    const result = run(`
      const type = koffi.pointer(koffi.proto("int f(int)")); const call = lib.func("call", "int", ["void *"]);
      let inner; call(koffi.register(() => { inner = koffi.register(() => 7, type); return 0; }, type));
      if (call(inner) === 7) console.log("fixed");`);
    expect(result).toMatchObject({ ok: false });
  });

  test("a view of NULL ends the process on Node 20", () => {
    if (!process.version.startsWith("v20.")) return;
    expect(run("koffi.view(null, 1)").ok).toBe(false);
  });

  test("numbers are addresses", () => {
    expect(run('koffi.load("libc.so.6").func("strlen", "size_t", ["void *"])(5)').ok).toBe(false);
  });

  test("load errors do not name the file", () => {
    expect(() => koffi.load("/nowhere/x.so")).toThrow(/^Failed to load shared library: (?!.*\/nowhere)/);
  });
});
