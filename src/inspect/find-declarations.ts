import { type Resolved, TypeTable } from "../spec/abi/type-table.ts";
import type { Declaration, TypedefDeclaration } from "../spec/declaration.ts";
import { declarationKey } from "../spec/declaration-key.ts";
import type { Spec } from "../spec/spec.ts";

/**
 * What a name means in a spec: `stat` is a function and a struct, `struct stat` and `struct_stat` the struct alone, an
 * enumerator its enum. A typedef brings the record or enum that it stands for, a macro the function.
 */
export function findDeclarations(spec: Spec, name: string): readonly Declaration[] {
  const wanted = name.trim().replaceAll(/\s+/g, " ");
  const types = new TypeTable(spec);
  const found = new Map<string, Declaration>();
  const add = (declaration: Declaration): void => addTo(found, declaration);
  for (const declaration of spec.declarations) if (namesOf(declaration).includes(wanted)) add(declaration);
  for (const declaration of [...found.values()]) {
    const meant = declaration.kind === "macro" ? declaration.meaning : null;
    if (meant?.kind === "name") {
      for (const other of spec.declarations) if (other.kind === meant.of && other.name === meant.name) add(other);
    }
    if (declaration.kind !== "typedef") continue;
    const meaning = types.resolve(declaration.type);
    if (meaning.kind === "record") add(meaning.record);
    if (meaning.kind === "enum") add(meaning.enum);
    // `typedef struct { … } div_t` is one thing: the record says all of it.
    const isOnlyName = spelledOut(declaration, meaning);
    if (isOnlyName) found.delete(declarationKey(declaration));
  }
  return [...found.values()];
}

/** Every declaration of a spec once; a typedef that is the only name of a record or enum is in what it names. */
export function distinctDeclarations(spec: Spec): readonly Declaration[] {
  const types = new TypeTable(spec);
  const found = new Map<string, Declaration>();
  for (const declaration of spec.declarations) {
    if (declaration.kind === "typedef" && spelledOut(declaration, types.resolve(declaration.type))) continue;
    addTo(found, declaration);
  }
  return [...found.values()];
}

/** Of several declarations of a type the one that has its members says most. */
function addTo(found: Map<string, Declaration>, declaration: Declaration): void {
  const key = declarationKey(declaration);
  const isFuller = declaration.kind === "record" && declaration.layout !== null;
  if (isFuller || !found.has(key)) found.set(key, declaration);
}

/** Whether a typedef gives a name to a record or enum that has none of its own. */
function spelledOut({ type }: TypedefDeclaration, meaning: Resolved): boolean {
  if (type.kind !== "ref") return false;
  if (meaning.kind === "record") return meaning.record.id === type.id && meaning.record.name === null;
  return meaning.kind === "enum" && meaning.enum.id === type.id && meaning.enum.name === null;
}

/** Every name by which a declaration can be asked for. */
export function namesOf(declaration: Declaration): readonly string[] {
  switch (declaration.kind) {
    case "record":
      return tagged(declaration.tag, declaration.name);
    case "enum":
      return [...tagged("enum", declaration.name), ...declaration.enumerators.map(({ name }) => name)];
    default:
      return [declaration.name];
  }
}

function tagged(tag: string, name: string | null): readonly string[] {
  return name === null ? [] : [name, `${tag} ${name}`, `${tag}_${name}`];
}
