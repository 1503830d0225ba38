import type { CType } from "../spec/ctype.ts";
import type { Declaration } from "../spec/declaration.ts";
import { declarationKey } from "../spec/declaration-key.ts";
import type { LocatedProblem, Report } from "../spec/diagnostic.ts";
import type { Names } from "./names.ts";

/**
 * Keys of the declarations that the module has in one form or another. Whatever else the spec declares has been reported
 * by now, or is reported here: nothing is left out without a reason.
 *
 * @param all as the spec has them, before any pass.
 * @param emitted what has a piece of the module of its own.
 */
export function boundKeys(
  all: readonly Declaration[],
  emitted: readonly Declaration[],
  names: Names,
  problems: readonly LocatedProblem[],
  report: Report,
): ReadonlySet<string> {
  const bound = new Set<string>();
  const ordinary = new Set<string>();
  for (const declaration of emitted) {
    bound.add(declarationKey(declaration));
    for (const name of ordinaryNames(declaration)) ordinary.add(name);
  }
  const members = anonymousMembers(all);
  for (const declaration of all) {
    if (isNamesake(declaration, names, bound)) {
      bound.add(declarationKey(declaration));
      ordinary.add(declaration.name);
    }
  }
  const reported = new Set(problems.map(({ about }) => about));
  for (const declaration of all) {
    const key = declarationKey(declaration);
    if (bound.has(key) || reported.has(key)) continue;
    reported.add(key);
    // `#define stdin stdin`, and `#define A 1` next to an enumerator that is 1, say what the other says already.
    if (isMacro(declaration) && ordinary.has(declaration.name)) bound.add(key);
    else if (declaration.kind === "record" && members.has(declaration.id)) bound.add(key);
    else reportUnbound(declaration, report);
  }
  return bound;
}

function isMacro(declaration: Declaration): declaration is Declaration & { readonly kind: "macro" | "constant" } {
  return declaration.kind === "macro" || (declaration.kind === "constant" && declaration.origin === "macro");
}

/** A typedef that gave its name to the class or enum it stands for. */
function isNamesake(
  declaration: Declaration,
  names: Names,
  bound: ReadonlySet<string>,
): declaration is Declaration & { readonly kind: "typedef" } {
  if (declaration.kind !== "typedef" || declaration.type.kind !== "ref") return false;
  const { id } = declaration.type;
  return bound.has(id) && names.owner(id)?.name === declaration.name;
}

function ordinaryNames(declaration: Declaration): readonly string[] {
  switch (declaration.kind) {
    case "enum":
      return declaration.enumerators.map(({ name }) => name);
    case "record":
    case "unsupported":
      return [];
    default:
      return [declaration.name];
  }
}

/** Records whose members are those of the record around them (C17 6.7.2.1p13): they need no class of their own. */
function anonymousMembers(declarations: readonly Declaration[]): ReadonlySet<string> {
  return new Set(
    declarations.flatMap((declaration) =>
      declaration.kind === "record"
        ? (declaration.layout?.fields ?? []).flatMap(({ name, type }) => (name === null ? referredTo(type) : []))
        : [],
    ),
  );
}

function referredTo(type: CType): readonly string[] {
  if (type.kind === "ref") return [type.id];
  return type.kind === "qualified" ? referredTo(type.of) : [];
}

function reportUnbound(declaration: Declaration, report: Report): void {
  switch (declaration.kind) {
    case "macro":
      report(
        { code: "macro-not-a-value", decl: declaration.name, body: declaration.body.join(" "), reason: null },
        declaration,
      );
      return;
    case "record":
      report({ code: "unnamed", decl: declaration.id }, declaration);
      return;
    default: {
      const decl = declaration.name ?? declarationKey(declaration);
      report({ code: "declared-unsupported", decl, reason: "c2ts does not know why; please report it" }, declaration);
    }
  }
}
