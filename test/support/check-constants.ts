import { expect } from "vitest";
import { type Resolved, TypeTable } from "../../src/spec/abi/type-table.ts";
import type { ConstantDeclaration } from "../../src/spec/declaration.ts";
import type { Spec } from "../../src/spec/spec.ts";
import { askCompiler } from "./ask-compiler.ts";
import { integerOf } from "./c-layout.ts";
import type { AnyModule } from "./check-layout.ts";

/** A constant: a C statement that prints it, and how the TypeScript value looks in the same form. */
interface Constant {
  readonly name: string;
  readonly question: string;
  readonly show: (value: unknown) => string;
}

/**
 * Compares every constant and enumerator that a generated module exports with what the C compiler computes.
 * @returns their number.
 */
export function checkConstants(spec: Spec, module: AnyModule, includes: string, flags: readonly string[] = []): number {
  const types = new TypeTable(spec);
  const constants = spec.declarations.flatMap((declaration): Constant[] => {
    if (declaration.kind === "constant") return [constant(declaration, types)];
    if (declaration.kind !== "enum") return [];
    // If one enumerator needs a bigint, all of its enum are bigints.
    const big = declaration.enumerators.some(({ value }) => !Number.isSafeInteger(Number(value)));
    return declaration.enumerators.map(({ name, value }) => integer(name, !value.startsWith("-"), big));
  });
  const exported = constants.filter(({ name }) => name in module);
  const answers = askCompiler(
    includes,
    exported.map(({ question }) => question),
    flags,
  );
  const got = exported.map(({ name, show }) => `${name}: ${show(module[name])}`);
  expect(got).toEqual(exported.map(({ name }, i) => `${name}: ${answers[i]}`));
  return exported.length;
}

function constant({ name, type, value }: ConstantDeclaration, types: TypeTable): Constant {
  const resolved = types.resolve(type);
  switch (value.kind) {
    case "int":
      if (resolved.kind !== "bool") return integer(name, !integerOf(resolved)?.signed);
      return { name, question: `puts(${name} ? "true" : "false");`, show: String };
    case "float":
      return { name, question: `double d = ${name}; hex(&d, sizeof d);`, show: doubleBytes };
    case "pointer":
      return {
        name,
        question: `if (${name}) printf("%llun\\n", (unsigned long long)(uintptr_t)${name}); else puts("null");`,
        show: (given) => (typeof given === "bigint" ? `${given}n` : String(given)),
      };
    case "bytes":
    case "string": {
      const bytes = characterBytes(resolved);
      const question = `hex(${name}, sizeof(${name}) - ${bytes});`;
      return { name, question, show: (text) => encoded(text, bytes) };
    }
  }
}

/** An integer prints with JavaScript's `n` where a number would not hold it. */
function integer(name: string, unsigned: boolean, alwaysBig = false): Constant {
  const [format, type] = unsigned ? ["%llu", "unsigned long long"] : ["%lld", "long long"];
  const value = `(${type})(${name})`;
  const beyond = unsigned ? `${value} >= 1ull << 53` : `${value} >= 1ll << 53 || ${value} <= -(1ll << 53)`;
  const big = alwaysBig ? "1" : beyond;
  const show = (given: unknown): string => (typeof given === "bigint" ? `${given}n` : String(given));
  return { name, question: `printf("${format}%s\\n", ${value}, (${big}) ? "n" : "");`, show };
}

function doubleBytes(value: unknown): string {
  return typeof value === "number"
    ? Buffer.from(Float64Array.of(value).buffer).toString("hex")
    : `not a number: ${String(value)}`;
}

/** Bytes of a character of a string literal. */
function characterBytes(type: Resolved): number {
  return type.kind === "array" && type.of.kind === "int" ? type.of.bits / 8 : 1;
}

/** Text as C stores it: UTF-8, UTF-16 or UTF-32 by the size of a character. */
function encoded(text: unknown, bytes: number): string {
  if (text instanceof Uint8Array) return Buffer.from(text).toString("hex");
  if (typeof text !== "string") return `neither text nor bytes: ${String(text)}`;
  if (bytes === 4) {
    const points = Uint32Array.from(Array.from(text, (character) => character.codePointAt(0) ?? 0));
    return Buffer.from(points.buffer).toString("hex");
  }
  return Buffer.from(text, bytes === 2 ? "utf16le" : "utf8").toString("hex");
}
