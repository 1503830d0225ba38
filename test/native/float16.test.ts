import { addressOf, c, Ref } from "c2ts-runtime";
import { expect, test } from "vitest";
import * as h from "../../fixtures/float16/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("float16");

test("members that C filled", () => {
  const w = h.struct_with_half.alloc();
  h.half_fill(w);
  expect([w.h, w.after, w.list.toArray()]).toEqual([0.333251953125, 9, [-65504, 2 ** -24, Number.POSITIVE_INFINITY]]);
});

test("members that C checks", () => {
  const w = h.struct_with_half.alloc();
  w.h = 0.1;
  w.list = [-2, 2 ** -20, Number.NaN];
  expect(h.half_check(w)).toBe(1);
  expect(() => Reflect.set(w, "h", 1n)).toThrow("struct_with_half: h must be a number");
});

test("every value is read as the processor reads it", () => {
  const cell = new Ref(c.uint);
  const memory = new DataView(new ArrayBuffer(2));
  for (let bits = 0; bits < 0x10000; bits++) {
    memory.setUint16(0, bits, true);
    cell.value = bits;
    const read = c.float16.read(memory, 0);
    const wide = h.half_widen(c.pointer(c.float16).read(pointerTo(addressOf(cell)), 0));
    if (!Object.is(read, wide)) expect({ bits, read }).toEqual({ bits, read: wide });
  }
});

test("every double is rounded as the processor rounds it", () => {
  const cell = new Ref(c.float16);
  const memory = new DataView(new ArrayBuffer(2));
  const edges = [0, 1, 2 ** -14, 2 ** -24, 2 ** -25, 65504, 65520, 65519.99999, 1 / 3, 1e-300, Number.MAX_VALUE];
  const near = edges.flatMap((x) => [x, x * (1 + 2 ** -11), x * (1 + 2 ** -12), x * (1 - 2 ** -40), x * 1.5, x * 1.75]);
  const spread = Array.from({ length: 20_000 }, (_, i) => 2 ** (-26 + (i % 43)) * (1 + ((i * 7919) % 4096) / 4096));
  for (const x of [...near, ...spread].flatMap((size) => [size, -size])) {
    h.half_round(x, cell);
    c.float16.write(memory, 0, x, "test", "x");
    const read = c.float16.read(memory, 0);
    if (!Object.is(read, cell.value)) expect({ x, read }).toEqual({ x, read: cell.value });
  }
});

/** Memory that holds a pointer. */
function pointerTo(address: bigint): DataView {
  const memory = new DataView(new ArrayBuffer(8));
  memory.setBigUint64(0, address, true);
  return memory;
}
