/**
 * The C text of a template. Its backslashes are C's; only those before a backtick or `${` are TypeScript's.
 */
export function sourceText({ raw }: TemplateStringsArray, values: readonly unknown[]): string {
  if (!Array.isArray(raw)) throw new TypeError("c: write the C text as a template, c`…`");
  return raw
    .map((part: string, i) => part.replaceAll(/\\(`|\$\{)/g, "$1") + (i < values.length ? inserted(values[i]) : ""))
    .join("");
}

function inserted(value: unknown): string {
  if (typeof value === "string" || typeof value === "bigint") return String(value);
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  throw new TypeError(`c: a value in C text is a string, a bigint or a finite number, not ${String(value)}`);
}
