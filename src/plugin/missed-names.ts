import { readFileSync } from "node:fs";
import type { BoundHeader } from "../imports/header-bindings.ts";
import { warningsOf } from "../imports/warnings-of.ts";

interface Imported {
  readonly importers: Set<string>;
  /** `null` as long as it has not been loaded. */
  readonly loaded: { readonly bound: BoundHeader; readonly header: string } | null;
}

/** Why what a program names of a header is not there: bundlers load a header before they know all files that import it. */
export class MissedNames {
  readonly #headers = new Map<string, Imported>();
  readonly #told = new Set<string>();

  /** A build begins, in which all is to be said again. */
  start(): void {
    this.#told.clear();
    for (const [id, { importers }] of this.#headers) this.#headers.set(id, { importers, loaded: null });
  }

  /** A file imports a header. @returns what is to be said now */
  imported(id: string, importer: string): readonly string[] {
    const { importers, loaded } = this.#of(id);
    importers.add(importer);
    return loaded === null ? [] : this.#news(warningsOf(loaded.bound, loaded.header, wordsOf([importer])));
  }

  /** @param header as it is called in messages. @returns what is to be said now */
  loaded(id: string, bound: BoundHeader, header: string): readonly string[] {
    const { importers } = this.#of(id);
    this.#headers.set(id, { importers, loaded: { bound, header } });
    return this.#news(warningsOf(bound, header, wordsOf(importers)));
  }

  #of(id: string): Imported {
    const known = this.#headers.get(id) ?? { importers: new Set(), loaded: null };
    this.#headers.set(id, known);
    return known;
  }

  #news(warnings: readonly string[]): readonly string[] {
    const news = warnings.filter((text) => !this.#told.has(text));
    for (const text of news) this.#told.add(text);
    return news;
  }
}

/** A file that is none, or is made up by another plugin, has no words: then the bundler alone says what is not exported. */
function wordsOf(files: Iterable<string>): ReadonlySet<string> {
  return new Set([...files].flatMap((file) => textOf(file).match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []));
}

function textOf(file: string): string {
  try {
    return readFileSync(file.split("?", 1)[0] ?? file, "utf8");
  } catch {
    return "";
  }
}
