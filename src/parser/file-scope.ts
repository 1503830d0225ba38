import { tagOf, typedefNameOf } from "./anonymous.ts";
import type { Cursor } from "./clang/cursor.ts";
import * as clang from "./clang/libclang.ts";
import type { SourcePosition } from "./clang/source-position.ts";
import type { TranslationUnit } from "./clang/translation-unit.ts";
import type { HeaderTexts } from "./header-text.ts";
import { type Inclusion, mayBePart } from "./internal-parts.ts";
import { MacroNames } from "./macro-names.ts";
import type { Followed } from "./storage-order.ts";

/** Something declared at file scope, with all its declarations in order. */
export interface Entity {
  readonly kind: "function" | "record" | "enum" | "typedef" | "global" | "unsupported";
  /** Empty for a record or enum without a tag. */
  readonly name: string;
  /** Of a record or enum without a tag: the typedef that it is declared in. */
  readonly typedefName: string | null;
  readonly cursors: readonly [Cursor, ...Cursor[]];
  /** Of each of the cursors. */
  readonly places: readonly [SourcePosition, ...SourcePosition[]];
}

/** A macro that is defined somewhere in the headers: its last definition. */
export interface MacroDefinition {
  readonly name: string;
  readonly cursor: Cursor;
  readonly place: SourcePosition;
  /** Whether there are others. */
  readonly isRedefined: boolean;
}

/** What a translation unit declares at file scope, system headers included. */
export interface FileScope {
  readonly entities: readonly Entity[];
  readonly macros: readonly MacroDefinition[];
  /** Rank of each file, by the name clang opened it under, in the order in which clang met them. */
  readonly fileOrder: ReadonlyMap<string, number>;
  /** Paths of all files that were opened. */
  readonly files: ReadonlySet<string>;
  /** What stands between the quotes or brackets of every inclusion that was followed. */
  readonly includedNames: ReadonlySet<string>;
  /** What a cursor of this unit, or another of the same headers, declares at file scope. */
  entityOf(declaration: Cursor): Entity | null;
  /** The definition of a record or enum at file scope; `null` where there is none. */
  definition(usr: string): Cursor | null;
  /** The inclusions of the headers asked for, and those that may lead to internal parts of one; see `internalParts`. */
  readonly inclusions: readonly Inclusion[];
  /** Every inclusion, in the order in which clang followed them. */
  readonly followed: readonly Followed[];
  /** Whether a file declares anything but its include guard. */
  declaresAnything(file: string): boolean;
  /** The file that `#include <name>` opened. */
  fileNamed(name: string): string | null;
  /** Variables that the source around the headers declares: the parser's own questions, which no option selects. */
  readonly questions: readonly Cursor[];
}

/** Kinds of cursor that declare something which the spec has a kind for. */
const KINDS = new Map<number, Entity["kind"]>([
  [clang.CXCursor_FunctionDecl, "function"],
  [clang.CXCursor_StructDecl, "record"],
  [clang.CXCursor_UnionDecl, "record"],
  [clang.CXCursor_EnumDecl, "enum"],
  [clang.CXCursor_TypedefDecl, "typedef"],
  [clang.CXCursor_VarDecl, "global"],
]);

export function kindOf(cursor: Cursor): Entity["kind"] {
  return KINDS.get(cursor.kind) ?? "unsupported";
}

/**
 * Walks the top level of a unit once.
 *
 * @param main the source that includes the headers: its own includes are the headers asked for.
 */
