import { bytesOf, type RecordClass, RecordView } from "c2ts-runtime";
import { expect } from "vitest";
import type { Spec } from "../../src/spec/spec.ts";
import { askCompiler } from "./ask-compiler.ts";
import { integerOf, type Member, type SpelledRecord, spelledRecords } from "./c-layout.ts";

/** What `import * as module` gives for a module that is known at run time only. */
export type AnyModule = Readonly<Record<string, unknown>>;

/** One fact that the compiler is asked for, and the line that is right. */
interface Fact {
  readonly question: string;
  readonly what: string;
  readonly want: string;
}

/** Compares size, alignment, offsets, widths and signs of every complete record and enum of a spec with the C compiler. */
export function checkLayout(spec: Spec, includes: string, flags: readonly string[] = []): void {
  const facts = [...spelledRecords(spec).flatMap(recordFacts), ...enumFacts(spec)];
  const answers = askCompiler(
    includes,
    facts.map(({ question }) => question),
    flags,
  );
  const got = facts.map(({ what }, i) => `${what} = ${answers[i]}`);
  expect(got).toEqual(facts.map(({ what, want }) => `${what} = ${want}`));
}

function recordFacts(record: SpelledRecord): Fact[] {
  const { spelling, size, align, members } = record;
  return [
    number(`sizeof(${spelling})`, size),
    number(`_Alignof(${spelling})`, align),
    ...members.map((member) => memberFact(record, member)),
  ];
}

function memberFact({ spelling, size }: SpelledRecord, { name, type, bitOffset, bitWidth }: Member): Fact {
  if (bitWidth === null) return number(`offsetof(${spelling}, ${name})`, bitOffset / 8);
  // Bit-fields have no offsetof: the bits that become 1 when the member is all ones.
  const question = `${spelling} r; memset(&r, 0, sizeof r); r.${name} = ${type.kind === "bool" ? 1 : -1}; hex(&r, sizeof r);`;
  const bits = ((1n << BigInt(bitWidth)) - 1n) << BigInt(bitOffset);
  const bytes = Array.from({ length: size }, (_, i) => Number((bits >> BigInt(8 * i)) & 0xffn));
  return { question, what: `bits of ${spelling}.${name}`, want: Buffer.from(bytes).toString("hex") };
}

function enumFacts(spec: Spec): Fact[] {
  return spec.declarations.flatMap((declaration): Fact[] => {
    if (declaration.kind !== "enum") return [];
    const { name, underlying, enumerators } = declaration;
    const type = name === null || underlying === null ? [] : [number(`sizeof(enum ${name})`, underlying.bits / 8)];
    // The sign of an enum type: what -1 becomes.
    const sign = type.length === 0 ? [] : [number(`((enum ${name})-1 < 0)`, underlying?.signed ? 1 : 0)];
    return [...type, ...sign, ...enumerators.map((enumerator) => integer(enumerator.name, enumerator.value))];
  });
}

function number(expression: string, want: number): Fact {
  return { question: `printf("%zu\\n", (size_t)(${expression}));`, what: expression, want: String(want) };
}

function integer(expression: string, want: string): Fact {
  const [format, type] = want.startsWith("-") ? ["%lld", "long long"] : ["%llu", "unsigned long long"];
  return { question: `printf("${format}\\n", (${type})(${expression}));`, what: expression, want };
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
  const classes = new Map<string, RecordClass<RecordView>>();
  const cases = spelledRecords(spec).flatMap((record) => {
    const type = classOf(record, module, classes);
    if (type === null) return [];
    classes.set(record.id, type);
    expect({ name: record.spelling, size: type.size, align: type.align }).toEqual({
      name: record.spelling,
      size: record.size,
      align: record.align,
    });
    return record.members.flatMap((member) => {
      const value = sample(member);
      return value === null ? [] : [{ record, member, value, type }];
    });
  });
  const bytes = askCompiler(
    includes,
    cases.map(
      ({ record, member, value }) =>
        `${record.spelling} r; memset(&r, 0, sizeof r); r.${member.name} = ${value.c}; hex(&r, sizeof r);`,
    ),
    flags,
  );
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

function accessor(type: RecordClass<RecordView>, name: string): PropertyDescriptor | undefined {
  return isRecordClass(type) ? Object.getOwnPropertyDescriptor(type.prototype, name) : undefined;
}

function make<T extends RecordView>(type: RecordClass<T>): T {
  return new type(new DataView(new ArrayBuffer(Math.max(type.size, 1))), 0);
}

/** The class of a record; of one without a name through the member that has it. */
function classOf(
  { names, within }: SpelledRecord,
  module: AnyModule,
  classes: ReadonlyMap<string, RecordClass<RecordView>>,
): RecordClass<RecordView> | null {
  for (const name of names) {
    const candidate = module[name];
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
function sample({ type, bitWidth }: Member): { readonly c: string; readonly js: unknown } | null {
  if (type.kind === "bool") return { c: "1", js: true };
  if (type.kind === "float" && type.bits <= 64 && type.bits >= 32) return { c: "-0.375", js: -0.375 };
  if (type.kind === "pointer") return { c: "(void *)0x123456789ab0", js: 0x1234_5678_9ab0 };
  const int = integerOf(type);
  if (int === null || int.bits > 64) return null;
  const reach = BigInt(Math.min(bitWidth ?? int.bits, 53));
  const value = int.signed ? -(1n << (reach - 1n)) + (reach > 2n ? 2n : 0n) : (1n << reach) - (reach > 1n ? 2n : 1n);
  return { c: `${value}${int.signed ? "LL" : "ULL"}`, js: Number(value) };
}
