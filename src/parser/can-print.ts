import type { HeaderTexts } from "./header-text.ts";

/** Versions of clang that take the process down when they print `assume_aligned(16)`: its second argument is missing. */
const [FIRST, LAST] = [15, 18];

/**
 * Whether this clang can print the declarations of these headers. Where it can't, attributes that only its text has
 * (`nonnull`, `format`, `weak`) are not known.
 *
 * @param version of clang: `16.0.6`.
 */
export function canPrint(version: string, files: Iterable<string>, texts: HeaderTexts): boolean {
  const major = Number.parseInt(version, 10);
  if (major < FIRST || major > LAST) return true;
  return ![...files].some((file) => texts.of(file)?.bytes.includes("assume_aligned"));
}
