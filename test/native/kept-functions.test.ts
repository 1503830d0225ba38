import type { Owned } from "c2ts-runtime";
import { describe, expect, expectTypeOf, test } from "vitest";
import { api, type bell, bell_ring } from "../../fixtures/annotations/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("annotations");

describe("functions that C keeps", () => {
  test("are plain ones, and end with what keeps them, once that has been freed", () => {
    const heard: string[] = [];
    {
      using bell = api.bell_new(
        (volume) => {
          heard.push(`ring ${volume}`);
          return volume;
        },
        () => heard.push("closed"),
      );
      expectTypeOf(bell).toEqualTypeOf<Owned<bell>>();
      api.bell_echo(bell, (volume) => volume / 2);
      api.bell_echo(bell, (volume) => -volume);
      expect(bell_ring(bell, 4)).toBe(0);
    }
    expect(heard).toEqual(["ring 4", "closed"]);
  });

  test("may be none", () => {
    using bell = api.bell_new((volume) => volume, null);
    api.bell_echo(bell, null);
    expect(bell_ring(bell, 4)).toBe(4);
  });

  test("a call that fails keeps none; what is no function, and no owner, is refused", () => {
    expect(() => api.bell_new(null, () => {})).toThrow("bell_new: it returned NULL");
    // @ts-expect-error a function is wanted
    expect(() => api.bell_new(7, null)).toThrow("bell_new: ring must be a function or null, got 7");
    using bell = api.bell_new((volume) => volume, null);
    // @ts-expect-error a bare pointer owns nothing
    expect(() => api.bell_echo(bell.pointer, null)).toThrow(
      "bell_echo: b must be an Owned, since 'echo' is kept until that is disposed of",
    );
  });
});
