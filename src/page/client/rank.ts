/** What a search looks at. */
export interface Findable {
  readonly title: string;
  /** Other names, as enumerators. */
  readonly words: readonly string[];
}

/** Something found, and under which of its names. */
export interface Found<T> {
  readonly entry: T;
  /** The other name that was meant; `null` if it is the title. */
  readonly as: string | null;
  /** Whether only what is said about it has the words. */
  readonly inText?: boolean;
}

/** The better, the smaller: the name itself, its beginning, the beginning of a part of it, anywhere. */
function rankOf(name: string, terms: readonly string[]): number | null {
  const lower = name.toLowerCase();
  let total = 0;
  for (const term of terms) {
    const at = lower.indexOf(term);
    if (at < 0) return null;
    if (lower === term) continue;
    if (at === 0) total += 1;
    else total += isStart(name, lower, term) ? 2 : 3;
  }
  return total;
}

/** Whether a part of the name begins with a term: `sqlite3_open`, `struct stat`, `gtkWidget`. */
function isStart(name: string, lower: string, term: string): boolean {
  for (let at = lower.indexOf(term); at >= 0; at = lower.indexOf(term, at + 1)) {
    if (at === 0 || /[^a-z0-9]/.test(lower.charAt(at - 1))) return true;
    if (/[A-Z]/.test(name.charAt(at)) && /[a-z]/.test(name.charAt(at - 1))) return true;
  }
  return false;
}

export function termsOf(query: string): readonly string[] {
  return query
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== "");
}

/** Entries with all terms in one of their names, the likeliest first; entries that are as likely keep their order. */
export function rank<T extends Findable>(entries: readonly T[], query: string): readonly Found<T>[] {
  const terms = termsOf(query);
  if (terms.length === 0) return entries.map((entry) => ({ entry, as: null }));
  const found: (Found<T> & { readonly score: number })[] = [];
  for (const entry of entries) {
    let [best, as] = [rankOf(entry.title, terms), null as string | null];
    if (best !== 0) {
      for (const word of entry.words) {
        const score = rankOf(word, terms);
        if (score === null || (best !== null && score + 0.5 >= best)) continue;
        best = score + 0.5;
        as = word;
      }
    }
    // Of two that match as well the shorter name is nearer to what was written.
    if (best !== null) found.push({ entry, as, score: best * 1000 + Math.min(999, (as ?? entry.title).length) });
  }
  return found.sort((a, b) => a.score - b.score);
}
