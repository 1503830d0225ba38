import { declarationKey, macroKey } from "../spec/declaration-key.ts";
import type { Declared } from "../spec/declared.ts";
import type { LocatedProblem } from "../spec/diagnostic.ts";
import { Census } from "./census.ts";
import type { Choices } from "./choices.ts";
import type { Cursor } from "./clang/cursor.ts";
import type { Reading } from "./clang/reading.ts";
import type { SourcePosition } from "./clang/source-position.ts";
import type { TranslationUnit } from "./clang/translation-unit.ts";
import type { DeclarationReader, Placed } from "./declaration-reader.ts";
import type { FileScope } from "./file-scope.ts";
import type { ProbeOptions } from "./probe-options.ts";
import { beginMacros } from "./read-macros.ts";
import type { RelativeFiles } from "./relative-file.ts";

export interface Selected {
  readonly placed: readonly Placed[];
  /** All that the selected files declare, what the user excluded too. */
  readonly declared: readonly Declared[];
  readonly problems: readonly LocatedProblem[];
}

/** Reads what was asked for and all that it needs, and counts what there was to read. */
export function* readSelected(
  unit: TranslationUnit,
  scope: FileScope,
  names: RelativeFiles,
  choices: Choices,
  reader: DeclarationReader,
  probe: ProbeOptions,
  comments: boolean,
): Reading<Selected> {
  const census = new Census(names);
  const decided = scope.macros.flatMap((macro) => {
    const decision = choices.decideMacro(macro.name, macro.place);
    return decision === "elsewhere" ? [] : [{ macro, decision }];
  });
  const wanted = decided.flatMap(({ macro, decision }) => (decision === "selected" ? [macro] : []));
  const macros = beginMacros(wanted, { unit, scope, reader, probe, comments, census });
  const untagged: { readonly cursor: Cursor; readonly place: SourcePosition }[] = [];
  for (const entity of scope.entities) {
    const { kind, name, cursors, places } = entity;
    const decision = choices.decide(entity);
    if (decision === "elsewhere") continue;
    const [place] = places;
    const line = choices.lineOf(entity);
    if (decision !== "selected") {
      const key = `${kind} ${name} at ${census.placeOf(place)}`;
      census.add({ key, kind, name, place, line, excluded: decision });
      continue;
    }
    const key = reader.read(cursors);
    if (key === null) untagged.push({ cursor: cursors[0], place });
    else census.add({ key, kind, name, place, line, excluded: null });
  }

  for (const { macro, decision } of decided) {
    const { name, place } = macro;
    const excluded = decision === "selected" ? null : decision;
    census.add({ key: macroKey(name), kind: "macro", name, place, line: `macro ${name}`, excluded });
  }
  const placedMacros = yield* macros();

  for (const { cursor, place } of untagged) {
    const id = reader.idOf(cursor);
    const key = id ?? `record at ${census.placeOf(place)}`;
    census.add({ key, kind: "record", name: "", place, line: null, excluded: null });
    if (id === null) census.report({ code: "unnamed", decl: "struct { … }" }, key, place);
  }
  const doubtful = reader.placed.flatMap(({ declaration }): readonly LocatedProblem[] => {
    const layout = declaration.kind === "record" ? declaration.layout : null;
    const member = layout === null ? undefined : reader.doubts.get(layout);
    if (declaration.kind !== "record" || member === undefined) return [];
    const problem = { code: "layout-of-clang", decl: declaration.id, member } as const;
    return [{ problem, location: declaration.location, about: declarationKey(declaration) }];
  });
  return {
    placed: [...reader.placed, ...placedMacros],
    declared: census.declared,
    problems: [...census.problems, ...doubtful],
  };
}
