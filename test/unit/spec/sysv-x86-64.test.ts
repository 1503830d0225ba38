import { expect, test } from "vitest";
import { type Lowering, lowerCall, type Passed, type Slot } from "../../../src/spec/abi/lowering.ts";
import { classify } from "../../../src/spec/abi/sysv-x86-64.ts";
import { TypeTable } from "../../../src/spec/abi/type-table.ts";
import type { CType } from "../../../src/spec/ctype.ts";
import type { RecordDeclaration } from "../../../src/spec/declaration.ts";
import {
  array,
  bits,
  CHAR,
  DOUBLE,
  FLOAT,
  int,
  LINUX,
  LONG,
  LONG_DOUBLE,
  pointer,
  record,
  ref,
  specOf,
  VOID,
} from "../emit/build.ts";

const inner = record(
  "struct inner",
  8,
  [
    ["a", FLOAT, 0],
    ["b", FLOAT, 4],
  ],
  { align: 4 },
);
/** The types with one record more. */
const withRecord = (given: RecordDeclaration): TypeTable => new TypeTable(specOf([inner, given]));

/** Classes as psABI 3.2.3 gives them; `clang -S` of the same records agrees. */
const table: readonly { name: string; given: RecordDeclaration; want: string }[] = [
  {
    name: "two ints",
    given: record(
      "struct s",
      8,
      [
        ["a", int(), 0],
        ["b", int(), 4],
      ],
      { align: 4 },
    ),
    want: "u64@0:8",
  },
  { name: "three bytes", given: record("struct s", 3, [["a", array(CHAR, 3), 0]], { align: 1 }), want: "u64@0:3" },
  {
    name: "three ints",
    given: record("struct s", 12, [["a", array(int(), 3), 0]], { align: 4 }),
    want: "u64@0:8 u64@8:4",
  },
  {
    name: "two doubles",
    given: record("struct s", 16, [
      ["a", DOUBLE, 0],
      ["b", DOUBLE, 8],
    ]),
    want: "f64@0:8 f64@8:8",
  },
  { name: "one float", given: record("struct s", 4, [["a", FLOAT, 0]], { align: 4 }), want: "f32@0:4" },
  { name: "two floats", given: inner, want: "f32x2@0:8" },
  {
    name: "three floats",
    given: record("struct s", 12, [["a", array(FLOAT, 3), 0]], { align: 4 }),
    want: "f32x2@0:8 f32@8:4",
  },
  {
    name: "float and int share",
    given: record(
      "struct s",
      8,
      [
        ["a", FLOAT, 0],
        ["b", int(), 4],
      ],
      { align: 4 },
    ),
    want: "u64@0:8",
  },
  {
    name: "float before padding",
    given: record("struct s", 16, [
      ["a", FLOAT, 0],
      ["b", DOUBLE, 8],
    ]),
    want: "f32x2@0:8 f64@8:8",
  },
  {
    name: "pointer and double",
    given: record("struct s", 16, [
      ["a", pointer(VOID), 0],
      ["b", DOUBLE, 8],
    ]),
    want: "u64@0:8 f64@8:8",
  },
  {
    name: "union of double and int",
    given: record("union u", 8, [
      ["a", DOUBLE, 0],
      ["b", int(), 0],
    ]),
    want: "u64@0:8",
  },
  {
    name: "nested",
    given: record("struct s", 16, [
      ["a", ref("struct inner"), 0],
      ["b", LONG, 8],
    ]),
    want: "f32x2@0:8 u64@8:8",
  },
  {
    name: "bit-fields",
    given: record("struct s", 4, [bits("a", int(), 0, 3), bits("b", int(), 3, 20)], { align: 4 }),
    want: "u64@0:4",
  },
  {
    name: "unnamed bit-field alone: padding to clang, an integer to gcc",
    given: record("struct s", 16, [["a", DOUBLE, 0], bits(null, LONG, 64, 3)]),
    want: "refused",
  },
  {
    name: "unnamed bit-fields and nothing else, however large: empty to gcc",
    given: record("struct s", 32, [bits(null, int(), 0, 1)], { align: 32 }),
    want: "refused",
  },
  {
    name: "no members, but a size",
    given: record("struct s", 32, [], { align: 32 }),
    want: "refused",
  },
  {
    name: "unnamed bit-field beside a float",
    given: record("struct s", 8, [bits(null, int(), 0, 8), ["a", FLOAT, 4]], { align: 4 }),
    want: "refused",
  },
  {
    name: "unnamed bit-field beside an integer",
    given: record("struct s", 8, [bits(null, int(), 0, 8), ["a", int(), 4]], { align: 4 }),
    want: "u64@0:8",
  },
  {
    name: "unnamed bit-field of no bits",
    given: record("struct s", 4, [bits(null, int(), 0, 0), ["a", FLOAT, 0]], { align: 4 }),
    want: "f32@0:4",
  },
  {
    name: "seventeen bytes",
    given: record("struct s", 24, [
      ["a", LONG, 0],
      ["b", LONG, 8],
      ["c", CHAR, 16],
    ]),
    want: "memory",
  },
  {
    name: "packed and unaligned",
    given: record(
      "struct s",
      5,
      [
        ["a", CHAR, 0],
        ["b", int(), 1],
      ],
      { align: 1 },
    ),
    want: "memory",
  },
  { name: "long double", given: record("struct s", 16, [["a", LONG_DOUBLE, 0]], { align: 16 }), want: "memory" },
  {
    name: "complex double",
    given: record("struct s", 16, [["a", { kind: "complex", of: DOUBLE }, 0]]),
    want: "f64@0:8 f64@8:8",
  },
  {
    name: "vector",
    given: record("struct s", 16, [["a", { kind: "vector", of: FLOAT, length: 4, size: 16 }, 0]], { align: 16 }),
    want: "refused",
  },
  { name: "no members", given: record("struct s", 0, [], { align: 1 }), want: "" },
  {
    name: "flexible: in memory to clang, in registers to gcc",
    given: record(
      "struct s",
      4,
      [
        ["n", int(), 0],
        ["a", array(int(), null), 4],
      ],
      { align: 4 },
    ),
    want: "refused",
  },
  {
    name: "atomic: in memory to clang, in registers to gcc",
    given: record("struct s", 8, [["a", array({ kind: "atomic", of: int() }, 2), 0]], { align: 4 }),
    want: "refused",
  },
  { name: "incomplete", given: record("struct s", 0, null), want: "refused" },
];

