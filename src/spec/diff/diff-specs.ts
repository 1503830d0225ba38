import { TypeTable } from "../abi/type-table.ts";
import { constantText } from "../constant-text.ts";
import type { Declaration, EnumDeclaration } from "../declaration.ts";
import type { Spec } from "../spec.ts";
import type { Change, Difference, Impact } from "./change.ts";
import { compareDeclarations } from "./compare-declarations.ts";
import { declarationText } from "./declaration-text.ts";
import { declarationsByName, nameOf } from "./declarations-by-name.ts";
import { worst } from "./worst.ts";

/**
 * What became of each declaration, in the order of the old headers, then what is new. Types are those of each spec's own
 * target: of specs for two targets it tells what differs between these.
 */
export function diffSpecs(before: Spec, after: Spec): readonly Change[] {
  const tables = { before: new TypeTable(before), after: new TypeTable(after), open: new Set<string>() };
  const [old, now] = [declarationsByName(before), declarationsByName(after)];
  const pairs = pairedEnums(old, now);
  const values = { before: valuesOf(old), after: valuesOf(now) };
  const changes: Change[] = [];
  for (const [key, declaration] of old) {
    const other = now.get(key) ?? pairs.get(declaration);
    const differences =
      other === undefined
        ? movedConstant(declaration, values.after)
        : compareDeclarations(declaration, other, tables).map((one) => movedEnumerator(one, declaration, values.after));
    if (differences === null) changes.push(removed(declaration));
    else if (differences.length > 0) changes.push(changed(other ?? declaration, differences));
  }
  const paired = new Set<Declaration>(pairs.values());
  for (const [key, declaration] of now) {
    if (old.has(key) || paired.has(declaration) || movedConstant(declaration, values.before) !== null) continue;
    changes.push(
      come(declaration, "added", declaration.kind === "macro" && !hasMeaning(declaration) ? "text" : "source"),
    );
  }
  return changes;
}

function changed(declaration: Declaration, differences: readonly Difference[]): Change {
  const impact = worst(differences.map((one) => one.impact)) ?? "text";
  const { kind, location } = declaration;
  return { change: "changed", kind, name: nameOf(declaration), impact, location, text: null, differences };
}

function removed(declaration: Declaration): Change {
  return come(declaration, "removed", impactOfRemoval(declaration));
}

function come(declaration: Declaration, change: "added" | "removed", impact: Impact): Change {
  const { kind, location } = declaration;
  const text = declarationText(declaration);
  return { change, kind, name: nameOf(declaration), impact, location, text, differences: [] };
}

/** What no module can have had is missed by nobody. */
function impactOfRemoval(declaration: Declaration): Impact {
  switch (declaration.kind) {
    case "unsupported":
      return "source";
    case "macro":
      if (hasMeaning(declaration)) return "breaking";
      return declaration.meaning === null ? "text" : "source";
    case "function":
    case "global":
      return declaration.storage !== "extern" ? "source" : "breaking";
    default:
      return "breaking";
  }
}

function hasMeaning(declaration: Declaration & { kind: "macro" }): boolean {
  const { meaning } = declaration;
  return meaning !== null && meaning.kind !== "inexact" && meaning.kind !== "inexpressible";
}

/** An enum without a tag has the name of its first enumerator or of its place: it is the one that shares an enumerator. */
function pairedEnums(
  old: ReadonlyMap<string, Declaration>,
  now: ReadonlyMap<string, Declaration>,
): ReadonlyMap<Declaration, EnumDeclaration> {
  const owners = new Map<string, EnumDeclaration>();
  for (const [key, one] of now) {
    if (one.kind !== "enum" || old.has(key)) continue;
    for (const { name } of one.enumerators) owners.set(name, one);
  }
  const pairs = new Map<Declaration, EnumDeclaration>();
  const taken = new Set<EnumDeclaration>();
  for (const [key, one] of old) {
    if (one.kind !== "enum" || now.has(key)) continue;
    const other = one.enumerators.map(({ name }) => owners.get(name)).find((found) => found !== undefined);
    if (other === undefined || taken.has(other) || (one.name !== null && other.name !== null)) continue;
    taken.add(other);
    pairs.set(one, other);
  }
  return pairs;
}

/** Values by the names of constants and enumerators: C programmers turn one into the other, and mean the same. */
function valuesOf(declarations: ReadonlyMap<string, Declaration>): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const one of declarations.values()) {
    if (one.kind === "constant") values.set(one.name, constantText(one.value));
    if (one.kind === "enum") for (const { name, value } of one.enumerators) values.set(name, value);
  }
  return values;
}

/** What changed where all values of a constant, or of an enum without a tag, are declared in another way; else `null`. */
function movedConstant(declaration: Declaration, others: ReadonlyMap<string, string>): readonly Difference[] | null {
  if (declaration.kind === "constant") {
    const [before, after] = [constantText(declaration.value), others.get(declaration.name)];
    if (after === undefined) return null;
    return before === after ? [] : [{ impact: "breaking", what: "value", before, after }];
  }
  if (declaration.kind !== "enum" || declaration.name !== null) return null;
  const { enumerators } = declaration;
  if (!enumerators.some(({ name }) => others.has(name))) return null;
  return enumerators.flatMap(({ name, value }) => {
    const after = others.get(name) ?? null;
    return after === value ? [] : [{ impact: "breaking", what: name, before: value, after }];
  });
}

/** An enumerator that left its enum and is declared elsewhere with the same value is missed by nobody. */
function movedEnumerator(
  difference: Difference,
  { kind }: Declaration,
  others: ReadonlyMap<string, string>,
): Difference {
  const isGone = kind === "enum" && difference.impact === "breaking" && difference.after === null;
  return isGone && others.get(difference.what) === difference.before ? { ...difference, impact: "source" } : difference;
}
