import type { InspectedProblem, Inspection } from "../inspect/inspection.ts";
import type { BindingReport } from "../spec/binding-report.ts";
import type { DeclaredKind } from "../spec/declared.ts";
import type { Spec } from "../spec/spec.ts";
import { entryTitle } from "./entry-title.ts";

/** A page of a library: everything that is shown, and in which order. */
export interface LibraryPage {
  /** The headers. */
  readonly title: string;
  /** clang's triple. */
  readonly target: string;
  readonly clang: string;
  /** Only kinds that there are. */
  readonly groups: readonly Group[];
  /** By what became of it and why, the most frequent first. */
  readonly losses: readonly Loss[];
  /** What is said about the whole, or about what is no entry. */
  readonly remarks: readonly string[];
  /** What the user did not ask for; `null` where only some names were asked for. */
  readonly report: BindingReport | null;
}

export interface Group {
  readonly kind: DeclaredKind;
  readonly title: string;
  readonly entries: readonly Entry[];
}

export interface Entry {
  /** Fragment of its address. */
  readonly id: string;
  readonly title: string;
  /** Other names that a reader may look for: enumerators, and exports that are called otherwise. */
  readonly words: readonly string[];
  readonly inspection: Inspection;
}

/** A reason why something is missing, and what is. */
export interface Loss {
  readonly code: InspectedProblem["code"];
  readonly entries: readonly { readonly entry: Entry; readonly text: string }[];
}

/** In the order of the page. */
export const KIND_TITLES: { readonly [K in DeclaredKind]: string } = {
  function: "Functions",
  record: "Records",
  enum: "Enums",
  typedef: "Types",
  global: "Variables",
  macro: "Macros",
  unsupported: "Others",
};

/** @param report left out where only some of the declarations are shown. */
export function libraryPage(spec: Spec, inspections: readonly Inspection[], report: BindingReport | null): LibraryPage {
  const entries = entriesOf(inspections);
  const groups = Object.entries(KIND_TITLES).flatMap(([kind, title]) => {
    const own = entries.filter(({ inspection }) => inspection.kind === kind);
    const [first] = own;
    return first === undefined ? [] : [{ kind: first.inspection.kind, title, entries: own.sort(byTitle) }];
  });
  return {
    title: spec.headers.length === 0 ? "C declarations" : spec.headers.join(", "),
    target: spec.target.triple,
    clang: spec.clang,
    groups,
    losses: lossesOf(groups.flatMap((group) => group.entries)),
    remarks: (report?.problems ?? []).flatMap(({ name, text }) => (name === null ? [text] : [])),
    report,
  };
}

function entriesOf(inspections: readonly Inspection[]): Entry[] {
  const used = new Map<string, number>();
  return inspections.flatMap((inspection) => {
    const title = entryTitle(inspection);
    if (title === null) return [];
    // The page's own ids have a hyphen, which no name has.
    const id = title.replaceAll(/[^\p{L}\p{N}_$]+/gu, "_").replaceAll(/^_(?=\P{L})|_$/gu, "");
    const count = (used.get(id) ?? 0) + 1;
    used.set(id, count);
    return [{ id: count === 1 ? id : `${id}-${count}`, title, words: wordsOf(inspection, title), inspection }];
  });
}

function wordsOf({ detail, exports }: Inspection, title: string): readonly string[] {
  const enumerators = detail?.kind === "enum" ? detail.enumerators.map(({ name }) => name) : [];
  return [...exports.filter((name) => name !== title), ...enumerators];
}

/** As in a dictionary, the same everywhere: `a`, `B`, `b`, `_c`. */
function byTitle(a: Entry, b: Entry): number {
  const [x, y] = [sortKey(a), sortKey(b)];
  if (x !== y) return x < y ? -1 : 1;
  return a.title < b.title ? -1 : 1;
}

function sortKey({ title }: Entry): string {
  return title
    .replace(/^(struct|union|enum) /, "")
    .replace(/^_+/, "")
    .toLowerCase();
}

function lossesOf(entries: readonly Entry[]): readonly Loss[] {
  const byCode = new Map<Loss["code"], { entry: Entry; text: string }[]>();
  for (const entry of entries) {
    for (const { code, effect, text } of entry.inspection.problems) {
      if (effect === "note") continue;
      const others = byCode.get(code);
      if (others === undefined) byCode.set(code, [{ entry, text }]);
      else others.push({ entry, text });
    }
  }
  const losses = [...byCode].map(([code, lost]) => ({ code, entries: lost }));
  return losses.sort((a, b) => b.entries.length - a.entries.length);
}