test.each(table)("classify $name", ({ given, want }) => {
  const way = classify(ref(given.id), withRecord(given), LINUX);
  const parts =
    way.kind === "registers" ? way.eightbytes.map(({ as, offset, bytes }) => `${as}@${offset}:${bytes}`) : [way.kind];
  expect(parts.join(" ")).toBe(want);
});

const INT: Passed = { kind: "integer" };
const DBL: Passed = { kind: "float" };
const passed: RecordDeclaration[] = [];
const of = (given: RecordDeclaration): Passed => {
  passed.push(given);
  return { kind: "pieces", type: ref(given.id), name: given.id };
};
const scalar = (type: CType): Passed => ({ kind: "pieces", type, name: type.kind });
const PAIR = of(
  record("struct pair", 16, [
    ["a", LONG, 0],
    ["b", LONG, 8],
  ]),
);
const BIG = of(
  record("struct big", 24, [
    ["a", LONG, 0],
    ["b", LONG, 8],
    ["c", LONG, 16],
  ]),
);
const OVER = of(
  record(
    "struct over",
    32,
    [
      ["a", LONG, 0],
      ["b", LONG, 8],
    ],
    { align: 16 },
  ),
);
const VEC = of(
  record("struct vec", 16, [
    ["a", DOUBLE, 0],
    ["b", DOUBLE, 8],
  ]),
);

