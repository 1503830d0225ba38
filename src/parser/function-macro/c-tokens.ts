import { Refusal } from "./refusal.ts";

/** A preprocessed token of C (C17 6.4). */
export interface Token {
  readonly kind: "identifier" | "number" | "character" | "string" | "punctuator";
  readonly text: string;
}

const TOKEN =
  /(?<string>(?:L|u8|u|U)?"(?:\\[\s\S]|[^"\\])*")|(?<character>(?:L|u8|u|U)?'(?:\\[\s\S]|[^'\\])*')|(?<identifier>[\p{ID_Start}_$][\p{ID_Continue}$]*)|(?<number>\.?\d(?:[eEpP][+-]|[\w.])*)|(?<punctuator><<=|>>=|\.\.\.|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|##?|[-+*/%&|^~!<>=?:;,.()[\]{}])|\s+/uy;

const KINDS = ["string", "character", "identifier", "number", "punctuator"] as const;

/** Splits a piece of C without comments and directives into tokens. */
export function cTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) throw new Refusal(`C has no token \`${text.slice(at, at + 1)}\``);
    const kind = KINDS.find((known) => groups[known] !== undefined);
    if (kind !== undefined) tokens.push({ kind, text: groups[kind] ?? "" });
  }
  return tokens;
}
