/**
 * Lines of a C file that are no whole after preprocessing: brackets that a macro has opened or closed reach into the next ones, and what a
 * compiler then says is about these.
 *
 * @param preprocessed what `cc -E` gives.
 * @param file as the compiler was given it.
 * @param lines which to look at, from 1.
 */
export function unbalancedLines(preprocessed: string, file: string, lines: ReadonlySet<number>): ReadonlySet<number> {
  const texts = new Map<number, string>();
  let place = "";
  let number = 0;
  for (const text of preprocessed.split("\n")) {
    const marker = /^# (\d+) "((?:\\.|[^"\\])*)"/.exec(text);
    if (marker !== null) {
      place = (marker[2] ?? "").replaceAll(/\\(.)/g, "$1");
      number = Number(marker[1]);
      continue;
    }
    if (place === file && lines.has(number)) texts.set(number, `${texts.get(number) ?? ""} ${text}`);
    number++;
  }
  return new Set([...texts].flatMap(([line, text]) => (isWhole(text) ? [] : [line])));
}

const CLOSING: { readonly [opening: string]: string } = { "(": ")", "[": "]", "{": "}" };

/** One function: its braces close at the end, and no sooner. */
function isWhole(text: string): boolean {
  const open: string[] = [];
  const tokens = text.replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, "").match(/[()[\]{}]/g) ?? [];
  for (const [i, token] of tokens.entries()) {
    const closing = CLOSING[token];
    if (closing !== undefined) open.push(closing);
    else if (open.pop() !== token) return false;
    else if (token === "}" && open.length === 0 && i < tokens.length - 1) return false;
  }
  return open.length === 0;
}