export function readFileScope(unit: TranslationUnit, main: string, texts: HeaderTexts): FileScope {
  const entities = new Map<
    string,
    {
      kind: Entity["kind"];
      name: string;
      typedefName: string | null;
      cursors: [Cursor, ...Cursor[]];
      places: [SourcePosition, ...SourcePosition[]];
    }
  >();
  const macros = new Map<string, MacroDefinition>();
  const questions: Cursor[] = [];
  const fileOrder = new Map<string, number>();
  const opened = new Set<string>();
  const includedNames = new Set<string>();
  const included = new Map<string, string>();
  const inclusions: Inclusion[] = [];
  const followed: Followed[] = [];
  /** The headers asked for. */
  const asked = new Set<string>();
  const macroNames = new MacroNames(texts);
  for (const cursor of unit.cursor.children) {
    if (cursor.kind === clang.CXCursor_MacroExpansion) continue;
    const place = unit.positions.position(cursor.location);
    if (cursor.kind === clang.CXCursor_InclusionDirective) {
      const name = cursor.spelling;
      const file = unit.positions.includedFile(cursor.raw);
      if (file === null) continue;
      opened.add(file);
      includedNames.add(name);
      if (place === null) continue;
      followed.push({ place, to: file });
      if (place.file === main) {
        included.set(name, file);
        asked.add(file);
      }
      if (place.file === main || asked.has(place.file) || mayBePart(name))
        inclusions.push({ from: place.file, to: file, name });
      continue;
    }
    if (place === null) continue;
    if (!fileOrder.has(place.file)) fileOrder.set(place.file, fileOrder.size);
    if (cursor.kind === clang.CXCursor_MacroDefinition) {
      const name = macroNames.nameOf(cursor, place);
      // Deleting first keeps the order of the last definitions.
      const isRedefined = macros.delete(name);
      macros.set(name, { name, cursor, place, isRedefined });
      continue;
    }
    if (place.file === main) {
      questions.push(cursor);
      continue;
    }
    const kind = kindOf(cursor);
    if (kind === "unsupported" && declaresNothing(cursor, unit)) continue;
    let key = kind === "unsupported" ? `at ${place.file} ${place.offset}` : entityKey(kind, cursor);
    if (kind === "function" && isOverload(cursor, entities.get(key)?.cursors[0])) key = cursor.usr;
    const known = entities.get(key);
    if (known === undefined) {
      const isTag = kind === "record" || kind === "enum";
      const name = isTag ? (tagOf(key) ?? "") : cursor.spelling;
      const typedefName = isTag && name === "" ? typedefNameOf(key) : null;
      entities.set(key, { kind, name, typedefName, cursors: [cursor], places: [place] });
    } else {
      known.cursors.push(cursor);
      known.places.push(place);
    }
  }
  return {
    entities: [...entities.values()],
    macros: [...macros.values()],
    fileOrder,
    files: new Set([...fileOrder.keys(), ...opened]),
    includedNames,
    entityOf: (declaration) => {
      const kind = kindOf(declaration);
      return kind === "unsupported" ? null : (entities.get(entityKey(kind, declaration)) ?? null);
    },
    definition: (usr) => entities.get(usr)?.cursors.find((cursor) => cursor.isDefinition) ?? null,
    inclusions,
    followed,
    declaresAnything: (file) =>
      [...entities.values()].some(({ places }) => places.some((place) => place.file === file)) ||
      [...macros.values()].some(({ name, place }) => place.file === file && !/^_|_H_*$/i.test(name)),
    fileNamed: (name) => included.get(name) ?? null,
    questions,
  };
}

/** Tags have a name space of their own (C17 6.2.3), and what has no tag is one of a kind: the USR keeps them apart. */
function entityKey(kind: Exclude<Entity["kind"], "unsupported">, cursor: Cursor): string {
  return kind === "record" || kind === "enum" ? cursor.usr : `ordinary ${cursor.spelling}`;
}

/** Whether a function is another one than the first of its name, by `__attribute__((overloadable))`. */
function isOverload(cursor: Cursor, first: Cursor | undefined): boolean {
  return first?.hasAttributes === true && cursor.hasAttributes && cursor.usr !== first.usr;
}

/** `_Static_assert` and an empty declaration (`;`) state or do nothing that a binding could have. */
function declaresNothing(cursor: Cursor, unit: TranslationUnit): boolean {
  return cursor.kind === clang.CXCursor_StaticAssert || unit.tokens(cursor).join("") === ";";
}
