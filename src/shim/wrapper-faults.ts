/**
 * What is wrong with wrappers, a line of a C file each, as they are after preprocessing, and no compiler says of the right one: brackets that
 * a macro has opened or closed reach into the next ones; and `setjmp` saves what ends with the wrapper (C17 7.13.2.1p2).
 *
 * @param preprocessed what `cc -E` gives.
 * @param file as the compiler was given it.
 * @param lines which to look at, from 1.
 */
export function wrapperFaults(
  preprocessed: string,
  file: string,
  lines: ReadonlySet<number>,
): ReadonlyMap<number, string> {
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
  return new Map([...texts].flatMap(([line, text]) => entryOf(line, faultOf(text))));
}

function entryOf(line: number, fault: string | null): readonly (readonly [number, string])[] {
  return fault === null ? [] : [[line, fault]];
}

function faultOf(text: string): string | null {
  const code = text.replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, "");
  if (!isWhole(code)) return "its brackets do not match";
  return /(?<![\w$])_*(?:sig)?setjmp\s*\(/.test(code)
    ? "it calls setjmp, and what that saves ends with the wrapper"
    : null;
}

const CLOSING: { readonly [opening: string]: string } = { "(": ")", "[": "]", "{": "}" };

/** One function: its braces close at the end, and no sooner. */
function isWhole(code: string): boolean {
  const open: string[] = [];
  const tokens = code.match(/[()[\]{}]/g) ?? [];
  for (const [i, token] of tokens.entries()) {
    const closing = CLOSING[token];
    if (closing !== undefined) open.push(closing);
    else if (open.pop() !== token) return false;
    else if (token === "}" && open.length === 0 && i < tokens.length - 1) return false;
  }
  return open.length === 0;
}
