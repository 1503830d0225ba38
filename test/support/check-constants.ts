import { expect } from "vitest";
import { checkWithCompiler } from "../../src/check/check-with-compiler.ts";
import { faultText } from "../../src/check/fault.ts";
import { TypeTable } from "../../src/spec/abi/type-table.ts";
import type { ConstantDeclaration } from "../../src/spec/declaration.ts";
import type { Spec } from "../../src/spec/spec.ts";
import type { AnyModule } from "./check-layout.ts";

/**
 * Compares every constant and enumerator of a spec with what the C compiler computes, and what a generated module exports
 * with the spec.
 * @returns how many the module exports.
 */
export function checkConstants(spec: Spec, module: AnyModule, includes: string, flags: readonly string[] = []): number {
  const { faults } = checkWithCompiler(spec, { checks: ["constants"], includes, clangArguments: flags });
  expect(faults.map(faultText)).toEqual([]);

  const types = new TypeTable(spec);
  const constants = new Set(spec.declarations.flatMap(({ kind, name }) => (kind === "constant" ? [name] : [])));
  const wanted = spec.declarations.flatMap((declaration): readonly (readonly [string, unknown])[] => {
    if (declaration.kind === "constant") return valueInTypeScript(declaration, types);
    if (declaration.kind !== "enum") return [];
    // If one enumerator needs a bigint, all of its enum are bigints.
    const big = declaration.enumerators.some(({ value }) => !isSafe(value));
    // A macro of an enumerator's name is what the name means.
    const enumerators = declaration.enumerators.filter(({ name }) => !constants.has(name));
    return enumerators.map(({ name, value }) => [name, big ? BigInt(value) : Number(value)]);
  });
  const exported = wanted.filter(([name]) => name in module);
  expect(exported.map(([name]) => [name, module[name]])).toEqual(exported);
  return exported.length;
}

/** The TypeScript value that stands for a constant, by its name; objects are made by functions, and no values. */
function valueInTypeScript(
  declaration: ConstantDeclaration,
  types: TypeTable,
): readonly (readonly [string, unknown])[] {
  const { kind } = declaration.value;
  return kind === "record" || kind === "array" ? [] : [[declaration.name, plainValue(declaration, types)]];
}

function plainValue({ type, value }: ConstantDeclaration, types: TypeTable): unknown {
  switch (value.kind) {
    case "int":
      if (types.resolve(type).kind === "bool") return value.value !== "0";
      return isSafe(value.value) ? Number(value.value) : BigInt(value.value);
    case "float":
      return Number(value.value.replace("inf", "Infinity").replace("-nan", "nan"));
    case "pointer":
      return value.value === "0" ? null : BigInt(value.value);
    case "bytes":
      return Uint8Array.from(Buffer.from(value.value, "hex"));
    case "string":
      return value.value;
    case "record":
    case "array":
      return value;
  }
}

function isSafe(decimal: string): boolean {
  return Number.isSafeInteger(Number(decimal)) && BigInt(Number(decimal)) === BigInt(decimal);
}
