import type { ConstantDeclaration, Declaration, MacroDeclaration } from "./declaration.ts";
import type { Report } from "./diagnostic.ts";
import { macroBody } from "./macro-text.ts";
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
  const isSecond =
    first !== undefined && (isMacro(first) ? hides(first, declaration, name) : !hides(declaration, first, name));
  if (!isSecond) ordinary.set(name, declaration);
}

function isMacro(declaration: Declaration): boolean {
  return declaration.kind === "macro" || (declaration.kind === "constant" && declaration.origin === "macro");
}

/**
 * Whether a name means the macro and not what else the header declares by it: the preprocessor comes first (C17 5.1.1.2),
 * so behind `#define f g` every `f` is `g`. A macro that says the same as the declaration hides nothing, nor does one that
 * means nothing to a binding. A typedef stays: other declarations refer to it.
 */
function hides(macro: Declaration, other: Declaration, name: string): boolean {
  if (!isMacro(macro) || other.kind === "typedef") return false;
  if (isMacro(other)) return true;
  // A function-like macro stands beside the function that it may replace in calls (C17 7.1.4p1).
  if (macro.kind === "macro") return macro.parameters === null && macro.meaning !== null && !isSelf(macro);
  return !(macro.kind === "constant" && isEnumerator(macro, other, name));
}

/** `#define stdin stdin`. */
function isSelf({ name, meaning }: MacroDeclaration): boolean {
  return meaning?.kind === "name" && meaning.name === name;
}

function isEnumerator({ value }: ConstantDeclaration, other: Declaration, name: string): boolean {
  if (other.kind !== "enum" || value.kind !== "int") return false;
  return other.enumerators.some((one) => one.name === name && one.value === value.value);
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
  if (second.kind === "macro" && second.parameters === null) {
    if (second.body.join("") === second.name || isSelf(second)) return;
  }
  if (second.kind === "macro" && second.parameters !== null && first.kind === "function") {
    if (isPlainCall(second)) return;
    report({ code: "macro-over-function", decl: second.name, body: macroBody(second.body) }, second);
    return;
  }
  if (second.kind === "constant" && isEnumerator(second, first, second.name)) return;
  report({ code: "duplicate-name", decl: second.name, kept: describe(first) }, second);
}

/** `#define f(x) (f)(x)`, with parentheses anywhere. */
function isPlainCall({ name, parameters, body }: MacroDeclaration): boolean {
  const words = body.filter((token) => token !== "(" && token !== ")");
  const given = (parameters ?? []).map((one) => (one === "..." ? "__VA_ARGS__" : one));
  return words.join(" ") === [name, given.join(" , ")].join(" ").trim();
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
