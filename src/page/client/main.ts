import { addresses, letScroll, unfold } from "./open-entry.ts";
import { type PageEntry, readEntries, textOf } from "./page-entry.ts";
import { type Found, rank, termsOf } from "./rank.ts";
import { ResultList } from "./result-list.ts";

/** Milliseconds without a key after which comments are searched too. */
const PAUSE = 120;

const root = document.documentElement;
const search = element("page-search", HTMLInputElement);
const nav = element("page-nav", HTMLElement);
const status = element("page-status", HTMLElement);
const browse = element("page-browse", HTMLButtonElement);
const kinds = [...nav.querySelectorAll("button")];
const entries = readEntries();
const byId = new Map(entries.map((entry) => [entry.id, entry]));
const ids = addresses(entries);
const list = new ResultList(element("page-list", HTMLElement));
const narrow = matchMedia("(max-width: 52rem)");
let kind = "";
let timer = 0;
/** The search of comments that the timer is to start. */
let searchComments: (() => void) | null = null;
let open: PageEntry | null = null;

function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new Error(`the page has no #${id}`);
}

function find(): void {
  clearTimeout(timer);
  searchComments = null;
  const query = search.value.trim();
  const within = kind === "" ? entries : entries.filter((entry) => entry.kind === kind);
  const found = rank(within, query);
  show(found, query);
  const terms = termsOf(query);
  if (!terms.some((term) => term.length > 2)) return;
  searchComments = () => {
    const known = new Set(found.map(({ entry }) => entry));
    const others = within.filter((entry) => !known.has(entry) && terms.every((term) => textOf(entry).includes(term)));
    if (others.length > 0) show([...found, ...others.map((entry) => ({ entry, as: null, inText: true }))], query);
  };
  timer = window.setTimeout(complete, PAUSE);
}

/** Shows all that there is to be found: a list that is walked through must not be replaced. */
function complete(): void {
  clearTimeout(timer);
  searchComments?.();
  searchComments = null;
}

function show(found: readonly Found<PageEntry>[], query: string): void {
  list.show(found);
  list.mark(open?.id ?? null);
  const count = found.length.toLocaleString("en");
  status.textContent = query === "" ? "" : found.length === 0 ? `Nothing found for “${query}”` : `${count} found`;
}

function fragment(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1); // no address of this page's making
  }
}

/** What the address names: an entry, or the overview. */
function route(): void {
  const wanted = fragment();
  open?.article.classList.remove("open");
  open = byId.get(wanted) ?? null;
  root.dataset["page"] = open === null ? "overview" : "entry";
  list.mark(open?.id ?? null);
  list.reveal();
  if (wanted === "") return;
  setView("main");
  if (open !== null) {
    unfold(open, ids);
    open.article.classList.add("open");
    letScroll(open.article);
  }
  const named = open?.article ?? document.getElementById(wanted);
  const target = named ?? document.getElementById("page-overview");
  const heading = target?.querySelector<HTMLElement>("[tabindex]") ?? target;
  heading?.focus({ preventScroll: true });
  if (open === null && named?.id === "left-out") named.scrollIntoView();
  else window.scrollTo(0, 0);
}

/** On a narrow screen there is either the list or what is open. */
function setView(view: "list" | "main"): void {
  root.dataset["view"] = view;
  browse.setAttribute("aria-expanded", String(view === "list"));
  if (view === "list" && narrow.matches) window.scrollTo(0, 0);
}

function clear(): void {
  if (search.value !== "") {
    search.value = "";
    find();
  } else if (document.activeElement === search) {
    search.blur();
    setView("main");
  }
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const inSearch = document.activeElement === search;
  const inList = nav.contains(document.activeElement);
  if (event.key === "/" && !inSearch) search.select();
  else if (event.key === "Escape") {
    if (!inSearch) search.focus();
    clear();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (inSearch || inList)) {
    complete();
    const moved = list.move(event.key === "ArrowDown" ? 1 : -1);
    if (!moved && event.key === "ArrowUp") search.focus();
  } else if (event.key === "Enter" && inSearch) {
    const { first } = list;
    if (first !== null) location.hash = encodeURIComponent(first.id);
  } else return;
  event.preventDefault();
}

setView("main");
search.addEventListener("input", () => {
  setView("list");
  find();
});
search.addEventListener("focus", () => setView("list"));
browse.addEventListener("click", () => setView(root.dataset["view"] === "list" ? "main" : "list"));
for (const button of kinds) {
  button.addEventListener("click", () => {
    kind = button.dataset["kind"] ?? "";
    for (const one of kinds) one.setAttribute("aria-pressed", String(one === button));
    setView("list");
    find();
  });
}
// The open entry's own address leads to it from the list too.
nav.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link !== null && link.hash === location.hash) route();
});
document.addEventListener("keydown", onKey);
addEventListener("hashchange", route);
narrow.addEventListener("change", () => {
  if (open !== null) letScroll(open.article);
});
find();
route();
