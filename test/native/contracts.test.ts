import { addressOf, c, handle, malloc, own, pin, Ref, free as release, scope } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import * as f from "../../fixtures/contracts/expected.ts";
import { callUntyped } from "../support/call-untyped.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("contracts");

const JAVASCRIPT = [
  ["bytes", () => new Uint8Array(8)],
  ["no bytes", () => new Uint8Array(0)],
  ["a view", () => new DataView(new ArrayBuffer(8))],
  ["a Buffer", () => Buffer.from("text")],
  ["a record", () => f.box.alloc()],
  ["an array", () => f.box.array(2)],
  ["a cell", () => new Ref(c.int)],
  ["a handle", () => handle({})],
  ["a handle's pointer", () => handle({}).pointer],
  ["a pin", () => pin(new Uint8Array(8))],
  ["a pin's pointer", () => pin(f.box.alloc()).pointer],
] as const;

describe("what C frees", () => {
  test.each(JAVASCRIPT)("%s of JavaScript's is refused", (_, make) => {
    expect(() => callUntyped(f.free, make())).toThrow(/^free: ptr must be memory that free may free, got /);
    expect(() => callUntyped(f.realloc, make(), 8)).toThrow(/^realloc: ptr must be memory that realloc may free, got /);
    expect(() => callUntyped(f.vault_free, make())).toThrow(/^vault_free: v must be /);
    expect(() => callUntyped(f.vault_drop, make())).toThrow(/^vault_drop: text must be /);
    expect(() => callUntyped(f.box_free, make())).toThrow(/^box_free: b must be /);
  });

  test("memory of a scope is refused, within it and after", () => {
    const lost = scope((s) => {
      const b = s.alloc(f.box);
      expect(() => f.box_free(b)).toThrow(/^box_free: b must be memory that box_free may free/);
      expect(() => f.free(s.string("x"))).toThrow(/^free: ptr must be memory that free may free/);
      return b;
    });
    expect(() => f.box_free(lost)).toThrow("box_free: b must be memory that box_free may free");
  });

  test("what the library gave is freed", () => {
    f.free(f.box_bytes(8));
    f.free(null);
    f.box_free(f.box_new(3));
    const grown = f.realloc(f.box_bytes(8), 100);
    f.free(grown);
    const v = f.vault_copy(own(f.vault_new("one") ?? raise(), f.vault_free));
    f.vault_free(v);
    f.vault_free(null);
  });

  test("C's heap goes back by C's free, and by nothing that does not take it", () => {
    f.free(malloc(8));
    f.box_free(f.box.malloc());
    const block = malloc<c.char>(32);
    expect(() => f.vault_drop(block)).toThrow(
      /^vault_drop: text must be memory that vault_drop may free, got \d+n, which malloc of this runtime gave/,
    );
    release(block);
    expect(() => f.free(block)).toThrow(/^free: ptr: the memory at 0x[0-9a-f]+ has been freed$/);
    expect(() => f.vault_drop(block)).toThrow("has been freed");
  });

  test("what an Owned frees is freed once", () => {
    using v = own(f.vault_new("two") ?? raise(), f.vault_free);
    expect(() => f.vault_free(v)).toThrow("vault_free: v is an Owned that calls this function itself");
    expect(() => f.vault_free(v.pointer)).toThrow(
      "vault_free: v is the pointer of an Owned, which would free it again",
    );
    using text = own(f.box_new(1) ?? raise(), (b) => f.box_free(b));
    expect(() => f.box_free(text)).toThrow("which frees it by another function");
    const before = f.vault_live();
    v.dispose();
    expect(f.vault_live()).toBe(before - 1);
    using counted = own(f.vault_new("three") ?? raise(), f.vault_free, { shared: true });
    f.vault_free(counted.release());
  });
});

