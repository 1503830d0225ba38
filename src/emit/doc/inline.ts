/** What escaping changes: most lines have none of it. */
const MARKUP = /[<{}@*\\#%\p{Cc}\u2028\u2029]/u;

/** Marks that stand for what must not be escaped, while the rest is. */
const [CODE, BOLD, EMPHASIS] = ["\ue000", "\ue001", "\ue002"] as const;

const WORD = String.raw`[\w$:.()[\]>-]*[\w$)\]]`;

/** Doxygen's commands inside a line as Markdown; everything that TSDoc would read as markup escaped. */
export function inline(text: string): string {
  if (!MARKUP.test(text)) return text.trim();
  const marked = text
    .replaceAll(/[@\\]ref\s+\S+\s+"([^"]*)"/g, "$1")
    .replaceAll(/[@\\](?:ref|link|anchor|copydoc)\s+(?=\S)/g, "")
    .replaceAll(/\s*[@\\]endlink\b/g, "")
    .replaceAll(/[@\\][pc]\s+(?=[\w$])/g, CODE)
    .replaceAll(/[@\\]b\s+(?=[\w$])/g, BOLD)
    .replaceAll(/[@\\](?:a|e|em)\s+(?=[\w$])/g, EMPHASIS)
    .replaceAll(/[@\\]n\b\s*/g, "")
    .replaceAll(/\\([@\\&$#<>%".|-])(?!\/)/g, "$1")
    .replaceAll(/(^|\s)%(?=[A-Za-z])/g, "$1");
  return escapeText(marked)
    .replaceAll(new RegExp(`${CODE}(${WORD})`, "g"), "`$1`")
    .replaceAll(new RegExp(`${BOLD}(${WORD})`, "g"), "**$1**")
    .replaceAll(new RegExp(`${EMPHASIS}(${WORD})`, "g"), "*$1*")
    .replaceAll(/[\ue000-\ue002]/g, "");
}

/** `<`, `{`, `}` and `@` mean something in TSDoc; control characters mean nothing anywhere. */
export function escapeText(text: string): string {
  if (!MARKUP.test(text)) return text.trim();
  return safe(text)
    .replaceAll(/[<{}]/g, "\\$&")
    .replaceAll(/(^|[\s(])@(?=\w)/g, "$1\\@")
    .trim();
}

/** Text that cannot end the comment it is put in. */
export function safe(text: string): string {
  return text.replaceAll("*/", "*\\/").replaceAll(/[\p{Cc}\u2028\u2029]/gu, " ");
}
