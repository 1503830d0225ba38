import { assertNever } from "./assert-never.ts";
import type { BindingReport, ReportedProblem } from "./binding-report.ts";
import { DECLARED_KINDS } from "./declared.ts";

export type ReportStyle = "json" | "markdown" | "text";

/** Text of a report file. Same report, same bytes. */
export function formatReport(report: BindingReport, style: ReportStyle): string {
  switch (style) {
    case "json":
      return `${JSON.stringify(report, null, 2)}\n`;
    case "markdown":
      return document(report, MARKDOWN);
    case "text":
      return document(report, TEXT);
    default:
      return assertNever(style);
  }
}

interface Style {
  heading(text: string, level: 1 | 2): string;
  table(head: readonly string[], rows: readonly (readonly string[])[]): string;
}

const MARKDOWN: Style = {
  heading: (text, level) => `${"#".repeat(level)} ${text}\n`,
  table: (head, rows) =>
    [head, head.map(() => "---"), ...rows.map((row) => row.map((cell) => cell.replaceAll(/[|<>*_`\\]/g, "\\$&")))]
      .map((row) => `| ${row.join(" | ")} |\n`)
      .join(""),
};

const TEXT: Style = {
  heading: (text) => `${text}\n`,
  table: (head, rows) => {
    const widths = head.map((cell, i) =>
      Math.max(...[cell, ...rows.map((row) => row[i] ?? "")].map(({ length }) => length)),
    );
    const line = (row: readonly string[]): string =>
      `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")}`.trimEnd();
    return [head, ...rows].map((row) => `${line(row)}\n`).join("");
  },
};

/** Groups in the order of what matters most. */
const GROUPS: readonly (readonly [outcome: ReportedProblem["outcome"], title: string])[] = [
  ["leftOut", "Left out"],
  ["degraded", "Bound in part"],
  ["noValue", "Macros without a value"],
  ["note", "Notes"],
];

function document(report: BindingReport, style: Style): string {
  const { declarations, excluded, problems } = report;
  const parts = [
    style.heading(`${report.headers.join(", ")} for ${report.targets.join(", ")}`, 1),
    style.table(
      ["", "declared", "bound", "in part", "left out", "no value", "excluded"],
      [
        ...DECLARED_KINDS.map((kind) => [kind, declarations.byKind[kind]] as const),
        ["all", declarations] as const,
      ].flatMap(([name, tally]) =>
        tally === undefined
          ? []
          : [
              [
                name,
                ...[tally.declared, tally.bound, tally.degraded, tally.leftOut, tally.noValue, tally.excluded].map(
                  String,
                ),
              ],
            ],
      ),
    ),
    `${declarations.needed} more come along because these need them.\n`,
    ...GROUPS.flatMap(([outcome, title]) => {
      const group = problems.filter((problem) => problem.outcome === outcome);
      if (group.length === 0) return [];
      const rows = group.map((one) => [place(one.location), one.kind ?? "", one.code, said(one)]);
      return [style.heading(title, 2), style.table(["where", "what", "code", "why"], rows)];
    }),
    ...(excluded.length === 0
      ? []
      : [
          style.heading("Excluded", 2),
          style.table(
            ["where", "what", "name", "by"],
            excluded.map(({ location, kind, name, by }) => [place(location), kind, name, by]),
          ),
        ]),
  ];
  return parts.join("\n");
}

/** A problem's sentence, with the targets for which alone it holds. */
function said({ text, targets }: ReportedProblem): string {
  return targets === null ? text : `${text} (only for ${targets.join(", ")})`;
}

function place(location: ReportedProblem["location"]): string {
  return location === null ? "" : `${location.file}:${location.line}`;
}
