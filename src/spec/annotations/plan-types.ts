import type { Declaration, FunctionDeclaration, RecordDeclaration, TypedefDeclaration } from "../declaration.ts";
import { didYouMean } from "../did-you-mean.ts";
import type { AnnotatedType } from "./annotated-types.ts";
import type { Annotation, Annotations } from "./annotation.ts";
import type { Faults } from "./faults.ts";
import { isPattern } from "./merge-annotations.ts";
import type { Declared } from "./plan-api.ts";
import { isCharacter } from "./plan-function.ts";

const TYPE_KEYS = ["free", "freeOnError", "errorText", "nonnull", "converter", "isText", "opaque"] as const;

/** What annotations say of types, by the id of each; keys that no function and no type answers to are faults. */
export function planTypes(
  annotations: Annotations,
  declarations: readonly Declaration[],
  declared: Declared,
  faults: Faults,
): ReadonlyMap<string, AnnotatedType> {
  const planned = new Map<string, AnnotatedType>();
  for (const [key, annotation] of Object.entries(annotations)) {
    if (isPattern(key)) {
      for (const name of TYPE_KEYS.filter((name) => annotation[name] !== undefined)) {
        faults.add(`${key}.${name}`, "this is said of types, by their names; patterns are for functions");
      }
      continue;
    }
    const type = typeNamed(key, declarations);
    if (declared.functions.has(key)) {
      for (const name of TYPE_KEYS.filter((name) => annotation[name] !== undefined)) {
        faults.add(`${key}.${name}`, `this is said of types, and '${key}' is a function`);
      }
    } else if (type === null) {
      const names = [...declared.functions.keys(), ...declarations.flatMap(typeNames)];
      faults.add(key, `the headers declare no function, record or typedef of this name${didYouMean(key, names)}`);
    } else {
      checkKeys(key, annotation, faults);
      planned.set(type.id, planType(key, annotation, type, declared, faults));
    }
  }
  return planned;
}

/** What a type may be called in annotations. */
function typeNames(one: Declaration): readonly string[] {
  return one.kind === "record" || one.kind === "typedef" ? [one.id, ...(one.name === null ? [] : [one.name])] : [];
}

/** By the name of a typedef, by `struct tag`, by a tag alone, or by that of a macro that stands for one of them. */
function typeNamed(key: string, declarations: readonly Declaration[]): RecordDeclaration | TypedefDeclaration | null {
  const types = declarations.flatMap((one) => (one.kind === "record" || one.kind === "typedef" ? [one] : []));
  const macro = declarations.find((one) => one.kind === "macro" && one.name === key);
  const meant = macro?.kind === "macro" && macro.meaning?.kind === "type" ? macro.meaning.type : null;
  return (
    types.find(({ kind, name }) => kind === "typedef" && name === key) ??
    types.find(({ id }) => id === key) ??
    types.find(({ name }) => name === key) ??
    types.find(({ id }) => meant?.kind === "ref" && id === meant.id) ??
    null
  );
}

function checkKeys(key: string, annotation: Annotation, faults: Faults): void {
  for (const name of Object.keys(annotation)) {
    if (name === "rename" || TYPE_KEYS.some((known) => known === name)) continue;
    const near = didYouMean(name, TYPE_KEYS);
    faults.add(`${key}.${name}`, `'${key}' is a type: of types can be said ${TYPE_KEYS.join(", ")} and rename${near}`);
  }
}

function planType(
  key: string,
  annotation: Annotation,
  type: RecordDeclaration | TypedefDeclaration,
  declared: Declared,
  faults: Faults,
): AnnotatedType {
  const taking = (name: "free" | "errorText"): FunctionDeclaration | null => {
    const wanted = annotation[name];
    if (wanted === undefined) return null;
    const found = declared.functions.get(wanted);
    if (found === undefined)
      faults.add(
        `${key}.${name}`,
        `the headers declare no function '${wanted}'${didYouMean(wanted, declared.functions.keys())}`,
      );
    else if (!takesOne(found, type, declared)) {
      faults.add(`${key}.${name}`, `'${wanted}' does not take one argument, a pointer to '${key}'`);
    } else return found;
    return null;
  };
  if (annotation.isText === true && !isCharacter({ kind: "ref", id: type.id }, declared)) {
    faults.add(`${key}.isText`, `'${key}' is no character: it is said of a typedef of \`unsigned char\` or the like`);
  }
  return {
    free: taking("free"),
    freeOnError: annotation.freeOnError ?? false,
    errorText: taking("errorText"),
    nonnull: annotation.nonnull ?? false,
    converter: annotation.converter ?? null,
    isText: annotation.isText ?? false,
  };
}

/** Whether a function's one parameter is a pointer to a type, to anything, or the pointer that the type is. */
function takesOne(
  { type }: FunctionDeclaration,
  wanted: RecordDeclaration | TypedefDeclaration,
  { types }: Declared,
): boolean {
  const [only, second] = type.parameters;
  if (only === undefined || second !== undefined) return false;
  const parameter = types.resolve(only.type);
  if (parameter.kind !== "pointer") return false;
  const to = types.resolve(parameter.to);
  if (to.kind === "void") return true;
  const own = types.resolve({ kind: "ref", id: wanted.id });
  const target = own.kind === "pointer" ? types.resolve(own.to) : own;
  if (to.kind === "record" || target.kind === "record") {
    return to.kind === "record" && target.kind === "record" && to.record.id === target.record.id;
  }
  return to.kind === target.kind;
}
