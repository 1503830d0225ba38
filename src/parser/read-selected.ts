import { macroKey } from "../spec/declaration-key.ts";
import type { Declared } from "../spec/declared.ts";
import type { LocatedProblem } from "../spec/diagnostic.ts";
import { Census } from "./census.ts";
import type { Cursor } from "./clang/cursor.ts";
import type { SourcePosition } from "./clang/source-position.ts";
import type { TranslationUnit } from "./clang/translation-unit.ts";
import type { DeclarationReader, Placed } from "./declaration-reader.ts";
import type { FileScope, MacroDefinition } from "./file-scope.ts";
import type { ProbeOptions } from "./probe-macros.ts";
import { readMacros } from "./read-macros.ts";
import type { RelativeFiles } from "./relative-file.ts";
import type { Decision, Selection } from "./select.ts";

export interface Selected {
  readonly placed: readonly Placed[];
  /** All that the selected files declare, what the user excluded too. */
  readonly declared: readonly Declared[];
  readonly problems: readonly LocatedProblem[];
}

/** Reads what was asked for and all that it needs, and counts what there was to read. */
export function readSelected(
  unit: TranslationUnit,
  scope: FileScope,
  names: RelativeFiles,
  selection: Selection,
  reader: DeclarationReader,
  probe: ProbeOptions,
  comments: boolean,
): Selected {
  const census = new Census(names);
  const untagged: { readonly cursor: Cursor; readonly place: SourcePosition }[] = [];
  const decide = (kind: Parameters<Selection["decide"]>[0], name: string, place: SourcePosition): Decision =>
    selection.decide(kind, name, { path: place.file, name: names.name(place.file) });

  for (const { kind, name, cursors, places } of scope.entities) {
    const decision = places.map((place) => decide(kind, name, place)).reduce(stronger);
    if (decision === "elsewhere") continue;
    const [place] = places;
    if (decision !== "selected") {
      const { file, line, column } = census.location(place);
      const key = `${kind} ${name} at ${file}:${line}:${column}`;
      census.add({ key, kind, name, place, excluded: decision.excluded });
      continue;
    }
    const key = reader.read(cursors);
    if (key === null) untagged.push({ cursor: cursors[0], place });
    else census.add({ key, kind, name, place, excluded: null });
  }

  const macros: MacroDefinition[] = [];
  for (const macro of scope.macros) {
    const { name, place } = macro;
    const decision = decide("macro", name, place);
    if (decision === "elsewhere") continue;
    if (decision === "selected") macros.push(macro);
    const excluded = decision === "selected" ? null : decision.excluded;
    census.add({ key: macroKey(name), kind: "macro", name, place, excluded });
  }
  const placedMacros = readMacros(macros, { unit, scope, reader, probe, comments, census });

  for (const { cursor, place } of untagged) {
    const location = census.location(place);
    const id = reader.idOf(cursor);
    const key = id ?? `record at ${location.file}:${location.line}:${location.column}`;
    census.add({ key, kind: "record", name: "", place, excluded: null });
    if (id === null) census.report({ code: "unnamed", decl: "struct { … }" }, key, place);
  }
  return { placed: [...reader.placed, ...placedMacros], declared: census.declared, problems: census.problems };
}

/** A declaration that one of its places selects is selected. */
function stronger(a: Decision, b: Decision): Decision {
  if (a === "selected" || b === "elsewhere") return a;
  return b === "selected" || a === "elsewhere" ? b : a;
}
