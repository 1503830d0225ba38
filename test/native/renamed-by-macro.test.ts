import { readFileSync } from "node:fs";
import { c } from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import * as lib from "../../fixtures/renamed-by-macro/expected.ts";
import { FIXTURES } from "../support/fixtures.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("renamed-by-macro");

describe("functions are called by the name that C programmers write", () => {
  test("declared by a macro", () => {
    expect(lib.big_add(2, 3)).toBe(5);
    expect(lib.__lib_big_add).toBe(lib.big_add);
    expect(lib.big_add.name).toBe("$big_add");
    expect(() => lib.big_add(2.5, 3)).toThrow(/^big_add: a /);
  });

  test("by pasted tokens", () => {
    expect(lib.compile("A")).toBe(65);
    expect(lib.match(3)).toBe(-3);
    expect(lib.match_8.name).toBe("$match");
  });

  test("by a macro that is one more name", () => {
    expect(lib.old_count()).toBe(7);
    expect(lib.old_count.name).toBe("$new_count");
    expect(lib.older_count).toBe(lib.oldest_count);
  });

  test("by a macro that hides another function", () => {
    expect(lib.size()).toBe(64);
    expect(lib.size).toBe(lib.size64);
  });

  test("by a word that ECMAScript keeps for itself", () => {
    expect(lib.delete(21)).toBe(42);
    expect(lib.lib_delete).toBe(lib.delete);
  });

  test("by its own name again", () => {
    expect(lib.same()).toBe(3);
  });
});

test("variables", () => {
  expect(lib.limit.value).toBe(10);
  expect(lib.__lib_limit).toBe(lib.limit);
  lib.limit.value = 11;
  expect(lib.limit.value).toBe(11);
  expect(lib.VERSION_TEXT).toBe(lib.version_text);
  expect([...lib.the_table.value]).toEqual([4, 5, 6]);
});

test("expressions are computed whenever they are read", () => {
  expect([lib.last_code.value, lib.call_it.value]).toEqual([2, lib.big_add(1, 2)]);
  const code = lib.location();
  if (code === null) throw new Error("location() is not NULL");
  c.int.set(code, 0, 5);
  expect(lib.last_code.value).toBe(5);
  expect(lib.address_of_limit.value).toBe(lib.limit.address);
});

test("what only the macro documents has its documentation", () => {
  const code = readFileSync(`${FIXTURES}renamed-by-macro/expected.ts`, "utf8");
  const comments = [...code.matchAll(/^\/\*\*\n \* (.*)\n \*\n \* C: `.*\b__lib_(\w+)/gm)].map(([, text, of]) => [
    of,
    text,
  ]);
  expect(comments).toEqual([
    ["documented", "Documented where it gets its name."],
    ["told", "What the function says counts."],
    ["behind", "Documented behind the macro."],
  ]);
  expect([lib.documented(), lib.told(), lib.behind.value]).toEqual([1, 2, 3]);
});

test("what is neither an expression nor a name is left out", () => {
  const exported = Object.keys(lib);
  for (const name of ["two_names", "builtin", "hidden", "visible", "WIDE"]) {
    expect(exported).not.toContain(name);
  }
});
