import type { Scope } from "./elaborate.ts";
import type { UseRecipe } from "./recipe.ts";
import { BASIC_INTS, EXOTICS, SCALARS } from "./scalars.ts";
import { type RecordModel, resolve, type Type } from "./type.ts";

export const INT: Type = BASIC_INTS[0] ?? { kind: "void" };

const QUALIFIERS = ["", "const", "volatile", "const volatile", "_Atomic"] as const;

export function pickFrom<T>(from: readonly T[], pick: number): T | undefined {
  return from[pick % from.length];
}

/** The type that a recipe asks for, or `int` if there is nothing to pick. Never an array, unless of a typedef. */
export function elaborateUse(recipe: UseRecipe, scope: Scope, self: Type | null = null): Type {
  switch (recipe.kind) {
    case "void":
      return { kind: "void" };
    case "scalar":
      return qualified(pickFrom(SCALARS, recipe.pick) ?? INT, recipe.qualifier, 5);
    case "exotic":
      return pickFrom(EXOTICS, recipe.pick) ?? INT;
    case "named":
      return qualified(pickFrom(named(scope), recipe.pick) ?? INT, recipe.qualifier, 4);
    case "opaque": {
      const opaque = pickFrom<Type>(
        [...(self === null ? [] : [self]), ...scope.opaques.map((model): Type => ({ kind: "opaque", opaque: model }))],
        recipe.pick,
      );
      return opaque ?? { kind: "void" };
    }
    case "pointer": {
      const to = elaborateUse(recipe.to, scope, self);
      const canRestrict = resolve(to).kind !== "function";
      const qualifiers = ["", "const", canRestrict ? "restrict" : "", "volatile"][recipe.qualifier % 4] ?? "";
      return { kind: "pointer", to, qualifiers };
    }
    case "function":
      return {
        kind: "function",
        result: passable(elaborateUse(recipe.result, scope)),
        parameters: recipe.parameters.map((parameter, i) => ({
          name: i % 2 === 0 ? `a${i}` : "",
          type: passable(elaborateUse(parameter, scope)),
        })),
      };
  }
}

/** What a function can take and give by value: anything else becomes `int`. */
export function passable(type: Type): Type {
  const resolved = resolve(type);
  if (resolved.kind === "array" || resolved.kind === "function") return INT;
  if (resolved.kind === "record" && isFlexible(resolved.record)) return INT;
  // clang and gcc disagree about what may be done with an atomic result.
  return type.kind === "qualified" && type.qualifiers === "_Atomic" ? type.of : type;
}

/** What a record or an array can be made of. */
export function containable(type: Type): Type {
  const resolved = resolve(type);
  return (resolved.kind === "record" && isFlexible(resolved.record)) || bulk(type) > MOST ? INT : type;
}

/** Scalars in the largest member: arrays of records of arrays of records would soon be larger than any header has them. */
const MOST = 200;

/** How many scalars a value is made of. */
function bulk(type: Type): number {
  const resolved = resolve(type);
  if (resolved.kind === "array") return (resolved.length ?? 0) * bulk(resolved.of);
  if (resolved.kind !== "record") return 1;
  return resolved.record.members.reduce((total, member) => total + bulk(member.type), 0);
}

export function isFlexible(record: RecordModel): boolean {
  return record.members.some(({ type }) => type.kind === "array" && type.length === null);
}

/** An array of a type; of a typedef that is aligned beyond its size there is none in C. */
export function elaborateArray(of: Type, dims: readonly number[]): Type {
  const elements = dims.reduce((product, length) => product * length, 1);
  if (dims.length === 0 || elements * bulk(of) > MOST) return of;
  const element = isOveraligned(of) ? INT : containable(of);
  return dims.reduceRight((inner: Type, length): Type => ({ kind: "array", of: inner, length }), element);
}

function isOveraligned(type: Type): boolean {
  if (type.kind === "qualified") return isOveraligned(type.of);
  if (type.kind === "array") return isOveraligned(type.of);
  if (type.kind === "record") return type.record.typedefAligned !== null;
  return type.kind === "typedef" && (type.typedef.aligned !== null || isOveraligned(type.typedef.type));
}

function named(scope: Scope): readonly Type[] {
  return [
    ...scope.records.map((record): Type => ({ kind: "record", record })),
    ...scope.enums.map((model): Type => ({ kind: "enum", enum: model })),
    ...scope.typedefs.map((typedef): Type => ({ kind: "typedef", typedef })),
  ];
}

function qualified(type: Type, pick: number, choices: number): Type {
  const qualifiers = QUALIFIERS[pick % choices] ?? "";
  if (qualifiers === "") return type;
  const { kind } = resolve(type);
  // Of an array or pointer typedef the qualifier belongs to other things than it seems; a declarator has its own.
  return kind === "array" || kind === "pointer" ? type : { kind: "qualified", qualifiers, of: type };
}
