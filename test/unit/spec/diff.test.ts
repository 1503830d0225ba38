import { describe, expect, test } from "vitest";
import type { CType } from "../../../src/spec/ctype.ts";
import type { Declaration } from "../../../src/spec/declaration.ts";
import { diffSpecs } from "../../../src/spec/diff/diff-specs.ts";
import {
  array,
  bits,
  CHAR,
  callable,
  constant,
  enumeration,
  FLOAT,
  fn,
  global,
  int,
  LONG,
  macro,
  parameter,
  record,
  ref,
  specOf,
  TEXT_POINTER,
  typedef,
  VOID,
  value,
} from "../emit/build.ts";

/** One line for each difference, or for a declaration that came or went. */
function told(before: readonly Declaration[], after: readonly Declaration[]): readonly string[] {
  return diffSpecs(specOf(before), specOf(after)).flatMap(({ change, name, impact, differences }) =>
    change === "changed"
      ? differences.map((one) => `${one.impact}: ${name}: ${one.what}: ${one.before} -> ${one.after}`)
      : [`${impact}: ${change} ${name}`],
  );
}

const one = { kind: "int", value: "1" } as const;
const two = { kind: "int", value: "2" } as const;
const UINT = int("unsigned int");
const enumLong = { underlying: int("unsigned long", 64) };
const f = (result: CType, ...types: readonly CType[]): Declaration =>
  fn(
    "f",
    callable(
      result,
      types.map((type) => parameter(null, type)),
    ),
  );

