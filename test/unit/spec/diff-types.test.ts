import { describe, expect, test } from "vitest";
import type { CType } from "../../../src/spec/ctype.ts";
import type { Declaration } from "../../../src/spec/declaration.ts";
import { diffSpecs } from "../../../src/spec/diff/diff-specs.ts";
import {
  array,
  BOOL,
  CHAR,
  callable,
  constant,
  DOUBLE,
  enumeration,
  FLOAT,
  fn,
  global,
  int,
  LONG,
  LONG_DOUBLE,
  LONG_LONG,
  parameter,
  pointer,
  record,
  ref,
  specOf,
  TEXT_POINTER,
  typedef,
  VOID,
} from "../emit/build.ts";

const UINT = int("unsigned int");
const f = (result: CType, ...types: readonly CType[]): Declaration =>
  fn(
    "f",
    callable(
      result,
      types.map((type) => parameter(null, type)),
    ),
  );

const TYPES: readonly (readonly [name: string, before: CType, after: CType, impact: "breaking" | "source" | null])[] = [
  ["the same", pointer(constant(CHAR)), TEXT_POINTER, null],
  ["width", int(), LONG, "breaking"],
  ["sign", int(), UINT, "breaking"],
  ["another name of the same integer", LONG, LONG_LONG, "source"],
  ["bool for a byte", BOOL, int("unsigned char", 8), "breaking"],
  ["integer for float", int(), FLOAT, "breaking"],
  ["precision", FLOAT, DOUBLE, "breaking"],
  ["formats of the same width", LONG_DOUBLE, { kind: "float", name: "__float128", bits: 128 }, "breaking"],
  ["const pointee", pointer(CHAR), TEXT_POINTER, "source"],
  ["pointee", pointer(int()), pointer(LONG), "breaking"],
  ["pointer to anything", pointer(int()), pointer(VOID), "source"],
  ["integer for pointer", pointer(VOID), LONG, "breaking"],
  ["nullability", pointer(VOID), { kind: "pointer", to: VOID, nullability: "nonnull" }, "source"],
  ["nothing", VOID, int(), "breaking"],
  ["array length", pointer(array(int(), 3)), pointer(array(int(), 4)), "breaking"],
  ["a typedef of the same", int(), ref("my_int"), "source"],
  ["a typedef of another", LONG, ref("my_int"), "breaking"],
  ["the enum's integer type", UINT, ref("enum e"), "source"],
  ["an enum back", ref("enum e"), UINT, "source"],
  ["an enum of another sign", ref("enum e"), int(), "breaking"],
  ["another enum", ref("enum e"), ref("enum e2"), "source"],
  ["another record, same layout", ref("struct s"), ref("struct same"), "source"],
  ["another record", ref("struct s"), ref("struct other"), "breaking"],
  ["another incomplete type", pointer(ref("struct a")), pointer(ref("struct b")), "breaking"],
  ["record with pointers to itself", ref("struct list"), ref("struct list2"), "source"],
  ["an overaligned typedef", int(), ref("wide"), "breaking"],
  ["atomic", int(), { kind: "atomic", of: int() }, "source"],
  ["atomic records", { kind: "atomic", of: ref("struct s") }, { kind: "atomic", of: ref("struct other") }, "breaking"],
  ["element of complex", { kind: "complex", of: FLOAT }, { kind: "complex", of: DOUBLE }, "breaking"],
  [
    "callback's parameter",
    pointer(callable(VOID, [parameter("a", int())])),
    pointer(callable(VOID, [parameter("a", LONG)])),
    "breaking",
  ],
  [
    "name of a callback's parameter",
    pointer(callable(VOID, [parameter("a", int())])),
    pointer(callable(VOID, [parameter("b", int())])),
    null,
  ],
];

const KNOWN: readonly Declaration[] = [
  typedef("my_int", int()),
  typedef("wide", int(), { align: 16 }),
  enumeration("enum e", { A: "0" }),
  enumeration("enum e2", { B: "0" }),
  record("struct s", 4, [["x", int(), 0]]),
  record("struct same", 4, [["x", int(), 0]]),
  record("struct other", 4, [["x", FLOAT, 0]]),
  record("struct a", 0, null),
  record("struct b", 0, null),
  record("struct list", 8, [["next", pointer(ref("struct list")), 0]]),
  record("struct list2", 8, [["next", pointer(ref("struct list2")), 0]]),
];

describe("a type that became another", () => {
  test.each(TYPES)("%s", (_, before, after, impact) => {
    const ofResult = diffSpecs(specOf([...KNOWN, f(before)]), specOf([...KNOWN, f(after)]));
    const ofGlobal = diffSpecs(specOf([...KNOWN, global("g", before)]), specOf([...KNOWN, global("g", after)]));
    const worst = [ofResult, ofGlobal].map(([change]) =>
      change === undefined || change.impact === "text" ? null : change.impact,
    );
    expect(worst).toEqual([impact, impact]);
  });
});
