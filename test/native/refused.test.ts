import { pointer } from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import * as half from "../../fixtures/float16/expected.ts";
import * as r from "../../fixtures/refused/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("refused");
compileFixture("float16");

describe("what cannot be bound", () => {
  test("is in the library, not in the module", () => {
    for (const name of ["ld_id", "vector_id", "vector_take", "quad_id", "take_va", "has_ld_id", "has_vector_take"]) {
      expect({ [name]: [name in r, r.has(name)] }).toEqual({ [name]: [false, true] });
    }
    for (const name of ["half_id", "half_take", "only_half_id"]) {
      expect({ [name]: [name in half, half.has(name)] }).toEqual({ [name]: [false, true] });
    }
  });

  test("leaves the rest of the header in place", () => {
    expect(r.fine(-3)).toBe(-3);
    expect(() => r.fine(2 ** 31)).toThrow("fine: x must be");
  });

  test("leaves the other members of its record where they are", () => {
    const m = r.struct_mixed.alloc();
    m.a = 1;
    m.f = 2;
    m.i = 40;
    expect(r.mixed_f(m)).toBe(42);
    expect([m.a, m.f, m.i]).toEqual([1, 2, 40]);
    expect("g" in m).toBe(false);
  });

  test("a function type with such a parameter takes a C function only", () => {
    // @ts-expect-error a TypeScript function could not be called
    expect(() => r.takes_callback(() => undefined)).toThrow("takes_callback: f must be");
    const pass = (): void => r.takes_callback(pointer(0x1000n));
    expect(pass).toBeTypeOf("function");
  });
});
