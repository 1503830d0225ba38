import { HeaderText } from "../parser/header-text.ts";

/** What the text of a header may depend on beside itself and what it includes. */
const SPECIAL = /__has_include|__has_embed|__DATE__|__TIME__|__TIMESTAMP__|(?:#|%:)[ \t]*embed\b/;

/** What only asks whether there is such a question, or says that there is none. */
const NO_QUESTION = /(?:\b(?:ifdef|ifndef|define|undef|defined)\b[ \t]*\(?[ \t]*)__has_include(?:_next)?\b/g;
const QUESTION = /__has_include(?:_next)?[ \t]*\([ \t]*(?:<([^>\n]+)>|"([^"\n]+)")[ \t]*\)/g;

/**
 * Names that a header asks for without including them: `__has_include(<stdbit.h>)`.
 *
 * @param bytes a character for each byte.
 * @returns `null` where what the header says cannot be known from files: it has the date in it, or a name that a macro makes.
 */
export function askedNames(bytes: string): readonly string[] | null {
  if (!SPECIAL.test(bytes)) return [];
  const text = withoutComments(bytes);
  const names = [...text.matchAll(QUESTION)].flatMap(([, angled, quoted]) => angled ?? quoted ?? []);
  const rest = text.replaceAll(QUESTION, " ").replaceAll(NO_QUESTION, " ");
  return SPECIAL.test(rest) ? null : names;
}

function withoutComments(bytes: string): string {
  let text = "";
  let end = 0;
  for (const comment of new HeaderText(bytes).comments) {
    text += `${bytes.slice(end, comment.start)} `;
    end = comment.end;
  }
  return text + bytes.slice(end);
}