const TABLE: readonly {
  name: string;
  before: readonly Declaration[];
  after: readonly Declaration[];
  want: readonly string[];
}[] = [
  { name: "nothing", before: [f(VOID)], after: [f(VOID)], want: [] },
  { name: "a function that is gone", before: [f(VOID)], after: [], want: ["breaking: removed f"] },
  { name: "a new function", before: [], after: [f(VOID)], want: ["source: added f"] },
  {
    name: "a function without a symbol that is gone",
    before: [fn("f", callable(VOID, []), { storage: "static" })],
    after: [],
    want: ["source: removed f"],
  },
  {
    name: "one more parameter",
    before: [f(VOID, int())],
    after: [f(VOID, int(), TEXT_POINTER)],
    want: ["breaking: f: parameters: (int) -> (int, const char *)"],
  },
  {
    name: "name of a parameter",
    before: [fn("f", callable(VOID, [parameter("a", int())]))],
    after: [fn("f", callable(VOID, [parameter("b", int())]))],
    want: ["text: f: parameter 1: name: a -> b"],
  },
  {
    name: "parameters declared at last, of which there are none",
    before: [fn("f", callable(VOID, [], { prototype: false }))],
    after: [fn("f", callable(VOID, []))],
    want: ["source: f: parameters: () -> (void)"],
  },
  {
    name: "parameters that nobody knew",
    before: [fn("f", callable(VOID, [], { prototype: false }))],
    after: [fn("f", callable(VOID, [parameter(null, int())]))],
    want: ["breaking: f: parameters: () -> (int)"],
  },
  {
    name: "variadic, convention and symbol",
    before: [f(VOID)],
    after: [fn("f", callable(VOID, [], { variadic: true, callingConvention: "stdcall" }), { symbol: "f@4" })],
    want: [
      "breaking: f: symbol: f -> f@4",
      "breaking: f: calling convention: c -> stdcall",
      "breaking: f: variadic: no -> yes",
    ],
  },
  {
    name: "hidden, and found again",
    before: [f(VOID), fn("g", callable(VOID, []), { linkage: { weak: false, visibility: "hidden" } })],
    after: [
      fn("f", callable(VOID, []), { linkage: { weak: false, visibility: "hidden" } }),
      fn("g", callable(VOID, [])),
    ],
    want: ["breaking: f: visibility: default -> hidden", "source: g: visibility: hidden -> default"],
  },
  {
    name: "deprecated, then unavailable",
    before: [f(VOID)],
    after: [fn("f", callable(VOID, []), { deprecated: "use g", unavailable: "" })],
    want: ["breaking: f: unavailable: null -> ", "source: f: deprecated: null -> use g"],
  },
  {
    name: "comments and places",
    before: [f(VOID)],
    after: [fn("f", callable(VOID, []), { doc: "/** f */", location: { file: "x.h", line: 9, column: 1 } })],
    want: ["text: f: comment: null -> /** f */", "text: f: place: x.h:1:1 -> x.h:9:1"],
  },
  {
    name: "a function that became a variable",
    before: [f(VOID)],
    after: [global("f", int())],
    want: ["breaking: f: function: void f(void) -> extern int f"],
  },
  {
    name: "member order",
    before: [
      record("struct s", 8, [
        ["a", int(), 0],
        ["b", int(), 4],
      ]),
    ],
    after: [
      record("struct s", 8, [
        ["b", int(), 0],
        ["a", int(), 4],
      ]),
    ],
    want: [
      "breaking: struct s: member a: offset: 0 -> 4",
      "breaking: struct s: member b: offset: 4 -> 0",
      "source: struct s: order of members: a, b -> b, a",
    ],
  },
  {
    name: "a member at the end",
    before: [record("struct s", 4, [["a", int(), 0]], { align: 4 })],
    after: [
      record("struct s", 16, [
        ["a", int(), 0],
        ["b", LONG, 8],
      ]),
    ],
    want: [
      "breaking: struct s: size: 4 bytes -> 16 bytes",
      "breaking: struct s: alignment: 4 bytes -> 8 bytes",
      "breaking: struct s: member b: null -> long b at 8",
    ],
  },
  {
    name: "a member in what was padding",
    before: [
      record("struct s", 16, [
        ["a", int(), 0],
        ["b", LONG, 8],
      ]),
    ],
    after: [
      record("struct s", 16, [
        ["a", int(), 0],
        ["c", int(), 4],
        ["b", LONG, 8],
      ]),
    ],
    want: ["breaking: struct s: member c: null -> int c at 4"],
  },
  {
    name: "a member that is gone",
    before: [
      record("union u", 4, [
        ["a", int(), 0],
        ["b", FLOAT, 0],
      ]),
    ],
    after: [record("union u", 4, [["a", int(), 0]])],
    want: ["breaking: union u: member b: float b at 0 -> null"],
  },
  {
    name: "a member of another name",
    before: [record("struct s", 4, [["reserved", int(), 0]])],
    after: [record("struct s", 4, [["flags", int(), 0]])],
    want: ["source: struct s: member reserved: int reserved at 0 -> int flags at 0"],
  },
  {
    name: "bit-fields",
    before: [record("struct s", 4, [bits("a", UINT, 0, 3), bits("b", UINT, 3, 5)])],
    after: [record("struct s", 4, [bits("a", UINT, 0, 4), bits("b", UINT, 4, 5)])],
    want: ["breaking: struct s: member a: width: 3 bits -> 4 bits", "breaking: struct s: member b: offset: 0.3 -> 0.4"],
  },
  {
    name: "inside an anonymous member, told of the record around it",
    before: [record("union @s.0", 4, [["x", int(), 0]]), record("struct s", 4, [[null, ref("union @s.0"), 0]])],
    after: [record("union @s.0", 4, [["x", UINT, 0]]), record("struct s", 4, [[null, ref("union @s.0"), 0]])],
    want: ["breaking: struct s: member without name 1: member x: type: int -> unsigned int"],
  },
  {
    name: "a typedef's record",
    before: [record("struct @p", 4, [["x", int(), 0]]), typedef("p", ref("struct @p")), f(ref("p"))],
    after: [record("struct @p", 8, [["x", LONG, 0]]), typedef("p", ref("struct @p")), f(ref("p"))],
    want: ["breaking: p: size: 4 bytes -> 8 bytes", "breaking: p: member x: type: int -> long"],
  },
  {
    name: "a tag for a typedef's record",
    before: [record("struct @p", 4, [["x", int(), 0]]), typedef("p", ref("struct @p"))],
    after: [record("struct p", 4, [["x", int(), 0]]), typedef("p", ref("struct p"))],
    want: ["source: p: type: struct { … } -> struct p", "source: added struct p"],
  },
  {
    name: "a definition, and none any more",
    before: [record("struct s", 0, null), record("struct t", 4, [])],
    after: [record("struct s", 4, []), record("struct t", 0, null)],
    want: [
      "source: struct s: definition: incomplete -> 4 bytes",
      "breaking: struct t: definition: 4 bytes -> incomplete",
    ],
  },
  {
    name: "a redeclaration is no change",
    before: [record("struct s", 0, null), record("struct s", 4, [])],
    after: [record("struct s", 4, [])],
    want: [],
  },
  {
    name: "enumerators",
    before: [enumeration("enum e", { A: "0", B: "1", C: "2" })],
    after: [enumeration("enum e", { A: "0", B: "2", D: "3" })],
    want: ["breaking: enum e: B: 1 -> 2", "breaking: enum e: C: 2 -> null", "source: enum e: D: null -> 3"],
  },
  {
    name: "an enum's integer type",
    before: [enumeration("enum e", { A: "0" })],
    after: [enumeration("enum e", { A: "0" }, enumLong)],
    want: ["breaking: enum e: integer type: unsigned int, 32 bits -> unsigned long, 64 bits"],
  },
  {
    name: "an enum without a tag that begins with another enumerator",
    before: [enumeration("enum @A", { A: "1" })],
    after: [enumeration("enum @Z", { Z: "0", A: "1" })],
    want: ["source: enum { Z, … }: Z: null -> 0"],
  },
  {
    name: "macros that became enumerators",
    before: [value("A", int(), one), value("B", int(), one)],
    after: [enumeration("enum @A", { A: "1", B: "2" })],
    want: ["breaking: B: value: 1 -> 2"],
  },
  {
    name: "an enumerator that became a macro",
    before: [enumeration("enum e", { A: "1", B: "2" })],
    after: [enumeration("enum e", { A: "1" }), value("B", int(), two)],
    want: ["source: enum e: B: 2 -> null"],
  },
  {
    name: "a constant's value and type",
    before: [value("A", int(), one), value("B", int(), one)],
    after: [value("A", int(), two), value("B", LONG, one)],
    want: ["breaking: A: value: 1 -> 2", "breaking: B: type: int -> long"],
  },
  {
    name: "text of another length is one difference",
    before: [value("V", array(CHAR, 2), { kind: "string", value: "1" })],
    after: [value("V", array(CHAR, 3), { kind: "string", value: "10" })],
    want: ['breaking: V: value: "1" -> "10"'],
  },
  {
    name: "a variable",
    before: [global("g", int())],
    after: [global("g", constant(int()), { threadLocal: true })],
    want: ["source: g: type: int -> const int", "breaking: g: thread-local: no -> yes"],
  },
  {
    name: "a typedef's target is told once",
    before: [typedef("t", int()), f(ref("t"))],
    after: [typedef("t", LONG), f(ref("t"))],
    want: ["breaking: t: type: int -> long"],
  },
  {
    name: "macros: what they mean counts, not their words",
    before: [
      macro("GUARD_H", []),
      macro("a", ["b"], null, { kind: "name", of: "function", name: "b", declares: false }),
      macro("X", ["(", "1", ")"]),
    ],
    after: [macro("a", ["c"], null, { kind: "name", of: "function", name: "c", declares: false }), macro("X", ["1"])],
    want: [
      "text: removed GUARD_H",
      "breaking: a: macro: #define a b -> #define a c",
      "text: X: macro: #define X (1) -> #define X 1",
    ],
  },
];

describe("declarations", () => {
  test.each(TABLE)("$name", ({ before, after, want }) => {
    expect(told(before, after)).toEqual(want);
  });
});
