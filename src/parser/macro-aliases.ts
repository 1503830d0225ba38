import type { MacroMeaning } from "../spec/macro-meaning.ts";
import type { TranslationUnit } from "./clang/translation-unit.ts";
import type { DeclarationReader } from "./declaration-reader.ts";
import type { Entity, FileScope } from "./file-scope.ts";
import type { Finished } from "./finish-constants.ts";
import type { HeaderTexts } from "./header-text.ts";

/** Finds what macros mean that are names of functions and variables. */
export class MacroAliases {
  readonly #scope: FileScope;
  readonly #unit: TranslationUnit;
  readonly #texts: HeaderTexts;
  /** Macros by the C name that they mean. */
  readonly #macros = new Map<string, Set<string>>();
  #entities: ReadonlyMap<string, Entity> | null = null;

  constructor(found: ReadonlyMap<string, Finished>, scope: FileScope, unit: TranslationUnit, texts: HeaderTexts) {
    this.#scope = scope;
    this.#unit = unit;
    this.#texts = texts;
    for (const [macro, probed] of found) {
      if (probed.kind !== "name") continue;
      this.#macros.set(probed.name, (this.#macros.get(probed.name) ?? new Set()).add(macro));
    }
  }

  /** @param reader reads the target, which may be in no selected header. */
  meaningOf(macro: string, target: string, reader: DeclarationReader): MacroMeaning | null {
    this.#entities ??= namedEntities(this.#scope);
    const entity = this.#entities.get(target);
    if (entity === undefined || !reader.readFor(macro, entity.cursors)) return null;
    const of = entity.kind === "function" ? "function" : "global";
    return { kind: "name", of, name: target, declares: this.#declares(macro, entity) };
  }

  /**
   * Whether the target's own name is nowhere in its declaration, and this macro is what is written there. Where the whole
   * declaration is a macro's, nothing can be seen: then every macro for the target may be it.
   */
  #declares(macro: string, { name, cursors, places }: Entity): boolean {
    const [cursor, place] = [cursors[0], places[0]];
    const text = place === undefined ? null : this.#texts.of(place.file);
    if (cursor === undefined || place === undefined || text === null) return false;
    const end = this.#unit.positions.position(cursor.extentEnd)?.offset ?? place.offset;
    const words = identifiers(text.slice({ start: place.offset, end: Math.max(end, place.offset + 1) }));
    if (words.includes(name)) return false;
    const written = words[0] ?? "";
    return written === macro || this.#macros.get(name)?.has(written) !== true;
  }
}

function namedEntities({ entities }: FileScope): ReadonlyMap<string, Entity> {
  const ordinary = entities.filter(({ kind }) => kind === "function" || kind === "global");
  return new Map(ordinary.map((entity) => [entity.name, entity]));
}

function identifiers(text: string): readonly string[] {
  return text.match(/[\p{ID_Start}_$][\p{ID_Continue}$]*/gu) ?? [];
}
