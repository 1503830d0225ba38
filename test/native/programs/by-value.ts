/** Calls every function of the by-value fixture, through the module that is given, and prints what came back. */
import { bytesOf, pointer, type RecordView } from "c2ts-runtime";
import type * as module from "../../../fixtures/by-value/expected.ts";

const [url = "", ...left] = process.argv.slice(2);
const v: typeof module = await import(url);
const hex = (record: RecordView): string => Buffer.from(bytesOf(record)).toString("hex");
const print = (name: string, result: () => unknown): void => {
  if (!left.includes(name)) console.log(name, result());
};

const pair = (x: number, y: number): module.pair => Object.assign(v.pair.alloc(), { x, y });
const longs = (a: number, b: number): module.longs => Object.assign(v.longs.alloc(), { a, b });
const vec2 = (x: number, y: number): module.vec2 => Object.assign(v.vec2.alloc(), { x, y });
const big = (...m: readonly number[]): module.big => Object.assign(v.big.alloc(), { m });
const cursor = (kind: number, extra: number): module.cursor => {
  const made = Object.assign(v.cursor.alloc(), { kind, extra });
  made.data = [pointer(0x1111n), null, pointer(0xffff_8000_0000_0001n)];
  return made;
};
const float3 = Object.assign(v.fvec3.alloc(), { x: 1, y: 2, z: 4 });

print("pair", () => hex(v.pair_swap(pair(1, -2))));
print("longs", () => hex(v.longs_add(longs(2 ** 40, -1), longs(1, -(2 ** 50)))));
print("vec2", () => hex(v.vec2_add(vec2(0.1, 1e300), vec2(0.2, -0))));
print("dot", () => v.vec2_dot(vec2(2, 3), vec2(5, 7)));
print("fvec2", () => hex(v.fvec2_scale(Object.assign(v.fvec2.alloc(), { x: 1, y: -3 }), 0.5)));
print("fvec3", () => hex(v.fvec3_scale(float3, 0.25)));
print("mixed", () => hex(v.mixed_next(Object.assign(v.mixed.alloc(), { n: 41, d: 1 }))));
print("mixed2", () => hex(v.mixed2_next(Object.assign(v.mixed2.alloc(), { d: -1, n: -1 }))));
print("rgb", () => hex(v.rgb_invert(Object.assign(v.rgb.alloc(), { r: 1, g: 2, b: 255 }))));
print("big", () => hex(v.big_scale(big(1, 2, 3, 4), 0.5)));
print("big_mixed", () => v.big_mixed(1, big(1, 2, 3, 4), 0.5, -7));
print("cursor", () => hex(v.cursor_next(cursor(3, 4), 2)));
print("equal", () => [v.cursor_equal(cursor(1, 2), cursor(1, 2)), v.cursor_equal(cursor(1, 2), cursor(1, 3))]);
print("either", () => [v.either_make(-5).i, v.either_int(v.either_make(7))]);
print("one_float", () => v.one_float_half(Object.assign(v.one_float.alloc(), { f: 3 })).f);
print("nested", () => hex(v.nested_bump(Object.assign(v.nested.alloc(), { first: pair(1, 2), tail: 3 }))));
print("crooked", () => hex(v.crooked_bump(Object.assign(v.struct_crooked.alloc(), { c: 1, d: 0.5 }))));
print("many", () => v.many(1, longs(2, 3), longs(4, 5), longs(6, 7), 8));
print("many_vec", () => v.many_vec(vec2(1, 2), vec2(3, 4), vec2(5, 6), vec2(7, 8), vec2(9, 10)));
print("visit", () => {
  const seen: unknown[] = [];
  const result = v.visit(cursor(5, 6), (c, parent, data) => seen.push(hex(c), hex(parent), data), pointer(9n));
  return [result, ...seen].join();
});
print("map_pair", () => hex(v.map_pair(pair(1, 2), (p) => pair(10 * p.x, p.y + 7))));
print("fold_big", () => v.fold_big(big(1, 2, 3, 4), (b, i) => (b.m[i % 4] ?? 0) * 2));
