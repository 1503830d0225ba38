/** A call as an annotation writes it: `sqlite3_errmsg(sqlite3_db_handle(stmt))`. */
export interface WrittenCall {
  readonly name: string;
  /** A name alone is a string. */
  readonly arguments: readonly (WrittenCall | string)[];
}

const TOKEN = /\s*([\p{ID_Start}$_][\p{ID_Continue}$]*|[(),])/uy;

/** `null` if the text is neither a call nor a name. */
export function parseCall(text: string): WrittenCall | string | null {
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  let at = 0;
  const expression = (): WrittenCall | string | null => {
    const name = tokens[at++];
    if (name === undefined || /^[(),]$/.test(name)) return null;
    if (tokens[at] !== "(") return name;
    at += 1;
    const parts: (WrittenCall | string)[] = [];
    while (tokens[at] !== ")") {
      if (parts.length > 0 && tokens[at++] !== ",") return null;
      const part = expression();
      if (part === null) return null;
      parts.push(part);
    }
    at += 1;
    return { name, arguments: parts };
  };
  const call = expression();
  return at === tokens.length ? call : null;
}

function tokensOf(text: string): readonly string[] | null {
  const tokens: string[] = [];
  const token = new RegExp(TOKEN);
  while (token.lastIndex < text.trimEnd().length) {
    const [, found] = token.exec(text) ?? [];
    if (found === undefined) return null;
    tokens.push(found);
  }
  return tokens;
}
