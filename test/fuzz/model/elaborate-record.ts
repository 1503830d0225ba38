import type { Scope } from "./elaborate.ts";
import { bitsOf, enumInteger } from "./elaborate-enum.ts";
import { containable, elaborateArray, elaborateUse, INT, pickFrom } from "./elaborate-use.ts";
import { oddMemberName } from "./odd-names.ts";
import type { MemberRecipe, RecordRecipe, TypeRecipe } from "./recipe.ts";
import { BIT_FIELD_TYPES } from "./scalars.ts";
import type { MemberModel, RecordModel, Type } from "./type.ts";

/** Names of the members of one record, those of anonymous records in it included: C wants them distinct. */
interface Members {
  readonly scope: Scope;
  /** For members without an odd name and for tags inside. */
  readonly path: string;
  /** Pointers to it may be members; `null` if it has no name to write. */
  readonly self: Type | null;
  name(pick: number): string;
}

type Top = Extract<TypeRecipe, { kind: "record" }>;

export function elaborateRecord({ record, naming, typedefAligned }: Top, i: number, scope: Scope): RecordModel {
  const tag = naming % 3 === 1 ? null : scope.name(`s${i}`, naming > 128 ? naming : 0);
  const typedef = naming % 3 === 0 ? null : naming % 5 === 2 && tag !== null ? tag : scope.name(`r${i}`, 0);
  const isForward = tag !== null && typedef !== null && naming % 7 === 3;
  // Only its tag matters to a pointer to it.
  const self = tag === null ? null : ({ kind: "record", record: shell(record.union, tag) } as const);
  const members = elaborateMembers(record, namesFor(scope, `${scope.prefix}s${i}`, self));
  return {
    declares: "record",
    tag: record.union ? "union" : "struct",
    name: tag,
    typedef,
    attributes: recordAttributes(record),
    forward: isForward,
    typedefAligned: typedef === null || isForward || typedefAligned === 0 ? null : 2 ** (typedefAligned % 7),
    pack: record.pack === 0 ? null : 2 ** (record.pack % 5),
    members: [...members, ...flexible(record, members)],
  };
}

function shell(union: boolean, name: string): RecordModel {
  const tag = union ? "union" : "struct";
  const none = {
    typedef: null,
    forward: false,
    attributes: [],
    typedefAligned: null,
    pack: null,
    members: [],
  } as const;
  return { declares: "record", tag, name, ...none };
}

function recordAttributes({ packed, aligned }: RecordRecipe): readonly string[] {
  return [
    ...(packed ? ["packed"] : []),
    ...(aligned === 0 ? [] : [aligned % 8 === 7 ? "aligned" : `aligned(${2 ** (aligned % 8)})`]),
  ];
}

function memberAttributes(recipe: { readonly packed: boolean; readonly aligned: number }): readonly string[] {
  return [
    ...(recipe.packed ? ["packed"] : []),
    ...(recipe.aligned === 0 ? [] : [`aligned(${2 ** (recipe.aligned % 6)})`]),
  ];
}

/** C wants another named member before it (C17 6.7.2.1p3). */
function flexible(record: RecordRecipe, members: readonly MemberModel[]): readonly MemberModel[] {
  if (!record.flexible || record.union || !members.some(({ name }) => name !== null)) return [];
  const type: Type = { kind: "array", of: INT, length: null };
  return [{ name: "tail", type, inline: false, bits: null, attributes: [] }];
}

function namesFor(scope: Scope, path: string, self: Type | null): Members {
  const taken = new Set<string>(["tail"]);
  let count = 0;
  return {
    scope,
    path,
    self,
    name(pick) {
      const odd = oddMemberName(pick);
      const name = pick % 4 === 3 && !taken.has(odd) ? odd : `m${count}`;
      count += 1;
      taken.add(name);
      return name;
    },
  };
}

function elaborateMembers(record: RecordRecipe, names: Members): readonly MemberModel[] {
  return record.members.flatMap((member, i) => {
    const made = elaborateMember(member, i, names);
    return made === null ? [] : [made];
  });
}

function elaborateMember(recipe: MemberRecipe, i: number, names: Members): MemberModel | null {
  switch (recipe.kind) {
    case "plain": {
      const use = containable(elaborateUse(recipe.type, names.scope, names.self));
      const type = elaborateArray(use, recipe.dims);
      return { name: names.name(recipe.name), type, inline: false, bits: null, attributes: memberAttributes(recipe) };
    }
    case "bits":
      return bitField(recipe, names);
    case "inline":
      return inline(recipe, i, names);
  }
}

function bitField(recipe: Extract<MemberRecipe, { kind: "bits" }>, names: Members): MemberModel {
  const chosen = recipe.isEnum ? pickFrom(names.scope.enums, recipe.base) : undefined;
  const attributes = memberAttributes(recipe);
  if (chosen !== undefined) {
    const { bits: most, signed } = enumInteger(chosen);
    const least = Math.max(1, ...chosen.enumerators.map(({ value }) => bitsOf(value, signed)));
    const bits = least + (recipe.width % (most - least + 1));
    return { name: names.name(0), type: { kind: "enum", enum: chosen }, inline: false, bits, attributes };
  }
  const type = pickFrom(BIT_FIELD_TYPES, recipe.base) ?? INT;
  const most = type.kind === "int" ? type.bits : 1;
  if (recipe.unnamed) return { name: null, type, inline: false, bits: recipe.width % (most + 1), attributes: [] };
  return { name: names.name(0), type, inline: false, bits: 1 + (recipe.width % most), attributes };
}

/** A record written out inside of another one: anonymous, or the type of a member, with or without a tag. */
function inline(recipe: Extract<MemberRecipe, { kind: "inline" }>, i: number, names: Members): MemberModel {
  const { record, naming } = recipe;
  const path = `${names.path}_${i}`;
  const isAnonymous = naming % 2 === 0;
  const inner = isAnonymous ? { ...names, path } : namesFor(names.scope, path, names.self);
  const model: RecordModel = {
    declares: "record",
    tag: record.union ? "union" : "struct",
    name: !isAnonymous && naming % 3 === 0 ? path : null,
    typedef: null,
    forward: false,
    attributes: recordAttributes(record),
    typedefAligned: null,
    pack: null,
    members: elaborateMembers(record, inner),
  };
  const type: Type = { kind: "record", record: model };
  return {
    name: isAnonymous ? null : names.name(0),
    type: isAnonymous ? type : elaborateArray(type, recipe.dims),
    inline: true,
    bits: null,
    attributes: [],
  };
}
