import type { Declaration } from "./declaration.ts";
import type { Report } from "./diagnostic.ts";
import type { Pass } from "./pass.ts";
import type { Spec } from "./spec.ts";

/**
 * Leaves one declaration per C name: redeclarations of one thing are merged without a word (a complete record or enum
 * wins over an incomplete one), and of two things that share a name (a macro and an enumerator, say) the first is kept
 * and the second reported.
 */
export const dropDuplicates: Pass = (spec: Spec, report: Report): Spec => {
  const complete = completeTypes(spec.declarations);
  const seenTypes = new Set<string>();
  const ordinary = new Map<string, Declaration>();
  for (const declaration of spec.declarations) claimOrdinary(ordinary, declaration);

  for (const declaration of spec.declarations) reportEnumerators(declaration, ordinary, report);
  const declarations = spec.declarations.filter((declaration) => {
    if (declaration.kind === "record" || declaration.kind === "enum") {
      const best = complete.get(declaration.id);
      if ((best !== undefined && best !== declaration) || seenTypes.has(declaration.id)) return false;
      seenTypes.add(declaration.id);
      return true;
    }
    const first = ordinary.get(declaration.name);
    if (first === undefined || first === declaration) return true;
    if (first.kind !== declaration.kind) reportSecond(first, declaration, report);
    return false;
  });
  return { ...spec, declarations };
};

/** Macros come last: `#define EOF EOF` next to an enumerator says nothing new. */
function claimOrdinary(ordinary: Map<string, Declaration>, declaration: Declaration): void {
  if (declaration.kind === "record" || declaration.kind === "enum") {
    if (declaration.kind === "enum") {
      for (const { name } of declaration.enumerators) claim(ordinary, name, declaration);
    }
    return;
  }
  claim(ordinary, declaration.name, declaration);
}

function claim(ordinary: Map<string, Declaration>, name: string, declaration: Declaration): void {
  const first = ordinary.get(name);
  const isMacro = (d: Declaration): boolean => d.kind === "macro" || (d.kind === "constant" && d.origin === "macro");
  if (first === undefined || (isMacro(first) && !isMacro(declaration))) ordinary.set(name, declaration);
}

/** An enumerator whose name is taken stays in its enum; it only gets no constant of its own. */
function reportEnumerators(declaration: Declaration, ordinary: ReadonlyMap<string, Declaration>, report: Report): void {
  if (declaration.kind !== "enum") return;
  for (const { name } of declaration.enumerators) {
    const first = ordinary.get(name);
    if (first === undefined || first === declaration || (first.kind === "enum" && first.id === declaration.id))
      continue;
    report({ code: "duplicate-name", decl: name, kept: describe(first) }, declaration);
  }
}

/** An eponymous macro (`#define stdin stdin`) loses nothing, so there is nothing to report. */
function reportSecond(
  first: Declaration,
  second: Exclude<Declaration, { kind: "record" | "enum" }>,
  report: Report,
): void {
  if (second.kind === "macro" && second.parameters === null && second.body.join("") === second.name) return;
  if (second.kind === "constant" && first.kind === "enum") {
    const same = first.enumerators.find(({ name }) => name === second.name);
    if (same !== undefined && second.value.kind === "int" && second.value.value === same.value) return;
  }
  report({ code: "duplicate-name", decl: second.name, kept: describe(first) }, second);
}

function describe(declaration: Declaration): string {
  if (declaration.kind === "record") return declaration.id;
  if (declaration.kind === "enum")
    return declaration.name === null ? "an enumerator" : `an enumerator of ${declaration.id}`;
  return `${declaration.kind === "unsupported" ? "another declaration" : `a ${declaration.kind}`} of the same name`;
}

function completeTypes(declarations: readonly Declaration[]): ReadonlyMap<string, Declaration> {
  const complete = new Map<string, Declaration>();
  for (const declaration of declarations) {
    if (declaration.kind !== "record" && declaration.kind !== "enum") continue;
    const whole = declaration.kind === "record" ? declaration.layout !== null : declaration.underlying !== null;
    if (whole && !complete.has(declaration.id)) complete.set(declaration.id, declaration);
  }
  return complete;
}
