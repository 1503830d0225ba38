import type { Change, Difference } from "../index.ts";

/** What `diff` prints for people: what breaks, what does not, and a line that sums up. */
export function diffText(changes: readonly Change[], isAllowed: (change: Change) => boolean): string {
  const breaking = changes.filter(({ impact }) => impact === "breaking");
  const others = changes.filter(({ impact }) => impact !== "breaking");
  const allowed = breaking.filter(isAllowed);
  const sections = [
    ...section(
      "breaking:",
      breaking.filter((change) => !isAllowed(change)),
    ),
    ...section("breaking, allowed:", allowed),
    ...section("compatible:", others),
  ];
  return `${[...sections, summary(breaking.length - allowed.length, allowed.length, others)].join("\n")}\n`;
}

/** The same for programs. */
export function diffJson(changes: readonly Change[], isAllowed: (change: Change) => boolean): string {
  const told = changes.map((change) => ({ ...change, allowed: change.impact === "breaking" && isAllowed(change) }));
  const ok = told.every(({ impact, allowed }) => impact !== "breaking" || allowed);
  return `${JSON.stringify({ ok, changes: told }, null, 2)}\n`;
}

function section(title: string, changes: readonly Change[]): readonly string[] {
  return changes.length === 0 ? [] : [title, ...changes.flatMap(lines), ""];
}

const MARKS = { added: "+", removed: "-", changed: "~" } as const;

function lines({ change, kind, name, text, differences }: Change): readonly string[] {
  const tagged = kind === "record" || kind === "enum" ? name : `${kind} ${name}`;
  const head = text === null ? tagged : kind === "record" || kind === "enum" ? text : `${kind} ${text}`;
  return [`  ${MARKS[change]} ${head}`, ...differences.map((one) => `      ${differenceText(one)}`)];
}

function differenceText({ what, before, after, impact }: Difference): string {
  const note = impact === "breaking" ? "" : "  (compatible)";
  if (before === null) return `${what}: new, ${oneLine(after)}${note}`;
  if (after === null) return `${what}: gone, was ${oneLine(before)}${note}`;
  return `${what}: ${oneLine(before)} -> ${oneLine(after)}${note}`;
}

function oneLine(text: string | null): string {
  return (text ?? "").replace(/\s+/g, " ");
}

function summary(breaking: number, allowed: number, others: readonly Change[]): string {
  if (breaking + allowed + others.length === 0) return "nothing changed";
  const added = others.filter(({ change }) => change === "added").length;
  const parts = [`${breaking} breaking`, ...(allowed === 0 ? [] : [`${allowed} allowed`])];
  return [...parts, `${added} added`, `${others.length - added} other`].join(", ");
}
