import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dump, emitModule } from "c2ts";
import fc from "fast-check";
import { TypeTable } from "../../../src/spec/abi/type-table.ts";
import type { CType } from "../../../src/spec/ctype.ts";
import type { MacroParameter } from "../../../src/spec/macro-meaning.ts";
import { askGcc, type Question } from "./oracle.ts";

const ROWS = 20;

const PRELUDE = `#include <stddef.h>
#include <stdint.h>
enum fz_color { FZ_RED = -1, FZ_BLUE = 7 };
static inline int fz_twice(int x) { int y = x & 0xffff; return y * 2; }
`;

/** A value as TypeScript gives it and as C has it. */
interface Argument {
  readonly value: number | bigint;
  readonly c: string;
}

const INTERESTING = [0n, 1n, 2n, 3n, 7n, 31n, 32n, 63n, 100n, 127n, 128n, 255n, 256n, 32767n, 32768n, 65535n, 65536n];
const LARGE = [31n, 32n, 53n, 62n, 63n].flatMap((n) => [2n ** n - 1n, 2n ** n, 2n ** n + 1n]);
const DOUBLES = [
  0,
  -0,
  0.5,
  -0.5,
  1,
  -1,
  2.5,
  1e10,
  -1e10,
  4294967296.5,
  0.1,
  1e300,
  5e-324,
  Number.NaN,
  Number.POSITIVE_INFINITY,
];

function integers(bits: number, signed: boolean): fc.Arbitrary<bigint> {
  const [low, high] = signed ? [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n] : [0n, 2n ** BigInt(bits) - 1n];
  const some = [...INTERESTING, ...LARGE, low, high].flatMap((n) => [n, -n]).filter((n) => n >= low && n <= high);
  return fc.oneof(fc.constantFrom(...some), fc.bigInt({ min: low, max: high }));
}

function integerArgument(value: bigint, bits: number): Argument {
  const suffix = value >= 2n ** 63n ? "ULL" : "LL";
  const text = value === -(2n ** 63n) ? "(-9223372036854775807LL - 1)" : `(${value}${suffix})`;
  return { value: bits === 64 && !Number.isSafeInteger(Number(value)) ? value : Number(value), c: text };
}

/** Values that a parameter takes, and the C type that has them all. */
function given(
  parameter: MacroParameter,
  types: TypeTable,
): { readonly type: string; readonly values: fc.Arbitrary<Argument> } {
  const type = resolved(parameter.type, types);
  if (type.kind === "void") return { type: "int", values: fc.constant({ value: 1, c: "1" }) };
  if (type.kind === "float")
    return { type: type.name, values: fc.constantFrom(...DOUBLES).map((value) => ({ value, c: doubleText(value) })) };
  if (type.kind !== "int") throw new Error(`no values of ${type.kind}`);
  if (parameter.modular)
    return { type: "long long", values: integers(64, true).map((value) => integerArgument(value, 64)) };
  return {
    type: type.name,
    values: integers(type.bits, type.signed).map((value) => integerArgument(value, type.bits)),
  };
}

function resolved(type: CType, types: TypeTable): CType {
  const found = types.resolve(type);
  if (found.kind === "enum") return found.enum.underlying ?? { kind: "void" };
  if (found.kind === "record" || found.kind === "unknown") throw new Error(found.kind);
  return found;
}

function doubleText(value: number): string {
  if (Number.isNaN(value)) return '__builtin_nan("")';
  if (!Number.isFinite(value)) return "__builtin_inf()";
  return Object.is(value, -0) ? "-0.0" : `${value}${Number.isInteger(value) && Math.abs(value) < 1e20 ? ".0" : ""}`;
}

/** What a macro gives, written as the C program writes it. */
function answer(
  macro: (...given: readonly (number | bigint)[]) => unknown,
  row: readonly Argument[],
  isFloat: boolean,
): string {
  let value: unknown;
  try {
    value = macro(...row.map((argument) => argument.value));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error.message.includes("which C leaves undefined") ? "undefined" : "too large";
  }
  if (typeof value === "boolean") return value ? "1" : "0";
  if (!isFloat) return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value !== "number" || Number.isNaN(value)) return "nan";
  return new BigUint64Array(Float64Array.of(value).buffer)[0]?.toString(16).padStart(16, "0") ?? "";
}

/** A `long` beyond 2^53 is refused; a sum that is defined as a whole may be computed although a part of it is not. */
function agrees(want: string, got: string): boolean {
  if (got === "too large") return !Number.isSafeInteger(Number(want));
  // gcc drops some operations before it looks at them: of `-x ? 1 : 0` it computes no `-x`.
  return want === got || want === "undefined" || got === "undefined";
}

export interface Comparison {
  /** One line for each value that differs. */
  readonly wrong: readonly string[];
  readonly bound: number;
  readonly values: number;
  /** Of the values: those that gcc says C leaves undefined; those that only gcc, or only the macro, takes for that. */
  readonly undefined: number;
  readonly computed: number;
  readonly refused: number;
}

/** Makes a macro of three parameters of each body, and compares what it gives in TypeScript with what it gives in C. */
export async function compareWithGcc(bodies: readonly string[], seed: number): Promise<Comparison> {
  const header = `${PRELUDE}${bodies.map((body, i) => `#define FZ_${i}(a, b, c) ${body}\n`).join("")}`;
  const { spec } = dump(["fz.h"], { files: [{ file: "fz.h", text: header }] });
  const types = new TypeTable(spec);
  const { code } = emitModule(spec, { library: null });
  const folder = mkdtempSync(join(tmpdir(), "c2ts-expressions-"));
  try {
    writeFileSync(join(folder, "fz.ts"), code);
    const module: Readonly<Record<string, unknown>> = await import(/* @vite-ignore */ join(folder, "fz.ts"));
    const asked = spec.declarations.flatMap((declaration) => {
      if (declaration.kind !== "macro" || declaration.meaning?.kind !== "expression") return [];
      const { name, meaning } = declaration;
      const macro = module[name];
      if (typeof macro !== "function") return [];
      const columns = meaning.parameters.map((parameter) => given(parameter, types));
      const rows = fc.sample(fc.tuple(...columns.map(({ values }) => values)), { numRuns: ROWS, seed });
      const question: Question = {
        name,
        types: columns.map(({ type }) => type),
        rows: rows.map((row) => row.map((argument) => argument.c)),
      };
      const isFloat = types.resolve(meaning.result).kind === "float";
      return [{ question, rows, got: rows.map((row) => answer((...args) => macro(...args), row, isFloat)) }];
    });
    const answers = askGcc(
      header,
      asked.map(({ question }) => question),
    );
    const pairs = asked.flatMap(({ question, rows, got }, i) =>
      rows.map((row, k) => ({ name: question.name, row, want: answers[i]?.[k] ?? "", got: got[k] ?? "" })),
    );
    return {
      wrong: pairs
        .filter(({ want, got }) => !agrees(want, got))
        .map(({ name, row, want, got }) => {
          const values = row.map(({ value }) => value).join(", ");
          return `${bodies[Number(name.slice(3))]} of ${values}: C says ${want}, TypeScript ${got}`;
        }),
      bound: asked.length,
      values: pairs.length,
      undefined: pairs.filter(({ want }) => want === "undefined").length,
      computed: pairs.filter(({ want, got }) => want === "undefined" && got !== "undefined").length,
      refused: pairs.filter(({ want, got }) => want !== "undefined" && got === "undefined").length,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
