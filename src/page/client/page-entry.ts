import type { Findable } from "./rank.ts";

/** An entry of the page, as the script sees it. */
export interface PageEntry extends Findable {
  readonly id: string;
  readonly kind: string;
  /** `left out`, `in part`; empty for what is bound. */
  readonly mark: string;
  readonly article: HTMLElement;
}

export function readEntries(): readonly PageEntry[] {
  return [...document.querySelectorAll<HTMLElement>("main article")].map((article) => ({
    id: article.id,
    title: article.firstElementChild?.textContent ?? "",
    kind: article.dataset["kind"] ?? "",
    mark: article.dataset["mark"] ?? "",
    words: article.dataset["words"]?.split(" ") ?? [],
    article,
  }));
}

const TEXTS = new WeakMap<PageEntry, string>();

/** Everything that is said about an entry, in lower case. */
export function textOf(entry: PageEntry): string {
  let text = TEXTS.get(entry);
  if (text === undefined) {
    const source = entry.article.querySelector("noscript")?.textContent?.replaceAll(/<[^>]*>/g, " ");
    text = (source ?? entry.article.textContent ?? "").toLowerCase();
    TEXTS.set(entry, text);
  }
  return text;
}