test("NULL is refused where the type or the parameter says so", () => {
  // The types are C's: only a parameter's own annotation narrows that of `api`.
  expectTypeOf(f.vault_length).parameter(0).extract<null>().toEqualTypeOf<null>();
  expectTypeOf(f.vault_free).parameter(0).extract<null>().toEqualTypeOf<null>();
  expectTypeOf(f.vault_count).parameter(2).extract<null>().toEqualTypeOf<null>();
  for (const value of [null, undefined]) {
    expect(() => callUntyped(f.vault_length, value)).toThrow(/^vault_length: v must be a pointer/);
    expect(() => callUntyped(f.vault_copy, value)).toThrow(/^vault_copy: v must be a pointer/);
  }
  using v = f.api.vault_new("four") ?? raise();
  expect(() => callUntyped(f.vault_count, v, null, v)).toThrow(/^vault_count: filter must be a pointer/);
  expect(f.vault_count(v, "x", null)).toBe(5);
  expect(f.vault_count(v, "x", v)).toBe(6);
  expect(f.api).not.toHaveProperty("vault_count");
  expect(f.api).not.toHaveProperty("box_free");
});

describe("how much there is", () => {
  test("a fixed number", () => {
    const md = new Uint8Array(4);
    f.digest(Uint8Array.of(1, 2), 2, md);
    expect([...md]).toEqual([33, 0, 0, 0]);
    expect(() => f.digest(Uint8Array.of(1, 2), 2, md.subarray(1))).toThrow(
      "digest: md must have 4 elements (unsigned char) or more: C goes that far; there are 3",
    );
    expect(() => f.digest(Uint8Array.of(1, 2), 2, new Uint8Array(0))).toThrow("digest: md must have 4 elements");
    expect(() => f.api.digest("text", md.subarray(2))).toThrow("digest: md must have 4 elements");
  });

  test("the length of an array, in the plain function", () => {
    expect(f.total(Int32Array.of(1, 2, 3), 3)).toBe(6);
    expect(f.total(Int32Array.of(1, 2, 3), 2n)).toBe(3);
    expect(() => f.total(Int32Array.of(1, 2, 3), 4)).toThrow("total: values must have 4 elements (int) or more");
    expect(() => f.total(new Ref(c.int, 1), 2)).toThrow(RangeError);
    expect(() => callUntyped(f.total, new Int32Array(1), "9")).toThrow("total: n must be");
    expect(() => f.digest(new Uint8Array(1), 2, new Uint8Array(4))).toThrow("digest: data must have 2 elements");
    const all = f.box.array(3);
    all.at(1).width = 5;
    expect(f.boxes(all, 3)).toBe(5);
    expect(() => f.boxes(all, 4)).toThrow("boxes: all must have 4 elements (box) or more");
    expect(f.boxes(all, -1)).toBe(0);
    expect(f.boxes(null, 0)).toBe(0);
    expect(f.boxes(addressOf(all.at(1)), 2)).toBe(5);
  });

  test("what a class says of its length is not believed", () => {
    class Long extends Int32Array {
      override get length(): number {
        return 100;
      }
      override get byteLength(): number {
        return 400;
      }
    }
    expect(() => f.total(new Long(2), 50)).toThrow("total: values must have 50 elements");
    expect(f.total(new Long(2), 2)).toBe(0);
  });

  test("a product, and what a function of the library says", () => {
    const to = new Uint8Array(12);
    expect(f.blocks(to, 4, 3)).toBe(3);
    expect(() => f.blocks(to, 4, 4)).toThrow("blocks: to must have 16 elements");
    expect(() => f.blocks(to, 2 ** 40, 2n ** 40n)).toThrow(RangeError);
    f.digest_as(1, to);
    expect(to[7]).toBe(1);
    f.digest_as(0, new Uint8Array(0)); // -1: nothing is known
    expect(() => f.digest_as(2, to)).toThrow("digest_as: md must have 16 elements");
  });

  test("on another thread, too", async () => {
    const to = new Uint8Array(16);
    await f.digest_as.async(2, to);
    expect(to[15]).toBe(2);
    await expect(f.digest_as.async(3, to)).rejects.toThrow("digest_as: md must have 24 elements");
    await expect(f.total.async(new Int32Array(1), 2)).rejects.toThrow("total: values must have 2 elements");
    await expect(f.free.async(to)).rejects.toThrow("free: ptr must be memory that free may free");
    await f.free.async(f.box_bytes(8));
    await f.box_free.async(f.box.malloc());
  });

  test("of our own heap it is known, of text that ends with a NUL it is not asked", () => {
    using block = own(malloc<c.int>(64), release);
    expect(() => f.total(block, 100)).toThrow("total: values must have 100 elements");
    expect(f.prefix("abc", 100)).toBe(3);
    expect(f.prefix("abc", 2)).toBe(2);
  });
});

function raise(): never {
  throw new Error("NULL");
}
