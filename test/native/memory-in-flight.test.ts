import { addressOf, c, free, freeForeign, malloc, type Owned, own, type Pointer, pin, scope } from "c2ts-runtime";
import { expect, test } from "vitest";
import * as k from "../../fixtures/async/expected.ts";
import { compileFixture } from "../support/native.ts";
import { collected } from "../unit/runtime/collect.ts";

/** What ends while C is still at it. */
compileFixture("async");

test("a scope that ends before the calls that it was for", async () => {
  const arrays: Int32Array[] = [];
  // More than there are threads: some have not begun when the scope ends.
  const { calls } = scope((s) => ({
    calls: Array.from({ length: 12 }, () => {
      const array = s.array(c.int, 4);
      arrays.push(array);
      return k.fill_after.async(10, array, 4);
    }),
  }));
  await Promise.all(calls);
  for (const array of arrays) expect([...array]).toEqual([1, 2, 3, 4]);
});

test("a scope that ends inside of a callback", () => {
  const s = scope();
  const values = s.array(c.int, [3, 4]);
  const sum = k.each(
    2,
    (i, user) => {
      s.dispose();
      return c.int.at(user, i);
    },
    values,
  );
  expect(sum).toBe(7);
  expect(() => s.ref(c.int)).toThrow("the scope has ended");
});

test("an Owned that only a call under way has", async () => {
  const memory = new Uint8Array(1000).fill(1);
  let done = false;
  const freed: string[] = [];
  const call = ((): Promise<number> => {
    const owned: Owned<c.uchar> = own(addressOf(memory) as Pointer as Pointer<c.uchar>, () => {
      freed.push(done ? "after" : "before");
    });
    return k.sum_after.async(50, owned, 1000);
  })();
  const ended = call.then((sum) => {
    done = true;
    return sum;
  });
  await collected(() => done);
  expect(await ended).toBe(1000);
  expect(await collected(() => freed.length > 0)).toBe(true);
  expect(freed).toEqual(["after"]);
});

test("memory that goes while its call waits for a thread", async () => {
  const before = Array.from({ length: 8 }, () => k.add_after.async(10, 1, 1));
  const given = new Int32Array(4);
  const lost = k.fill_after.async(0, given, 4);
  structuredClone(given, { transfer: [given.buffer] });
  await expect(lost).rejects.toThrow("fill_after.async: the memory of values has gone before the call began");
  expect(await Promise.all(before)).toEqual(before.map(() => 2));
  expect(await k.sum_after.async(0, new Uint8Array(0), 0)).toBe(0);
});

test("an Owned that is disposed of while calls have it", async () => {
  const memory = new Uint8Array(1000).fill(1);
  const order: string[] = [];
  const owned = own(addressOf(memory) as Pointer as Pointer<c.uchar>, () => {
    order.push("freed");
    memory.fill(0);
  });
  const calls = [20, 40].map((ms) => k.sum_after.async(ms, owned, 1000));
  owned.dispose();
  owned.dispose();
  expect(owned.disposed).toBe(true);
  await expect(k.sum_after.async(0, owned, 1000)).rejects.toThrow("it has been disposed of or released");
  expect(order).toEqual([]);
  expect(await Promise.all(calls)).toEqual([1000, 1000]);
  expect(order).toEqual(["freed"]);
});

test("a pin that ends while a call has it", async () => {
  const calls = Array.from({ length: 10 }, () => {
    using pinned = pin(new Uint8Array(100_000).fill(1));
    return k.sum_after.async(5, pinned, 100_000);
  });
  await collected(() => false, 3);
  expect(await Promise.all(calls)).toEqual(calls.map(() => 100_000));
});

test("memory that goes when its call has begun does not change the result", async () => {
  const record = k.struct_cell.malloc();
  record.value = 4;
  const link = new Int32Array([5]);
  record.link = addressOf(link);
  const call = k.cell_sum_after.async(30, record);
  const bytes = new Uint8Array(100).fill(1);
  const sum = k.sum_after.async(30, bytes, 100);
  structuredClone(bytes, { transfer: [bytes.buffer] });
  const by = k.point.malloc();
  by.x = 1;
  const swapped = k.point_after.async(30, by);
  free(by);
  expect([await call, await sum, (await swapped).y]).toEqual([9, 100, 1]);
  free(record);
});

test.each<[string, () => { values: Int32Array | Pointer<c.int>; block: Parameters<typeof free>[0] }, number]>([
  [
    "a pointer",
    () => {
      const block = malloc<c.int>(64);
      return { values: block, block };
    },
    1,
  ],
  [
    "a pointer into it",
    () => {
      const block = malloc<c.int>(64);
      return { values: c.int.offset(block, 4), block };
    },
    1,
  ],
  [
    "an array",
    () => {
      const values = c.int.mallocArray(16);
      return { values, block: values };
    },
    1,
  ],
  [
    "an array, in the queue",
    () => {
      const values = c.int.mallocArray(16);
      return { values, block: values };
    },
    12,
  ],
])("a block that calls have cannot be freed: %s", async (_, make, count) => {
  const { values, block } = make();
  const calls = Array.from({ length: count }, () => k.fill_after.async(20, values, 4));
  const refused = new TypeError("free: p is what fill_after.async was given as values, and that call has not ended");
  expect(() => free(block)).toThrow(refused);
  expect(() => freeForeign(addressOf(block as Int32Array))).toThrow("freeForeign: p is what fill_after.async");
  await Promise.all(calls);
  expect(c.int.at(addressOf(values as Int32Array), 3)).toBe(4);
  free(block);
});

test("a block of a call that was called off can be freed", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const before = Array.from({ length: 8 }, () => k.add_after.async(10, 1, 1));
  const values = c.int.mallocArray(4);
  const call = k.fill_after.async(0, values, 4, { signal });
  controller.abort("enough");
  await expect(call).rejects.toBe("enough");
  free(values);
  await Promise.all(before);
});

test("a record of C's heap cannot be freed while a call has it", async () => {
  const record = k.struct_cell.malloc();
  const number = c.int.mallocArray([3]);
  record.value = 5;
  record.link = addressOf(number);
  const call = k.cell_sum_after.async(20, record);
  expect(() => free(record)).toThrow("free: p is what cell_sum_after.async was given as c, and");
  expect(await call).toBe(8);
  free(record);
  free(number);
});
