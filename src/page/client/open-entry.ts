import type { PageEntry } from "./page-entry.ts";

/** Makes elements of what an entry's `noscript` says, once, with links to the other entries. */
export function unfold({ article, id }: PageEntry, ids: ReadonlyMap<string, string>): void {
  const folded = article.querySelector("noscript");
  if (folded === null) return;
  const template = document.createElement("template");
  template.innerHTML = folded.textContent ?? "";
  for (const code of template.content.querySelectorAll("code")) linkNames(code, NAME, id, ids);
  for (const text of template.content.querySelectorAll(".doc p, .doc pre")) linkNames(text, NAME_IN_TEXT, id, ids);
  folded.replaceWith(template.content);
}

/** What a keyboard scrolls has to be reachable by it. */
export function letScroll(article: HTMLElement): void {
  for (const box of article.querySelectorAll<HTMLElement>("pre, .wide")) {
    if (box.scrollWidth > box.clientWidth) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", box.tagName === "PRE" ? "Code" : "Table");
    }
  }
}

const NAME = /(?:(?:struct|union|enum) )?[\p{L}_$][\p{L}\p{N}_$]*/gu;
/** What is hardly a word of English: `sqlite3_open`, `free()`, `struct stat`. */
const NAME_IN_TEXT =
  /(?:struct|union|enum) [\p{L}_$][\p{L}\p{N}_$]*|\p{L}[\p{L}\p{N}$]*_[\p{L}\p{N}_$]*|[\p{L}_$][\p{L}\p{N}_$]*(?=\(\))/gu;

function linkNames(code: Element, name: RegExp, own: string, ids: ReadonlyMap<string, string>): void {
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
  for (const text of texts) {
    const pieces: (string | Node)[] = [];
    let end = 0;
    for (const match of text.data.matchAll(name)) {
      const id = ids.get(match[0]) ?? null;
      if (id === null || id === own) continue;
      const link = document.createElement("a");
      link.href = `#${id}`;
      link.textContent = match[0];
      pieces.push(text.data.slice(end, match.index), link);
      end = match.index + match[0].length;
    }
    if (end > 0) text.replaceWith(...pieces, text.data.slice(end));
  }
}

/** Where each name of either language leads. */
export function addresses(entries: readonly PageEntry[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { title, words, id } of entries) {
    for (const name of [title, ...words]) if (!ids.has(name)) ids.set(name, id);
  }
  return ids;
}
