import { expect, test } from "vitest";
import { classify } from "../../../src/spec/abi/sysv-x86-64.ts";
import { TypeTable } from "../../../src/spec/abi/type-table.ts";
import type { CType } from "../../../src/spec/ctype.ts";
import { array, DOUBLE, FLOAT, int, LINUX, LONG, record, ref, specOf } from "../emit/build.ts";

type Member = readonly [name: string, type: CType, offset: number];

/** Records that end with `z[0]`: `gcc -S` and `clang -S` agree about them, or do not. */
const table: readonly { name: string; size: number; members: readonly Member[]; z: CType; want: string }[] = [
  {
    name: "ints behind a float: INTEGER to gcc, SSE to clang",
    size: 4,
    members: [["f", FLOAT, 0]],
    z: int(),
    want: "",
  },
  {
    name: "unaligned: in memory to gcc, in registers to clang",
    size: 12,
    members: [
      ["n", LONG, 0],
      ["i", int(), 8],
    ],
    z: LONG,
    want: "",
  },
  { name: "ints behind an int", size: 4, members: [["n", int(), 0]], z: int(), want: "u64" },
  { name: "floats behind a float", size: 4, members: [["f", FLOAT, 0]], z: FLOAT, want: "f32" },
  { name: "at the end of an eightbyte", size: 8, members: [["d", DOUBLE, 0]], z: int(), want: "f64" },
];

test.each(table)("no elements: $name", ({ size, members, z, want }) => {
  const given = record("struct s", size, [...members, ["z", array(z, 0), size]], { align: 4 });
  const result = classify(ref("struct s"), new TypeTable(specOf([given])), LINUX);
  if (want === "")
    expect(result).toEqual({ kind: "refused", reason: "compilers disagree about its array of no elements" });
  else expect(result).toMatchObject({ kind: "registers", eightbytes: [{ as: want }] });
});
