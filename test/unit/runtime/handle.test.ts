import { Worker } from "node:worker_threads";
import { addressOf, c, type Handle, handle, objectOf, type Pointer, pointer } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import { callUntyped } from "../../support/call-untyped.ts";
import { collected } from "./collect.ts";

class Session {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

describe("a handle", () => {
  test("stands for its object", () => {
    const session = new Session("one");
    using h = handle(session);
    expectTypeOf(h).toEqualTypeOf<Handle<Session>>();
    expectTypeOf(h.pointer).toEqualTypeOf<Pointer>();
    const back = objectOf(h.pointer, Session);
    expectTypeOf(back).toEqualTypeOf<Session>();
    expect(back).toBe(session);
    expectTypeOf(objectOf(h.pointer)).toEqualTypeOf<object>();
    using other = handle(session);
    expect(other.pointer).not.toBe(h.pointer);
    const fn = (): number => 1;
    using f = handle(fn);
    expect(objectOf(f.pointer)).toBe(fn);
  });

  test("is stale once it is disposed of, also when its place is taken again", () => {
    const h = handle(new Session("gone"));
    const p = h.pointer;
    h.dispose();
    h.dispose();
    expect(() => objectOf(p, Session)).toThrow("objectOf: p is a handle that has been disposed of");
    expect(() => h.pointer).toThrow("it has been disposed of");
    for (let i = 0; i < 1000; i++) {
      using next = handle(new Session("next"));
      expect(next.pointer).not.toBe(p);
    }
    expect(() => objectOf(p, Session)).toThrow("disposed of");
  });

  test("is of one class and no other", () => {
    using h = handle(new Date(0));
    expect(() => objectOf(h.pointer, Session)).toThrow("objectOf: p is the handle of a Date, not of Session");
  });

  test("cannot be made up", () => {
    const memory = new Uint8Array(8);
    for (const wrong of [addressOf(memory), pointer(1n), pointer(0xc2ffffffffffffffn)]) {
      expect(() => objectOf(wrong)).toThrow("p was not made by handle()");
    }
    expect(() => objectOf(pointer((0xc2n << 56n) | 0xffffff8n))).toThrow(TypeError);
    expect(() => objectOf(null)).toThrow("objectOf: p is NULL");
    for (const wrong of [undefined, 5, "x", {}]) expect(() => callUntyped(objectOf, wrong)).toThrow(TypeError);
    for (const wrong of [undefined, null, 5, "x", 1n]) {
      expect(() => callUntyped(handle, wrong)).toThrow("handle: object must be an object");
    }
  });

  test("is no memory", () => {
    using h = handle({});
    expect(() => c.int.at(h.pointer)).toThrow(RangeError);
  });

  test("keeps its object until then", async () => {
    const kept = new WeakRef({ name: "kept" });
    const h = handle(kept.deref() ?? {});
    expect(await collected(() => kept.deref() === undefined, 5)).toBe(false);
    expect(objectOf(h.pointer)).toBe(kept.deref());
    h.dispose();
    expect(await collected(() => kept.deref() === undefined)).toBe(true);
  });

  test("a hundred thousand at once", () => {
    const all = Array.from({ length: 100_000 }, (_, i) => handle({ i }));
    expect(all.every((h, i) => (objectOf(h.pointer) as { i: number }).i === i)).toBe(true);
    for (const h of all) h.dispose();
    expect(new Set(all.map((_, i) => handle({ i }).pointer)).size).toBe(100_000);
  });

  test("belongs to its thread", async () => {
    using h = handle({});
    const runtime = new URL("../../../src/runtime/dist/index.js", import.meta.url).href;
    const worker = new Worker(
      `import(${JSON.stringify(runtime)}).then(({ objectOf }) => { try { objectOf(${h.pointer}n); } catch (e) { require("node:worker_threads").parentPort.postMessage(e.message); } })`,
      { eval: true },
    );
    const message = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
    expect(message).toBe("objectOf: p is the handle of an object of another thread");
  });
});
