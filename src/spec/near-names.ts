import { distance } from "fastest-levenshtein";

const MOST = 5;

/** Names that someone may have meant who wrote `wanted`: few letters away, or with it as a part, nearest first. */
export function nearNames(wanted: string, names: Iterable<string>): readonly string[] {
  const lower = wanted.toLowerCase();
  const near = [...new Set(names)].flatMap((name) => {
    const away = distance(lower, name.toLowerCase());
    if (away <= Math.max(1, Math.floor(wanted.length / 4))) return [{ name, away }];
    // A part of a name is further away than any slip of the pen.
    const isPart = wanted.length >= 3 && name.toLowerCase().includes(lower);
    return isPart ? [{ name, away: 1000 + name.length }] : [];
  });
  near.sort((a, b) => a.away - b.away || (a.name < b.name ? -1 : 1));
  return near.slice(0, MOST).map(({ name }) => name);
}
