import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emitModule, type Spec } from "c2ts";
import fc from "fast-check";
import { TypeTable } from "../../../src/spec/abi/type-table.ts";
import type { CType } from "../../../src/spec/ctype.ts";
import type { MacroMeaning } from "../../../src/spec/macro-meaning.ts";
import { type Argument, given, resolved } from "./arguments.ts";
import { askGcc, type Question } from "./oracle.ts";

const ROWS = 20;

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
  /** What was compared. */
  readonly names: readonly string[];
  /** One line for each value that differs. */
  readonly wrong: readonly string[];
  readonly bound: number;
  readonly values: number;
  /** Of the values: those that gcc says C leaves undefined; those that only gcc, or only the macro, takes for that. */
  readonly undefined: number;
  readonly computed: number;
  readonly refused: number;
}

/** Type of a value as the C program names it: `s32` for `int`. */
function typeName(type: CType, types: TypeTable): string {
  const found = resolved(type, types);
  if (found.kind === "bool") return "u8";
  return found.kind === "int" ? `${found.signed ? "s" : "u"}${found.bits}` : `${found.kind}`;
}

export interface MacrosToCompare {
  /** C that declares what the spec has. */
  readonly header: string;
  readonly spec: Spec;
  /** Which macros to call. */
  readonly takes: (meaning: Extract<MacroMeaning, { kind: "expression" }>) => boolean;
  readonly seed: number;
}

/** Compares what the macros of a spec give in TypeScript with what they give in C: type and value. */
export async function compareMacros({ header, spec, takes, seed }: MacrosToCompare): Promise<Comparison> {
  const types = new TypeTable(spec);
  const { code } = emitModule(spec, { library: null });
  const folder = mkdtempSync(join(tmpdir(), "c2ts-expressions-"));
  try {
    writeFileSync(join(folder, "fz.ts"), code);
    const module: Readonly<Record<string, unknown>> = await import(/* @vite-ignore */ join(folder, "fz.ts"));
    const asked = spec.declarations.flatMap((declaration) => {
      if (declaration.kind !== "macro" || declaration.meaning?.kind !== "expression") return [];
      const { name, meaning, body } = declaration;
      const macro = module[name];
      if (typeof macro !== "function" || !takes(meaning)) return [];
      const columns = meaning.parameters.map((parameter) => given(parameter, types));
      const rows = fc.sample(fc.tuple(...columns.map(({ values }) => values)), { numRuns: ROWS, seed });
      const question: Question = {
        name,
        types: columns.map(({ type }) => type),
        rows: rows.map((row) => row.map((argument) => argument.c)),
      };
      const type = typeName(meaning.result, types);
      const got = rows.map((row) => answer((...args) => macro(...args), row, type === "float"));
      return [{ question, rows, got, type, text: body.join(" ") }];
    });
    const answers = askGcc(
      header,
      asked.map(({ question }) => question),
    );
    const pairs = asked.flatMap(({ question, rows, got, text }, i) =>
      rows.map((row, k) => ({
        name: question.name,
        text,
        row,
        want: answers[i]?.values[k] ?? "",
        got: got[k] ?? "",
      })),
    );
    const mistyped = asked.flatMap(({ question, type }, i) => {
      const want = answers[i]?.type;
      return want === type ? [] : [`${question.name} is ${want} in C, ${type} in the spec`];
    });
    const wrong = pairs
      .filter(({ want, got }) => !agrees(want, got))
      .map(({ name, text, row, want, got }) => {
        const values = row.map(({ value, c }) => (c.startsWith("(void") ? c : value)).join(", ");
        return `${name}: ${text} of ${values}: C says ${want}, TypeScript ${got}`;
      });
    return {
      names: asked.map(({ question }) => question.name),
      wrong: [...mistyped, ...wrong],
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
