import { expect, test } from "vitest";
import { emitModule } from "../../../src/emit/emit-module.ts";
import { bindingReport } from "../../../src/spec/binding-report.ts";
import type { CType } from "../../../src/spec/ctype.ts";
import type { Declaration } from "../../../src/spec/declaration.ts";
import type { Declared } from "../../../src/spec/declared.ts";
import {
  callable,
  enumeration,
  fn,
  int,
  macro,
  parameter,
  record,
  ref,
  specOf,
  typedef,
  VOID,
  value,
} from "../emit/build.ts";

const COMPLEX_INT: CType = { kind: "complex", of: int() };

const one = { kind: "int", value: "1" } as const;

/** A declaration, or a few that belong together, and what each comes to. */
const table: readonly { name: string; given: readonly Declaration[]; want: Readonly<Record<string, number>> }[] = [
  { name: "a function", given: [fn("f", callable(VOID, []))], want: { bound: 1 } },
  { name: "no symbol", given: [fn("f", callable(VOID, []), { storage: "static" })], want: { leftOut: 1 } },
  { name: "no type", given: [fn("f", callable(COMPLEX_INT, []))], want: { leftOut: 1 } },
  {
    name: "a member without accessor",
    given: [
      record("struct s", 32, [
        ["a", COMPLEX_INT, 0],
        ["b", COMPLEX_INT, 16],
      ]),
    ],
    want: { degraded: 1 },
  },
  {
    name: "a typedef that names its record",
    given: [record("struct @p", 4, [["x", int(), 0]]), typedef("p", ref("struct @p"))],
    want: { bound: 2 },
  },
  {
    name: "an anonymous member",
    given: [record("struct s", 4, [[null, ref("union @s.0"), 0]]), record("union @s.0", 4, [["x", int(), 0]])],
    want: { bound: 2 },
  },
  { name: "a record that nothing names", given: [record("struct @p", 4, [["x", int(), 0]])], want: { leftOut: 1 } },
  { name: "a redeclaration", given: [record("struct s", 0, null), record("struct s", 4, [])], want: { bound: 1 } },
  { name: "an include guard", given: [macro("X_H", [])], want: { noValue: 1 } },
  { name: "an eponymous macro", given: [fn("f", callable(VOID, [])), macro("f", ["f"])], want: { bound: 2 } },
  { name: "an eponymous macro of nothing", given: [macro("f", ["f"])], want: { noValue: 1 } },
  { name: "a macro for a function", given: [fn("__f", callable(VOID, [])), macro("f", ["__f"])], want: { bound: 2 } },
  {
    name: "a macro that says what its enumerator says",
    given: [enumeration("enum e", { A: "1" }), value("A", int(), one)],
    want: { bound: 2 },
  },
  {
    name: "a macro that says something else",
    given: [enumeration("enum e", { A: "2" }), value("A", int(), one)],
    want: { bound: 1, degraded: 1 },
  },
  {
    name: "a function that a macro hides",
    given: [
      fn("f", callable(VOID, [])),
      fn("g", callable(VOID, [])),
      macro("f", ["g"], null, { kind: "name", of: "function", name: "g", declares: false }),
    ],
    want: { bound: 2, leftOut: 1 },
  },
  {
    name: "a function that is declared by a macro",
    given: [
      macro("f", ["__f"], null, { kind: "name", of: "function", name: "__f", declares: true }),
      fn("__f", callable(VOID, [])),
    ],
    want: { bound: 2 },
  },
  {
    name: "a function without a binding that is declared by a macro",
    given: [
      macro("f", ["__f"], null, { kind: "name", of: "function", name: "__f", declares: true }),
      fn("__f", callable(COMPLEX_INT, [])),
    ],
    want: { leftOut: 2 },
  },
  {
    name: "a type macro",
    given: [macro("T", ["int"], null, { kind: "type", type: int() })],
    want: { bound: 1 },
  },
  {
    name: "a macro of a type without a binding",
    given: [macro("T", ["_Complex", "int"], null, { kind: "type", type: COMPLEX_INT })],
    want: { leftOut: 1 },
  },
  {
    name: "an enumerator whose name is taken",
    given: [enumeration("enum e", { A: "1" }), enumeration("enum f", { A: "2" })],
    want: { bound: 1, degraded: 1 },
  },
  {
    name: "something unsupported",
    given: [{ kind: "unsupported", name: "u", reason: "it is odd", ...at() }],
    want: { leftOut: 1 },
  },
];

function at() {
  return { location: { file: "x.h", line: 1, column: 1 }, doc: null, deprecated: null, unavailable: null };
}

const NONE = { bound: 0, degraded: 0, leftOut: 0, noValue: 0, excluded: 0 };

test.each(table)("$name", ({ given, want }) => {
  const spec = specOf(given);
  const { bound, problems } = emitModule(spec, { library: "x" });
  const { declarations } = bindingReport({ spec, bound, problems });
  const { declared, byKind, needed, ...outcomes } = declarations;
  expect(outcomes).toEqual({ ...NONE, ...want });
  expect(declared).toBe(Object.values(want).reduce((a, b) => a + b));
  expect(needed).toBe(0);
  expect(Object.values(byKind).reduce((sum, tally) => sum + tally.declared, 0)).toBe(declared);
});

test("what is not asked for is counted apart, and what others need is not counted", () => {
  const spec = specOf([
    typedef("size_t", int("unsigned long", 64)),
    fn("f", callable(VOID, [parameter("n", ref("size_t"))])),
  ]);
  const { location } = at();
  const declared: readonly Declared[] = [
    { key: "f", kind: "function", name: "f", location, line: "function f", excluded: null },
    {
      key: "function g at x.h:1:1",
      kind: "function",
      name: "g",
      location,
      line: "function g",
      excluded: { by: "--exclude g", never: true },
    },
  ];
  const report = bindingReport({ spec, declared, problems: [] });
  expect(report.declarations).toMatchObject({ declared: 2, bound: 1, excluded: 1, needed: 1 });
  expect(report.excluded).toEqual([{ kind: "function", name: "g", location, by: "--exclude g" }]);
});
