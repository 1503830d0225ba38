import { layoutOf } from "../spec/abi/layout.ts";
import { TypeTable } from "../spec/abi/type-table.ts";
import type { Declaration, EnumDeclaration } from "../spec/declaration.ts";
import type { Spec, Target } from "../spec/spec.ts";
import { type ByteOrder, exactly, type Fact, type NumberFact, numbers } from "./fact.ts";
import { scalarFact } from "./scalar-class.ts";
import type { Member, SpelledRecord, SpelledTypes } from "./spelled-types.ts";

/**
 * What a spec says about memory: size and alignment of each record; offset, size and type of each member; position, width
 * and sign of each bit-field; size and sign of each enum.
 */
export function layoutFacts(spec: Spec, { records, enums }: SpelledTypes): Fact[] {
  const types = new TypeTable(spec);
  return [
    ...records.flatMap((record) => recordFacts(record, types, spec.target)),
    ...enums.flatMap(({ declaration, spelling }) => enumFact(declaration, spelling)),
    ...spec.declarations.flatMap(typedefFact),
  ];
}

/** A typedef may be aligned otherwise than what it is made of. */
function typedefFact(declaration: Declaration): Fact[] {
  if (declaration.kind !== "typedef" || declaration.align === null) return [];
  const { name, align, location } = declaration;
  const asked = numbers([exactly(`_Alignof(${name})`, `_Alignof(${name})`, align)]);
  return [{ decl: name, location, about: "layout", names: "declarations", ...asked }];
}

function recordFacts(record: SpelledRecord, types: TypeTable, target: Target): Fact[] {
  const { spelling, size, align, members } = record;
  const { location } = record.declaration;
  const whole = numbers([
    exactly(`sizeof(${spelling})`, `sizeof(${spelling})`, size),
    exactly(`_Alignof(${spelling})`, `_Alignof(${spelling})`, align),
  ]);
  const asked = members.map((member) =>
    member.bitWidth === null
      ? memberFact(record, member, types, target)
      : bitFieldFact(record, member, member.bitWidth, types),
  );
  return [whole, ...asked.flat()].map((fact) => ({
    decl: nameOf(record),
    location,
    about: "layout",
    names: "declarations",
    ...fact,
  }));
}

/** A record without a name is called after the place where it was found. */
function nameOf({ spelling, declaration, within }: SpelledRecord): string {
  if (within === null || declaration.name !== null) return spelling;
  return `${declaration.tag} of ${within.record.name ?? within.record.tag}.${within.member}`;
}

type Asked = Pick<Fact, "question" | "faults">;

function memberFact({ spelling }: SpelledRecord, member: Member, types: TypeTable, target: Target): Asked[] {
  const { name, type, bitOffset } = member;
  const expression = `((${spelling} *)0)->${name}`;
  const resolved = types.resolve(type);
  const size = resolved.kind === "array" && resolved.length === null ? null : layoutOf(type, types, target)?.size;
  const scalar = scalarFact(`type of '${name}'`, expression, resolved, target);
  const facts: NumberFact[] = [
    exactly(`offset of '${name}'`, `__builtin_offsetof(${spelling}, ${name})`, bitOffset / 8),
    ...(size === null || size === undefined ? [] : [exactly(`size of '${name}'`, `sizeof(${expression})`, size)]),
    ...(scalar === null ? [] : [scalar]),
  ];
  return [numbers(facts)];
}

/** Bit-fields have no offset and no size: the compiler shows which bits of the record become 1 when all of theirs are. */
function bitFieldFact({ spelling }: SpelledRecord, member: Member, width: number, types: TypeTable): Asked[] {
  const { name, type, bitOffset } = member;
  const resolved = types.resolve(type);
  const wanted = bitRange(Array.from({ length: width }, (_, i) => bitOffset + i));
  const bits: Asked = {
    question: { type: spelling, value: `{ .${name} = ${resolved.kind === "bool" ? 1 : -1} }` },
    faults: (answer, byteOrder) => {
      const got = bitRange(onesOf(answer, byteOrder));
      return got === wanted ? [] : [{ what: `bits of '${name}'`, spec: wanted, compiler: got }];
    },
  };
  const integer = resolved.kind === "enum" ? resolved.enum.underlying : resolved.kind === "int" ? resolved : null;
  if (integer === null) return [bits];
  // C forbids `typeof` of a bit-field; behind a comma it is an expression like any other, of the member's own type.
  const sign = `(__typeof__((0, ((${spelling} *)0)->${name})))-1 < 0`;
  return [bits, numbers([exactly(`sign of '${name}'`, sign, integer.signed ? 1 : 0)])];
}

/** Places of the bits that are 1, counted as C lays bit-fields out: from the lowest bit, on big-endian machines the highest. */
function onesOf(memory: Uint8Array, byteOrder: ByteOrder): number[] {
  return [...memory].flatMap((byte, at) =>
    Array.from({ length: 8 }, (_, bit) => bit)
      .filter((bit) => (byte >> (byteOrder === "little" ? bit : 7 - bit)) & 1)
      .map((bit) => 8 * at + bit),
  );
}

/** `3 to 7`; the bits themselves where they do not follow each other. */
function bitRange(places: readonly number[]): string {
  const [first = 0] = places;
  if (places.length === 0) return "none";
  const isRow = places.every((place, i) => place === first + i);
  return isRow ? `${first} to ${first + places.length - 1}` : places.join(", ");
}

function enumFact(declaration: EnumDeclaration, spelling: string): Fact[] {
  const { underlying, location } = declaration;
  if (underlying === null) return [];
  const facts = [
    exactly(`sizeof(${spelling})`, `sizeof(${spelling})`, underlying.bits / 8),
    // The sign of an enum type: what -1 becomes.
    exactly("sign", `(${spelling})-1 < 0`, underlying.signed ? 1 : 0),
  ];
  return [{ decl: spelling, location, about: "layout", names: "declarations", ...numbers(facts) }];
}
