import type { Outcome } from "../spec/account.ts";
import { assertNever } from "../spec/assert-never.ts";
import { drawRecord } from "./draw-record.ts";
import type { Detail, EnumDetail, Inspection } from "./inspection.ts";
import { wrap } from "./wrap.ts";

const WIDTH = 80;
/** Columns of the words on the left. */
const LABEL = 12;

/** An inspection for people, in 80 columns but for the comment and for words that are longer. Same inspection, same text. */
export function inspectionText(inspection: Inspection): string {
  const { kind, name, location, detail, doc } = inspection;
  const title = kind === "record" || kind === "enum" ? name : `${kind} ${name}`;
  const place = `${location.file}:${location.line}:${location.column}`;
  const lines = [
    `${title}${place.padStart(Math.max(WIDTH - title.length, place.length + 2))}`,
    // Of these the title has all that there is to say.
    ...(kind === "record" || kind === "enum" ? [] : labelled("C", inspection.c)),
    ...labelled("TypeScript", inspection.typescript ?? inModule(inspection.outcome)),
    ...aliases(inspection),
    ...(inspection.symbol === null ? [] : labelled("symbol", inspection.symbol)),
    ...note("deprecated", inspection.deprecated),
    ...note("unavailable", inspection.unavailable),
    ...problemLines(inspection),
    ...(detail === null ? [] : detailLines(detail)),
    ...(doc.length === 0 ? [] : ["", ...doc.map((line) => `  ${line}`)]),
  ];
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

function labelled(label: string, text: string): readonly string[] {
  const lines = wrap(text, WIDTH - LABEL - 2);
  return lines.map((line, i) => `  ${(i === 0 ? label : "").padEnd(LABEL)}${line}`);
}

function note(label: string, message: string | null): readonly string[] {
  return message === null ? [] : labelled(label, message === "" ? "yes" : message);
}

/** Said where there is no declaration of its own. */
function inModule(outcome: Outcome): string {
  switch (outcome) {
    case "bound":
      return "part of another declaration";
    case "degraded":
      return "part of another declaration, and not all of it";
    case "leftOut":
      return "left out";
    case "noValue":
      return "left out: it stands for no value";
    case "excluded":
      return "not asked for";
    default:
      return assertNever(outcome);
  }
}

function aliases({ exports, typescript }: Inspection): readonly string[] {
  const own = exports.filter(
    (name) => typescript === null || !new RegExp(`(^|\\s)${name.replaceAll("$", "\\$")}\\b`).test(typescript),
  );
  return own.length === 0 ? [] : labelled("also as", own.join(", "));
}

function problemLines({ problems }: Inspection): readonly string[] {
  return problems.flatMap(({ severity, text }) => labelled(severity, text));
}

function detailLines(detail: Detail): readonly string[] {
  switch (detail.kind) {
    case "calls":
      return detail.passed.flatMap(({ what, type, size, how }, i) =>
        labelled(i === 0 ? "by value" : "", `${what}: ${type}${size === null ? "" : `, ${bytes(size)}`}, ${how}`),
      );
    case "record":
      return ["", ...drawRecord(detail)];
    case "enum":
      return enumLines(detail);
    case "typedef": {
      const { chain, size, align } = detail;
      const layout = size === null ? "" : ` (${bytes(size)}${align === null ? "" : `, aligned to ${align}`})`;
      return labelled("means", `${chain.join(" = ")}${layout}`);
    }
    case "constant":
      return [
        ...labelled("type", detail.type),
        ...labelled("value", detail.hex === null ? detail.value : `${detail.value} = ${detail.hex}`),
      ];
    default:
      return assertNever(detail);
  }
}

function enumLines({ underlying, size, enumerators }: EnumDetail): readonly string[] {
  const type = underlying === null ? "unknown: it is incomplete" : `${underlying} (${bytes(size ?? 0)})`;
  const name = Math.max(0, ...enumerators.map((one) => one.name.length));
  const value = Math.max(0, ...enumerators.map((one) => one.value.length));
  return [
    ...labelled("type", type),
    "",
    ...enumerators.flatMap((one) => {
      const line = `  ${one.name.padEnd(name)}  ${one.value.padStart(value)}`;
      const [first = "", ...more] = one.doc.map((text) => text.trim());
      const fits = more.length === 0 && line.length + 2 + first.length <= WIDTH;
      return fits ? [`${line}  ${first}`] : [line, ...one.doc.map((text) => `      ${text.trim()}`)];
    }),
  ];
}

function bytes(count: number): string {
  return `${count} byte${count === 1 ? "" : "s"}`;
}
