import { pointer } from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import * as half from "../../fixtures/float16/expected.ts";
import * as r from "../../fixtures/refused/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("refused");
compileFixture("float16");

describe("what cannot be bound", () => {
  test("is in the library, not in the module", () => {
    for (const name of ["ld_id", "ld_take", "i128_id", "complex_id", "vector_id", "take_va", "has_ld_id"]) {
      expect({ [name]: [name in r, r.has(name)] }).toEqual({ [name]: [false, true] });
    }
    expect("half_id" in half).toBe(false);
    expect(half.has("half_id")).toBe(true);
  });

  test("leaves the rest of the header in place", () => {
    expect(r.fine(-3)).toBe(-3);
    expect(() => r.fine(2 ** 31)).toThrow("fine: x must be");
  });

  test("leaves the other members of its record where they are", () => {
    const m = r.struct_mixed.alloc();
    m.a = 1;
    m.f = 2;
    expect(r.mixed_f(m)).toBe(2);
    expect([m.a, m.f]).toEqual([1, 2]);
    expect(["b", "c", "d", "e"].filter((name) => name in m)).toEqual([]);
    expect([r.struct_has_ld.size, "ld" in r.struct_has_ld.alloc()]).toEqual([16, false]);
    const w = half.struct_with_half.alloc();
    w.after = -9;
    expect(half.after_half(w)).toBe(-9);
    expect("h" in w).toBe(false);
  });

  test("a function type with such a parameter takes a C function only", () => {
    // @ts-expect-error a TypeScript function could not be called
    expect(() => r.takes_callback(() => undefined)).toThrow("takes_callback: f must be");
    const pass = (): void => r.takes_callback(pointer(0x1000n));
    expect(pass).toBeTypeOf("function");
  });
});
