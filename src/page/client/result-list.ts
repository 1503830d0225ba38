import type { PageEntry } from "./page-entry.ts";
import type { Found } from "./rank.ts";

/** Results that are made into elements at once; more follow when the list is scrolled, or walked through. */
const STEP = 200;

/** The list of what was found. */
export class ResultList {
  readonly #list: HTMLElement;
  #found: readonly Found<PageEntry>[] = [];
  #shown = 0;
  #current: string | null = null;

  /** @param list an empty `ol`, which scrolls by itself or with the page. */
  constructor(list: HTMLElement) {
    this.#list = list;
    const onScroll = (): void => {
      const last = list.lastElementChild?.getBoundingClientRect().bottom ?? Number.POSITIVE_INFINITY;
      if (last < window.innerHeight * 2) this.#more();
    };
    for (const one of [list, document]) one.addEventListener("scroll", onScroll, { passive: true });
  }

  show(found: readonly Found<PageEntry>[]): void {
    this.#found = found;
    this.#shown = 0;
    this.#list.replaceChildren();
    this.#list.scrollTop = 0;
    this.#more();
  }

  get first(): PageEntry | null {
    return this.#found[0]?.entry ?? null;
  }

  /** Marks the entry that is open. */
  mark(id: string | null): void {
    this.#current = id;
    for (const link of this.#list.querySelectorAll("a")) markLink(link, id);
  }

  /** Scrolls to the entry that is open, if it is in the list and the list scrolls by itself. */
  reveal(): void {
    const at = this.#found.findIndex(({ entry }) => entry.id === this.#current);
    if (at < 0 || getComputedStyle(this.#list).overflowY !== "auto") return;
    while (this.#shown <= at && this.#more());
    this.#list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  /** @param by how many results further, from the one that has the focus; from outside: into the list. */
  move(by: number): boolean {
    const links = [...this.#list.querySelectorAll("a")];
    const at = links.findIndex((link) => link.matches(":focus"));
    const to = at < 0 ? (by > 0 ? 0 : -1) : at + by;
    if (to >= links.length && this.#more()) return this.move(by);
    const link = links[Math.min(to, links.length - 1)];
    if (to < 0 || link === undefined) return false;
    link.focus();
    link.scrollIntoView({ block: "nearest" });
    return true;
  }

  #more(): boolean {
    const next = this.#found.slice(this.#shown, this.#shown + STEP);
    this.#shown += next.length;
    this.#list.append(...next.map((found) => row(found, this.#current)));
    return next.length > 0;
  }
}

function row({ entry, as, inText = false }: Found<PageEntry>, current: string | null): HTMLElement {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `#${entry.id}`;
  link.dataset["kind"] = entry.kind;
  const name = document.createElement("span");
  name.textContent = as ?? entry.title;
  link.append(name);
  const note = inText ? "in the text" : as === null ? entry.mark : `in ${entry.title}`;
  if (note !== "") {
    const small = document.createElement("small");
    small.textContent = note;
    link.append(" ", small);
  }
  markLink(link, current);
  item.append(link);
  return item;
}

function markLink(link: HTMLAnchorElement, current: string | null): void {
  if (current !== null && link.hash === `#${encodeURIComponent(current)}`) link.setAttribute("aria-current", "page");
  else link.removeAttribute("aria-current");
}