const I128 = scalar(int("__int128", 128));
const LD = scalar(LONG_DOUBLE);
const C64 = scalar({ kind: "complex", of: DOUBLE });
const C32 = scalar({ kind: "complex", of: FLOAT });
const NOTHING = of(record("struct nothing", 0, [], { align: 1 }));

const calls: readonly { name: string; result: Passed | null; given: readonly Passed[]; want: string }[] = [
  { name: "in registers, in place", result: null, given: [INT, PAIR, DBL], want: "0 1@0 1@8 2" },
  { name: "on the stack after fillers", result: null, given: [BIG, INT], want: "1 z z z z z 0@0 0@8 0@16" },
  {
    name: "no room: all or nothing",
    result: null,
    given: [INT, INT, INT, INT, INT, PAIR, INT],
    want: "0 1 2 3 4 6 5@0 5@8",
  },
  {
    name: "scalar on the stack keeps its place",
    result: null,
    given: [INT, INT, INT, INT, INT, INT, INT, BIG],
    want: "0 1 2 3 4 5 6 7@0 7@8 7@16",
  },
  {
    name: "aligned to 16 on the stack",
    result: null,
    given: [BIG, OVER],
    want: "z z z z z z 0@0 0@8 0@16 z 1@0 1@8 1@16 1@24",
  },
  {
    name: "SSE registers gone",
    result: null,
    given: [DBL, DBL, DBL, DBL, DBL, DBL, DBL, VEC, DBL],
    want: "0 1 2 3 4 5 6 8 z z z z z z 7@0 7@8",
  },
  { name: "__int128 as two words", result: null, given: [INT, I128], want: "0 1@0 1@8" },
  {
    name: "__int128 in memory, aligned",
    result: null,
    given: [INT, INT, INT, INT, INT, I128, INT, INT, I128],
    want: "0 1 2 3 4 6 5@0 5@8 7 z 8@0 8@8",
  },
  { name: "long double in memory", result: null, given: [LD, DBL, LD], want: "1 z z z z z z 0@0 0@8 2@0 2@8" },
  { name: "double _Complex in two registers", result: C64, given: [C64, INT], want: "0@0 0@8 1" },
  { name: "float _Complex in one", result: C32, given: [C32, INT], want: "0 1" },
  { name: "nothing at all", result: NOTHING, given: [NOTHING, INT], want: "1" },
  { name: "result in memory takes a register", result: BIG, given: [INT, BIG], want: "r 0 z z z z 1@0 1@8 1@16" },
];

const lower = (result: Passed | null, given: readonly Passed[], variadic = false): Lowering =>
  lowerCall(result, given, variadic, new TypeTable(specOf(passed)), LINUX);

test.each(calls)("lower $name", ({ result, given, want }) => {
  const lowering = lower(result, given);
  const show = (slot: Slot): string => {
    if (slot.kind === "part") return `${slot.index}@${slot.part.offset}`;
    return slot.kind === "scalar" || slot.kind === "struct" ? String(slot.index) : slot.kind === "zero" ? "z" : "r";
  };
  expect(lowering.kind === "lowered" ? lowering.slots.map(show).join(" ") : lowering.reason).toBe(want);
});

test("a record on the stack before variadic arguments is refused", () => {
  expect(lower(null, [BIG], true).kind).toBe("refused");
  expect(lower(null, [PAIR], true).kind).toBe("lowered");
});

test("a long double result is refused", () => {
  const record87 = of(record("struct s", 16, [["a", LONG_DOUBLE, 0]], { align: 16 }));
  expect(lower(record87, []).kind).toBe("refused");
  expect(lower(scalar(LONG_DOUBLE), []).kind).toBe("refused");
  expect(lower(scalar({ kind: "complex", of: LONG_DOUBLE }), []).kind).toBe("refused");
  const mixed = of(
    record(
      "union mixed",
      16,
      [
        ["a", LONG_DOUBLE, 0],
        ["b", int(), 0],
      ],
      { align: 16 },
    ),
  );
  expect(lower(mixed, [])).toMatchObject({ kind: "lowered", result: { kind: "memory" } });
});
