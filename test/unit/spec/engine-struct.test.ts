import { expect, test } from "vitest";
import { engineStruct } from "../../../src/spec/abi/engine-struct.ts";
import { TypeTable } from "../../../src/spec/abi/type-table.ts";
import type { RecordDeclaration } from "../../../src/spec/declaration.ts";
import { array, bits, CHAR, DOUBLE, FLOAT, int, LINUX, LONG_DOUBLE, record, ref, specOf } from "../emit/build.ts";

/** How records go where the engine knows the convention: on AArch64 and on 64-bit Windows. */
const ARM = { ...LINUX, triple: "aarch64-unknown-linux-gnu" };
const WINDOWS = { ...LINUX, triple: "x86_64-pc-windows-msvc" };

function parts(given: RecordDeclaration, target = ARM): string {
  const made = engineStruct(ref(given.id), new TypeTable(specOf([given], target)), target);
  return made.kind === "refused" ? made.reason : made.parts.map(({ as, offset }) => `${as}@${offset}`).join(" ");
}

const table: readonly { name: string; given: RecordDeclaration; arm: string; windows?: string }[] = [
  {
    name: "its scalars, one by one",
    given: record("struct s", 16, [
      ["a", int(), 0],
      ["b", FLOAT, 4],
      ["c", DOUBLE, 8],
    ]),
    arm: "u32@0 f32@4 f64@8",
  },
  { name: "an array", given: record("struct s", 3, [["a", array(CHAR, 3), 0]], { align: 1 }), arm: "u8@0 u8@1 u8@2" },
  {
    name: "a union with an integer: words",
    given: record(
      "union u",
      8,
      [
        ["i", int(), 0],
        ["d", DOUBLE, 0],
      ],
      { align: 8 },
    ),
    arm: "u64@0",
  },
  {
    name: "a union of floats",
    given: record(
      "union u",
      8,
      [
        ["a", FLOAT, 0],
        ["b", array(FLOAT, 2), 0],
      ],
      { align: 4 },
    ),
    arm: "its floats are not one after the other",
    windows: "u32@0 u32@4",
  },
  {
    name: "packed: bytes",
    given: record(
      "struct s",
      5,
      [
        ["c", CHAR, 0],
        ["i", int(), 1],
      ],
      { align: 1 },
    ),
    arm: "u8@0 u8@1 u8@2 u8@3 u8@4",
  },
  {
    name: "more aligned than the engine can",
    given: record("struct s", 16, [["i", int(), 0]], { align: 16 }),
    arm: "it is aligned to 16 bytes",
  },
  { name: "empty", given: record("struct s", 0, [], { align: 1 }), arm: "it is empty" },
  {
    name: "long double",
    given: record("struct s", 16, [["d", LONG_DOUBLE, 0]], { align: 8 }),
    arm: "the call engine has no long double",
  },
  {
    name: "huge",
    given: record("struct s", 1000, [["a", array(CHAR, 1000), 0]], { align: 1 }),
    arm: "it has 1000 parts",
  },
];

test.each(table)("$name", ({ given, arm, windows = arm }) => {
  expect(parts(given)).toBe(arm);
  expect(parts(given, WINDOWS)).toBe(windows);
});

test("bit-fields are words", () => {
  const given = { ...record("struct b", 4, [], { align: 4 }) };
  const layout =
    given.layout === null ? null : { ...given.layout, fields: [bits("a", int(), 0, 3), bits("b", int(), 3, 20)] };
  expect(parts({ ...given, layout })).toBe("u32@0");
});

test("no other target", () => {
  const given = record("struct s", 4, [["i", int(), 0]], { align: 4 });
  expect(parts(given, { ...LINUX, triple: "riscv64-unknown-linux-gnu" })).toBe(
    "no lowering for riscv64-unknown-linux-gnu",
  );
});
