import { inline, safe } from "./inline.ts";

/** A C comment as TSDoc: its text, and the blocks that follow it. */
export interface DocComment {
  readonly text: readonly string[];
  /** `@param x - …` and the like; a block may go on over several lines. */
  readonly tags: readonly string[];
}

/** Commands that say where a comment belongs or how Doxygen lays it out: nothing for a reader. */
const STRUCTURE = new Set(
  (
    "file fn def var typedef struct union enum class headerfile ingroup defgroup addtogroup weakgroup name internal " +
    "tparam endinternal hideinitializer showinitializer callgraph callergraph hidecallgraph relates memberof public private " +
    "protected static extern tableofcontents page mainpage section subsection subsubsection paragraph cond endcond nosubgrouping"
  ).split(" "),
);

/** Commands whose text is text. */
const TEXT = new Set(["brief", "short", "details", "remark", "remarks", "par", "parblock", "endparblock"]);

/** Commands that TSDoc has no tag for: a paragraph with their name. */
const PARAGRAPHS = new Map(
  (
    "note warning attention since pre post invariant bug todo test author authors version date copyright throw throws " +
    "exception important"
  )
    .split(" ")
    .map((name) => [name, name]),
);
PARAGRAPHS.set("pre", "precondition").set("post", "postcondition").set("todo", "to do").set("throw", "throws");

/** Literal blocks, by the command that opens them: what closes them, and the language of the fence. */
const LITERAL = new Map([
  ["code", { end: "endcode", language: "c" }],
  ["verbatim", { end: "endverbatim", language: "" }],
  ["dot", { end: "enddot", language: "dot" }],
  ["msc", { end: "endmsc", language: "" }],
  ["startuml", { end: "enduml", language: "" }],
  ["f[", { end: "f]", language: "" }],
]);

/**
 * Doxygen, gtk-doc, kernel-doc or plain text as TSDoc.
 *
 * @param lines of the comment, without its marks.
 * @param renamed TypeScript's names of the parameters, by C name.
 */
export function readDoxygen(lines: readonly string[], renamed: ReadonlyMap<string, string>): DocComment {
  const reader = new Reader(renamed);
  for (const line of lines) reader.line(line);
  return reader.end();
}

class Reader {
  readonly #renamed: ReadonlyMap<string, string>;
  readonly #text: string[] = [];
  readonly #tags: string[][] = [];
  readonly #returns: string[] = [];
  /** Where lines without a command go. */
  #current: string[] = this.#text;
  #literal: { readonly end: string; readonly lines: string[]; readonly language: string } | null = null;

  constructor(renamed: ReadonlyMap<string, string>) {
    this.#renamed = renamed;
  }

  line(line: string): void {
    if (this.#literal !== null) {
      this.#literalLine(line);
      return;
    }
    const [, word, rest = ""] = /^\s*[@\\](f\[|[\w]+|[{}])(?:\s*\[[\w, ]*\])?(?:\{[^}]*\})?\s*(.*)$/.exec(line) ?? [];
    if (word === undefined) this.#plain(line);
    else this.#command(word, rest, line);
  }

