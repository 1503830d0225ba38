import type { Case, FunctionModel, GlobalModel } from "./case.ts";
import { elaborateEnum } from "./elaborate-enum.ts";
import { elaborateFunction } from "./elaborate-function.ts";
import { elaborateRecord } from "./elaborate-record.ts";
import { containable, elaborateArray, elaborateUse, INT } from "./elaborate-use.ts";
import { oddTopLevelName } from "./odd-names.ts";
import type { CaseRecipe, GlobalRecipe, TypeRecipe } from "./recipe.ts";
import {
  type EnumModel,
  isConst,
  type OpaqueModel,
  type RecordModel,
  resolve,
  type Type,
  type TypedefModel,
} from "./type.ts";

/** What has been declared so far; what comes later may use it. */
export interface Scope {
  readonly prefix: string;
  readonly records: RecordModel[];
  readonly enums: EnumModel[];
  readonly typedefs: TypedefModel[];
  readonly opaques: OpaqueModel[];
  /** A name that nothing else in the header has: an odd one if `pick` says so. */
  name(wanted: string, pick: number): string;
  isTaken(name: string): boolean;
}

/** Makes legal C of a recipe. The same recipe and index give the same case. */
export function elaborate(recipe: CaseRecipe, index: number): Case {
  const prefix = `c${index}_`;
  const taken = new Set<string>();
  const scope: Scope = {
    prefix,
    records: [],
    enums: [],
    typedefs: [],
    opaques: [],
    name(wanted, pick) {
      const odd = oddTopLevelName(index, pick);
      const name = pick % 4 === 3 && !taken.has(odd) ? odd : `${prefix}${wanted}`;
      taken.add(name);
      return name;
    },
    isTaken: (name) => taken.has(name),
  };
  const types = recipe.types.map((type, i) => elaborateType(type, i, scope));
  const swaps = scope.records.map((record, i): FunctionModel => swap(record, `${prefix}swap${i}`));
  const functions = recipe.functions.map((fn, i) => elaborateFunction(fn, i, scope));
  const globals = recipe.globals.map((global, i) => elaborateGlobal(global, i, scope));
  const pointers = scope.typedefs.filter((typedef) => !types.includes(typedef));
  return {
    index,
    types: [...types, ...pointers],
    functions: [...swaps, ...functions],
    globals,
    seed: recipe.seed * 1000,
  };
}

function elaborateGlobal({ type, dims, name }: GlobalRecipe, i: number, scope: Scope): GlobalModel {
  const use = containable(elaborateUse(type, scope));
  // What is const lies in memory that nobody can write.
  const made = elaborateArray(isConst(use) || hasConst(use) ? INT : use, dims);
  return { name: scope.name(`g${i}`, name), type: made, see: `${scope.prefix}see${i}` };
}

function hasConst(type: Type): boolean {
  const resolved = resolve(type);
  if (resolved.kind === "array") return isConst(resolved) || hasConst(resolved.of);
  return (
    resolved.kind === "record" &&
    resolved.record.members.some((member) => isConst(member.type) || hasConst(member.type))
  );
}

function elaborateType(recipe: TypeRecipe, i: number, scope: Scope): Case["types"][number] {
  switch (recipe.kind) {
    case "record": {
      const record = elaborateRecord(recipe, i, scope);
      scope.records.push(record);
      return record;
    }
    case "enum": {
      const made = elaborateEnum(recipe, i, scope);
      scope.enums.push(made);
      return made;
    }
    case "typedef": {
      const type = elaborateArray(elaborateUse(recipe.type, scope), recipe.dims);
      const aligned = recipe.aligned === 0 ? null : 2 ** (recipe.aligned % 7);
      const typedef: TypedefModel = { declares: "typedef", name: scope.name(`t${i}`, 0), type, aligned };
      scope.typedefs.push(typedef);
      return typedef;
    }
    case "opaque": {
      const tag = recipe.union ? "union" : "struct";
      const opaque: OpaqueModel = { declares: "opaque", tag, name: `${scope.prefix}o${i}` };
      scope.opaques.push(opaque);
      return opaque;
    }
  }
}

/** Every record goes to C and back by address: C reads all of its members, then fills them anew. */
function swap(record: RecordModel, name: string): FunctionModel {
  const type: Type = { kind: "pointer", to: { kind: "record", record }, qualifiers: "" };
  return {
    name,
    through: null,
    result: { kind: "void" },
    parameters: [{ name: "p", type, role: { kind: "record", record, isConst: false } }],
    variadic: null,
  };
}
