import { addressOf, c, cstring, Ref } from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import * as a from "../../fixtures/alignment/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("alignment");

/** Something between, so that nothing is aligned by chance. */
const odd = (): unknown => new Ref(c.char);

/** One that is not, by chance, at a multiple of `align` bytes. */
function crookedOf<T extends Ref<c.double> | a.tagged_t>(make: () => T, align: bigint): T {
  const made = Array.from({ length: 20 }, make).find((one) => addressOf(one) % align !== 0n);
  if (made === undefined) throw new Error("all aligned");
  return made;
}

describe("what is allocated begins where C wants it", () => {
  test("records under a typedef's name", () => {
    for (let i = 0; i < 20; i++) {
      odd();
      expect(a.iter_rest(a.iter_t.alloc(), 128)).toBe(0);
      expect(a.tagged_rest(a.tagged_t.alloc(), 32)).toBe(0);
      expect(a.tagged_rest(a.tagged_chain.alloc(), 32)).toBe(0);
      expect(a.far_rest(a.tagged_far.alloc(), 256)).toBe(0);
      expect(addressOf(a.struct_field_alignment.alloc()) % 32n).toBe(0n);
      expect(addressOf(a.struct_record_alignment.alloc()) % 64n).toBe(0n);
      expect(addressOf(a.struct_member_names.alloc()) % 256n).toBe(0n);
    }
    expect([a.iter_t.align, a.iter_t.size]).toEqual([128, 56]);
    expect([a.tagged_t.align, a.tagged_far.align, a.tagged_far.size]).toEqual([32, 256, 8]);
    expect(a.struct_tagged).toBe(a.tagged_t);
    expect(a.tagged_far.name).toBe("tagged_t");
  });

  test("numbers, pointers and arrays", () => {
    for (let i = 0; i < 20; i++) {
      odd();
      const line = new Ref(a.lined, 1.5);
      expect([a.line_rest(line, 64), line.value]).toEqual([0, 1.5]);
      expect(a.row_rest(new Ref(a.grid_row), 64)).toBe(0);
    }
    const crooked = crookedOf(() => new Ref(c.double), 64n);
    expect(() => a.line_rest(crooked, 8)).toThrow("line_rest: p is at 0x");
    expect([a.lined.align, a.loose.align, a.long_in_two.align, a.grid_row.align, a.line_pointer.align]).toEqual([
      64, 1, 16, 64, 64,
    ]);
    expect(a.line_global.value).toBe(4.5);
    expect(addressOf(new Ref(a.line_pointer)) % 64n).toBe(0n);
  });

  test("under another name it is the same type", () => {
    const far = a.tagged_far.alloc();
    far.d = 2;
    expect(far).toBeInstanceOf(a.tagged_t);
    expect(a.tagged_rest(far, 256)).toBe(0);
    const near = crookedOf(() => a.tagged_t.alloc(), 256n);
    expect(() => a.far_rest(near, 32)).toThrow("but a tagged_t is at a multiple of 256 bytes");
    expect(a.typedef_on_stack(1, 2, 3, 4, 5, 6, 7, 8, far)).toBe(21 + 70 + 800 + 2000);
    expect(a.tagged_far.at(addressOf(far)).d).toBe(2);
    expect(() => a.far_rest(a.iter_t.alloc() as never, 1)).toThrow("far_rest: p must be a tagged_t");
  });

  test("C's memory is read wherever it is", () => {
    const shared = a.iter_shared();
    if (shared === null) throw new Error("not NULL");
    expect(shared % 128n).toBe(0n);
    const iter = a.iter_t.at(shared);
    expect([cstring(iter.raw), iter.key]).toEqual(["shared", 9]);
    const bytes = new Uint8Array(64);
    expect(a.iter_t.at(addressOf(bytes.subarray(1)) as never).key).toBe(0);
  });
});

describe("members", () => {
  test("that C filled", () => {
    const m = a.struct_member_names.alloc();
    a.members_fill(m);
    expect([m.before, m.iter.key, m.between, m.line, m.far.d]).toEqual([1, 2, 3, 4.5, 5.5]);
    const l = a.struct_loose_members.alloc();
    a.loose_fill(l);
    expect([l.c, l.i, l.list.toArray(), l.t.d, l.end]).toEqual([1, -2, [3, -4], 5.25, 6]);
    const i = a.iter_t.alloc();
    a.iter_fill(i);
    expect([cstring(i.raw), i.key, i.value[39]]).toEqual(["raw", 7, "v".charCodeAt(0)]);
  });

  test("that C checks", () => {
    const m = Object.assign(a.struct_member_names.alloc(), { before: 5, between: 3, line: 2.5 });
    m.iter.key = 4;
    m.far = Object.assign(a.tagged_t.alloc(), { d: 1.5 });
    expect(a.members_check(m)).toBe(1);
    const l = Object.assign(a.struct_loose_members.alloc(), { c: 6, i: 5, list: [-4, 3], end: 1 });
    l.t.d = -2.5;
    expect(a.loose_check(l)).toBe(1);
  });
});

describe("by value", () => {
  test("a member where the processor would not have it goes through memory", () => {
    const s = a.loose_small_next(Object.assign(a.struct_loose_small.alloc(), { c: 1, i: -2147483647 }));
    expect([s.c, s.i]).toEqual([2, -2147483648]);
  });

  test("one that happens to be aligned goes in a register", () => {
    const s = a.loose_first_next(Object.assign(a.struct_loose_first.alloc(), { i: 5, c: -2 }));
    expect([s.i, s.c]).toEqual([4, -1]);
    const u = Object.assign(a.union_union_alignment.alloc(), { s: 41 });
    expect(a.union_alignment_next(1, u).s).toBe(42);
  });

  test("large alignments come back, but cannot be put on the stack", () => {
    const r = a.record_alignment_next(6);
    expect([r.a, addressOf(r) % 64n]).toEqual([7, 0n]);
    const f = Object.assign(a.struct_field_alignment.alloc(), { c: 1, i: 2, d: 3 });
    const next = a.field_alignment_next(f);
    expect([next.c, next.i, next.d, addressOf(next) % 32n]).toEqual([2, 3, 4, 0n]);
    expect(a).not.toHaveProperty("record_alignment_take");
  });
});
