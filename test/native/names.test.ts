import { describe, expect, test } from "vitest";
import * as n from "../../fixtures/names/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("names");

describe("names that TypeScript has other plans for", () => {
  const functions: readonly { readonly name: string; readonly call: (x: number) => number; readonly adds: number }[] = [
    { name: "delete", call: n.delete, adds: 1 },
    { name: "arguments", call: n.arguments, adds: 2 },
    { name: "await", call: n.await, adds: 3 },
    { name: "ptr", call: n.ptr, adds: 4 },
    { name: "string", call: n.string, adds: 5 },
    { name: "undefined", call: n.undefined, adds: 6 },
    { name: "Object", call: n.Object, adds: 7 },
    { name: "NaN", call: n.NaN, adds: 8 },
    { name: "stat", call: n.stat, adds: 9 },
    { name: "same_name", call: n.same_name, adds: 10 },
    { name: "$dollar", call: n.$dollar, adds: 11 },
    { name: "_leading", call: n._leading, adds: 12 },
    { name: "Case", call: n.Case, adds: 13 },
    { name: "CASE", call: n.CASE, adds: 14 },
    { name: "café", call: n.café, adds: 15 },
  ];

  test.for(functions)("$name", ({ name, call, adds }) => {
    expect(call(100)).toBe(100 + adds);
    expect(() => call(0.5)).toThrow(`${name}: `);
    expect(n.has(name)).toBe(true);
  });

  test("parameters", () => {
    expect(n.function(5, 3)).toBe(2);
    expect(() => n.function(5, Number.NaN)).toThrow("function: class must be");
    expect(() => n.ptr(Number.NaN)).toThrow("ptr: ret must be");
    expect(n.twice(20, 2)).toBe(42);
    expect(() => n.twice(0.5, 0)).toThrow("twice: twice must be");
  });
});

describe("names of the runtime and of its types", () => {
  test("a function called like a check that a record before it uses", () => {
    const e = n.struct_element.alloc();
    e.scalar = 1.5;
    expect(n.f64(e.scalar)).toBe(3);
  });

  test("members called like parts of array and scalar types", () => {
    const all = n.struct_elements.alloc();
    all.list.at(1).element = 7;
    expect(all.list.toArray().map(({ element }) => element)).toEqual([0, 7]);
  });
});

describe("records", () => {
  test("beside a function of the same name", () => {
    const s = n.struct_stat.alloc();
    s.mode = 0o644;
    expect(s.mode).toBe(420);
    const u = n.union_same_name.alloc();
    u.u = -1;
    expect(u.u).toBe(-1);
  });

  test("members that every object has", () => {
    const l = n.struct_let.alloc();
    l.var = 1;
    l.constructor_ = 2;
    l.toJSON = 3;
    l.size = 4;
    l.prototype = 5;
    expect([l.var, l.constructor_, l.toJSON, l.size, l.prototype]).toEqual([1, 2, 3, 4, 5]);
    expect(n.struct_let.size).toBe(24);
    expect(l.constructor).toBe(n.struct_let);
    // toJSON is C's here, a number: JSON.stringify must make do with that.
    expect(() => JSON.stringify(l)).not.toThrow();
  });

  test("typedefs take the record's name, and the tag stays", () => {
    expect(n.struct_tagged).toBe(n.alias_of_tagged);
    expect(n.struct_same).toBe(n.same);
    const t: n.struct_tagged = n.alias_of_tagged.alloc();
    t.a = 6;
    expect(t.a).toBe(6);
    const s: n.same = n.struct_same.alloc();
    s.b = 7;
    expect(s.b).toBe(7);
  });
});
