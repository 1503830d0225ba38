import { bytesOf, type RecordClass, RecordView } from "c2ts-runtime";
import { expect } from "vitest";
import { askFacts } from "../../src/check/ask-facts.ts";
import { findCompiler } from "../../src/check/c-compiler.ts";
import { checkWithCompiler } from "../../src/check/check-with-compiler.ts";
import { faultText } from "../../src/check/fault.ts";
import { type Member, type SpelledRecord, spelledTypes } from "../../src/check/spelled-types.ts";
import { TypeTable } from "../../src/spec/abi/type-table.ts";
import type { Spec } from "../../src/spec/spec.ts";

/** What `import * as module` gives for a module that is known at run time only. */
export type AnyModule = Readonly<Record<string, unknown>>;

/**
 * Compares size, alignment, offsets, widths and signs of every complete record and enum of a spec with the C compiler.
 * @param unnamed records that C has no way to name: types of parameters and results.
 */
export function checkLayout(
  spec: Spec,
  includes: string,
  flags: readonly string[] = [],
  unnamed: readonly string[] = [],
): void {
  const { faults, checked } = checkWithCompiler(spec, { checks: ["layout"], includes, clangArguments: flags });
  expect(faults.flatMap((fault) => (fault.code === "unnamed-record" ? [fault.decl] : []))).toEqual(unnamed);
  expect(faults.filter(({ code }) => code !== "unnamed-record").map(faultText)).toEqual([]);
  expect(checked.layout).not.toBeNull();
}

/**
 * Compares the accessors of a generated module with the C compiler: C sets one member and prints the record's bytes; the
 * getter must read the value from these bytes and the setter must make the same bytes.
 * @returns how many members were compared, and those that the module has no accessor for.
 */
export function checkAccessors(
  spec: Spec,
  module: AnyModule,
  includes: string,
  flags: readonly string[] = [],
): { compared: number; without: string[] } {
  const types = new TypeTable(spec);
  const classes = new Map<string, RecordClass<RecordView>>();
  const cases = spelledTypes(spec, types).records.flatMap((record) => {
    const type = classOf(record, spec, types, module, classes);
    if (type === null) return [];
    classes.set(record.declaration.id, type);
    expect({ name: record.spelling, size: type.size, align: type.align }).toEqual({
      name: record.spelling,
      size: record.size,
      align: Math.max(record.align, ownerAlign(record.declaration.id, spec)),
    });
    return record.members.flatMap((member) => {
      const value = sample(member, types);
      return value === null ? [] : [{ record, member, value, type }];
    });
  });
  const answers = askFacts(
    findCompiler(undefined, flags),
    includes,
    cases.map(({ record, member, value }) => ({
      names: "declarations",
      question: { type: record.spelling, value: `{ .${member.name} = ${value.c} }` },
    })),
  );
  const bytes = answers.map((answer, i) => {
    if (answer.kind !== "bytes") throw new Error(`${JSON.stringify(cases[i]?.member)}: ${answer.reason}`);
    return Buffer.from(answer.bytes).toString("hex");
  });
  const without: string[] = [];
  let compared = 0;
  cases.forEach(({ record, member, value, type }, i) => {
    const where = `${record.spelling}.${member.name}`;
    const name = [member.name, `${member.name}_`].find((candidate) => accessor(type, candidate)?.get !== undefined);
    if (name === undefined) {
      without.push(where);
      return;
    }
    const read = make(type);
    bytesOf(read).set(Buffer.from(bytes[i] ?? "", "hex"));
    const got: unknown = Reflect.get(read, name);
    // Whether 64 bits are a number or a bigint is TypeScript's matter; these values fit both.
    expect({ [where]: typeof got === "bigint" ? Number(got) : got }).toEqual({ [where]: value.js });
    if (accessor(type, name)?.set === undefined) return;
    const written = make(type);
    Reflect.set(written, name, got);
    expect({ [where]: Buffer.from(bytesOf(written)).toString("hex") }).toEqual({ [where]: bytes[i] });
    compared++;
  });
  return { compared, without };
}

/** The class stands for the typedef whose name it has, too. */
function ownerAlign(id: string, spec: Spec): number {
  for (const one of spec.declarations) {
    if (one.kind === "typedef" && one.type.kind === "ref" && one.type.id === id) return one.align ?? 0;
  }
  return 0;
}

function accessor(type: RecordClass<RecordView>, name: string): PropertyDescriptor | undefined {
  return isRecordClass(type) ? Object.getOwnPropertyDescriptor(type.prototype, name) : undefined;
}

function make<T extends RecordView>(type: RecordClass<T>): T {
  return new type(new DataView(new ArrayBuffer(Math.max(type.size, 1))), 0);
}

/** The class of a record; of one without a name through the member that has it. */
function classOf(
  { declaration: { id, tag, name }, within }: SpelledRecord,
  spec: Spec,
  types: TypeTable,
  module: AnyModule,
  classes: ReadonlyMap<string, RecordClass<RecordView>>,
): RecordClass<RecordView> | null {
  const typedefs = spec.declarations.flatMap((other) => {
    if (other.kind !== "typedef") return [];
    const type = types.resolve(other.type);
    return type.kind === "record" && type.record.id === id ? [other.name] : [];
  });
  for (const exported of [...typedefs, ...(name === null ? [] : [`${tag}_${name}`])]) {
    const candidate = module[exported];
    if (isRecordClass(candidate)) return candidate;
  }
  const parent = within === null ? undefined : classes.get(within.record.id);
  if (within === null || parent === undefined) return null;
  const value: unknown = Reflect.get(make(parent), within.member);
  const first: unknown = hasAt(value) ? value.at(0) : value;
  const type: unknown = first instanceof RecordView ? first.constructor : null;
  return isRecordClass(type) ? type : null;
}

function hasAt(value: unknown): value is { at(i: number): unknown } {
  return typeof value === "object" && value !== null && "at" in value && typeof value.at === "function";
}

function isRecordClass(type: unknown): type is RecordClass<RecordView> & { readonly prototype: object } {
  return typeof type === "function" && type.prototype instanceof RecordView;
}

/**
 * A value that fills a member's bits unevenly, in C and in TypeScript; `null` for members that are no scalars.
 * It stays below 2^53, so that it is exact as a number.
 */
function sample(
  { type: written, bitWidth }: Member,
  types: TypeTable,
): { readonly c: string; readonly js: unknown } | null {
  const type = types.resolve(written);
  if (type.kind === "bool") return { c: "1", js: true };
  if (type.kind === "complex" && type.of.kind === "float") return { c: "-0.375", js: { re: -0.375, im: 0 } };
  if (type.kind === "float") return { c: "-0.375", js: -0.375 };
  if (type.kind === "pointer") return { c: "(void *)0x123456789ab0", js: 0x1234_5678_9ab0 };
  const int = type.kind === "enum" ? type.enum.underlying : type.kind === "int" ? type : null;
  if (int === null) return null;
  const reach = BigInt(Math.min(bitWidth ?? int.bits, 53));
  const value = int.signed ? -(1n << (reach - 1n)) + (reach > 2n ? 2n : 0n) : (1n << reach) - (reach > 1n ? 2n : 1n);
  return { c: `${value}${int.signed ? "LL" : "ULL"}`, js: Number(value) };
}