  end(): DocComment {
    if (this.#literal !== null) this.#endLiteral();
    const returns =
      this.#returns.length === 0 ? [] : [["@returns", ...this.#returns].join(" ").replaceAll(" \n", "\n")];
    const parameters = this.#tags.filter(([first]) => first?.startsWith("@param"));
    const others = this.#tags.filter(([first]) => !first?.startsWith("@param"));
    const blocks = (tags: readonly string[][]): readonly string[] =>
      tags.map((tag) => trimBlank(tag).join("\n").trimEnd());
    return { text: trimBlank(this.#text), tags: [...blocks(parameters), ...returns, ...blocks(others)] };
  }

  #plain(line: string): void {
    const [, keyword, rest = ""] = /^\s*(Returns?|Since|Deprecated)\s*:\s*(.*)$/.exec(line) ?? [];
    if (keyword?.startsWith("Return")) this.#result(inline(rest));
    else if (keyword === "Deprecated") this.#tag(`@deprecated ${inline(rest)}`);
    else if (line.trim() === "") this.#blank();
    // Indentation means something to Markdown: nesting in lists, code anywhere else.
    else this.#current.push(/^\s{0,8}(?:[-+*]|\d+\.)\s/.test(line) ? indentation(line) + inline(line) : inline(line));
  }

  /** A paragraph ends; what follows a tag's text belongs to the text again, as in Doxygen. */
  #blank(): void {
    if (this.#current !== this.#text) this.#current = this.#text;
    if (this.#text.length > 0 && this.#text.at(-1) !== "") this.#text.push("");
  }

  #command(word: string, rest: string, line: string): void {
    const literal = LITERAL.get(word);
    if (literal !== undefined) {
      this.#literal = { ...literal, lines: rest === "" ? [] : [rest] };
      if (rest.includes(literal.end)) this.#literalLine("");
    } else if (this.#renamed.has(word) && rest.startsWith(":")) this.#parameter(`${word} ${rest.slice(1)}`, line);
    else if (word === "param") this.#parameter(rest, line);
    else if (["return", "returns", "result"].includes(word)) this.#result(inline(rest));
    else if (word === "retval") this.#result(retval(rest));
    else if (word === "deprecated") this.#tag(`@deprecated ${inline(rest)}`);
    else if (word === "see" || word === "sa") this.#tag(`@see ${inline(rest)}`);
    else if (word === "li" || word === "arg") this.#current.push(`- ${inline(rest)}`);
    else if (TEXT.has(word)) this.#paragraph(inline(rest));
    else if (PARAGRAPHS.has(word)) this.#paragraph(`${capital(PARAGRAPHS.get(word) ?? word)}: ${inline(rest)}`);
    else if (!STRUCTURE.has(word) && !/^[{}]$/.test(word)) this.#current.push(inline(line));
  }

  #parameter(rest: string, line: string): void {
    const [, name, text = ""] =
      /^(\.\.\.|[\w$]+(?:\s*,\s*[\w$]+)*)(?=[\s:]|$)\s*:?\s*(?:-\s)?\s*(.*)$/.exec(rest) ?? [];
    if (name === undefined) {
      this.#current.push(inline(line.replace(/^\s*[@\\]/, "")));
      return;
    }
    const names = name.split(/\s*,\s*/).map((one) => this.#renamed.get(one) ?? one.replace("...", "args"));
    for (const one of names.slice(0, -1)) this.#tag(`@param ${one} - ${inline(text)}`);
    this.#tag(`@param ${names.at(-1)} - ${inline(text)}`);
  }

  #tag(first: string): void {
    const tag = [first.trimEnd()];
    this.#tags.push(tag);
    this.#current = tag;
  }

  #result(text: string): void {
    this.#returns.push(text);
    this.#current = this.#returns;
  }

  #paragraph(text: string): void {
    if (this.#text.length > 0 && this.#text.at(-1) !== "") this.#text.push("");
    if (text !== "") this.#text.push(text);
    this.#current = this.#text;
  }

  #literalLine(line: string): void {
    const literal = this.#literal;
    if (literal === null) return;
    const end = new RegExp(`[@\\\\]${literal.end.replace("]", "\\]")}`);
    if (!end.test(`${literal.lines.join("\n")}\n${line}`)) {
      literal.lines.push(line);
      return;
    }
    const before = line.split(end)[0] ?? "";
    if (before.trim() !== "") literal.lines.push(before);
    this.#endLiteral();
  }

  #endLiteral(): void {
    const { lines = [], language = "", end = "" } = this.#literal ?? {};
    this.#literal = null;
    const body = trimBlank(
      lines.map((line) => safe(line.split(new RegExp(`[@\\\\]${end.replace("]", "\\]")}`))[0] ?? "")),
    );
    const common = Math.min(...body.filter((line) => line.trim() !== "").map((line) => indentation(line).length));
    const isTag = this.#current !== this.#text;
    if (isTag) this.#current = this.#text;
    this.#text.push(
      `\`\`\`${language}`,
      ...body.map((line) => line.slice(Number.isFinite(common) ? common : 0)),
      "```",
    );
  }
}

function retval(rest: string): string {
  const [, value = "", text = ""] = /^(\S+)\s*(.*)$/.exec(rest) ?? [];
  return `\n- \`${safe(value.replaceAll("`", "'"))}\` ${inline(text)}`.trimEnd();
}

function indentation(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? "";
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

export function trimBlank(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line !== "");
  if (first === -1) return [];
  const last = lines.findLastIndex((line) => line !== "");
  return lines.slice(first, last + 1);
}
