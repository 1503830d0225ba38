/** An attribute of a declaration: `nonnull` with `["1", "2"]`. */
export interface Attribute {
  /** Without underscores around it and without its name space: `nonnull` for `__nonnull__` and `[[gnu::nonnull]]`. */
  readonly name: string;
  readonly arguments: readonly string[];
}

/**
 * Attributes of a declaration as clang prints it, those of its parameters left out.
 *
 * libclang has cursors for few attributes, and none for their arguments; the tokens under such a cursor are those of
 * the macro that it came from. clang's own text has all of them: `__attribute__((nonnull(1, 2)))`, `[[nodiscard]]`, `_Noreturn`.
 */
export function parseAttributes(printed: string): readonly Attribute[] {
  const tokens = printed.match(/"(?:[^"\\]|\\.)*"|[\w.]+|::|\(\(|\[\[|\S/g) ?? [];
  const found: Attribute[] = [];
  let depth = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? "";
    const isList = token === "[[" || (token === "__attribute__" && tokens[at + 1] === "((");
    if (isList) {
      const end = endOfList(tokens, token === "[[" ? at + 1 : at + 2);
      if (depth === 0) found.push(...readList(tokens.slice(token === "[[" ? at + 1 : at + 2, end)));
      at = end;
    } else if (token === "_Noreturn") found.push({ name: "noreturn", arguments: [] });
    else depth += nesting(token);
  }
  return found;
}

function nesting(token: string): number {
  if (token === "((") return 2;
  if (token === "(") return 1;
  return token === ")" ? -1 : 0;
}

/** Index of the first token behind what is nested from `from` on. */
function endOfList(tokens: readonly string[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at] ?? "";
    if (depth === 0 && (token === ")" || token === "]")) return at + 1;
    depth += nesting(token);
  }
  return tokens.length;
}

/** `nonnull ( 1 , 2 ) , gnu :: cold`. */
function readList(tokens: readonly string[]): readonly Attribute[] {
  const found: { name: string; arguments: string[] }[] = [];
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    const last = found.at(-1);
    if (depth > 0 && token !== "," && nesting(token) === 0) last?.arguments.push(token);
    else if (depth === 0 && /^\w/.test(token)) {
      const name = token.replace(/^__(.*)__$/, "$1");
      if (tokens[at - 1] === "::" && last !== undefined) last.name = name;
      else found.push({ name, arguments: [] });
    }
    depth += nesting(token);
  }
  return found;
}
