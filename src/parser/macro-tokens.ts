/** A literal without a prefix, or with the only one that all versions of C have. An escape is not looked into. */
const LITERAL = /L?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')/g;

/**
 * What not every version of C, or not every compiler, divides into the same tokens, literals without prefixes left aside: `u8"x"`, raw strings, `$`,
 * digraphs, `::`, placeholders (`<#`), `1'000`, the signs in `0xE+1` and `0x1p+3`; and characters that are no token's.
 */
const UNSURE = /[R8uU]"|[$@`'\\]|<[:%#]|[%:]>|%:|::|0[xX][\w.]*[eE][+-]|[pP][+-]/;

/** Trigraphs, and characters beyond ASCII: in literals too. */
const UNSURE_ANYWHERE = /[^\t -~]|\?\?/;

/** C17 6.4: the longest sequence of characters that can be a token is one. */
const TOKEN =
  /L?"(?:\\.|[^"\\])*"|L?'(?:\\.|[^'\\])*'|[A-Za-z_]\w*|\.?\d(?:[eE][+-]|[\w.])*|\.\.\.|<<=|>>=|->|\+\+|--|<<|>>|&&|\|\||##|[<>=!*/%+\-&^|]=|\S/g;

/**
 * Tokens of a text of C.
 *
 * @param text one line without comments.
 * @returns `null` where only the compiler can say.
 */
export function macroTokens(text: string): readonly string[] | null {
  const bare = text.replaceAll(LITERAL, '""');
  if (UNSURE_ANYWHERE.test(text) || UNSURE.test(bare) || bare.replaceAll('""', "").includes('"')) return null;
  return text.match(TOKEN) ?? [];
}
