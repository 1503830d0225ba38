import { readFileSync } from "node:fs";

/** What every page has in it, as text. */
export interface Assets {
  readonly style: string;
  readonly script: string;
}

/** Bits of a line of a record's drawing, by where a cell begins and how wide it is: the page has no styles of elements. */
const PLACES = Array.from(
  { length: 64 },
  (_, i) => `.s${i}{grid-column-start:${i + 2}}.w${i + 1}{grid-column-end:span ${i + 1}}`,
).join("");

/** The files lie at the same place seen from src, from dist and from the bundle of the command line. */
export function readAssets(): Assets {
  const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8").trim();
  return { style: `${read("src/page/page.css")}\n${PLACES}`, script: read("dist/page-script.js") };
}
