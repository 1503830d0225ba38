import { h, type JSX } from "preact";
import type { Inspection } from "../../inspect/inspection.ts";
import type { Outcome } from "../../spec/account.ts";
import { assertNever } from "../../spec/assert-never.ts";
import type { Entry } from "../library-page.ts";
import { signatureLines } from "../signature-lines.ts";
import { withoutName } from "../without-name.ts";
import { renderBlock } from "./render-code.ts";
import { renderDetail } from "./render-detail.ts";
import { renderDoc } from "./render-doc.ts";

/**
 * One declaration. All but its name stands in a `noscript`: a browser without the script shows it, and one with it makes
 * elements of it only when the declaration is opened, so that a page of thirty thousand is there at once.
 */
export function renderEntry({ id, title, words, inspection }: Entry): JSX.Element {
  const { outcome, kind } = inspection;
  const mark = outcomeMark(outcome);
  const attributes = {
    id,
    "data-kind": kind,
    ...(words.length === 0 ? {} : { "data-words": words.join(" ") }),
    ...(mark === null ? {} : { "data-mark": mark }),
  };
  return h("article", attributes, [
    h("h3", { tabindex: -1 }, h("a", { href: `#${id}` }, title)),
    h("noscript", null, renderBody(title, inspection)),
  ]);
}

/** `null` for what is bound as it should be. */
export function outcomeMark(outcome: Outcome): string | null {
  switch (outcome) {
    case "bound":
      return null;
    case "degraded":
      return "in part";
    case "leftOut":
      return "left out";
    case "noValue":
      return "no value";
    case "excluded":
      return "not asked for";
    default:
      return assertNever(outcome);
  }
}

function renderBody(title: string, inspection: Inspection): JSX.Element[] {
  const { location, c, typescript, exports, outcome, problems, symbol, deprecated, unavailable, detail, doc } =
    inspection;
  const name = /[\w$]+$/.exec(title)?.[0] ?? title;
  const shown = exports.includes(name) ? name : (exports[0] ?? name);
  const also = exports.filter((one) => one !== shown);
  const mark = outcomeMark(outcome);
  const isTable = detail?.kind === "record" || detail?.kind === "enum";
  return [
    h("p", { class: "meta" }, [
      `${kindOf(inspection)} · ${location.file}:${location.line}`,
      mark === null ? null : h("span", { class: "mark" }, mark),
    ]),
    ...(deprecated === null ? [] : [notice("Deprecated", deprecated)]),
    ...(unavailable === null ? [] : [notice("Unavailable", unavailable)]),
    ...problems.map(({ text, effect }) =>
      notice(effect === "loss" ? "Left out" : "Note", withoutName(text), effect === "loss"),
    ),
    // Of a record or enum the table below has all that C says.
    ...(isTable ? [] : [sides(c, name, typescript, shown)]),
    ...facts([
      ["TypeScript", isTable ? (typescript ?? "") : ""],
      ["Also as", also.join(", ")],
      ["Symbol", symbol ?? ""],
    ]),
    ...(detail === null ? [] : [renderDetail(detail)]),
    ...(doc.length === 0 ? [] : [h("section", { class: "doc" }, [h("h4", null, "Comment"), ...renderDoc(doc)])]),
  ].filter((node) => node !== null);
}

function sides(c: string, name: string, typescript: string | null, exported: string): JSX.Element {
  return h("dl", { class: "sides" }, [
    h("dt", null, "C"),
    h("dd", null, renderBlock(signatureLines(c, name), name)),
    ...(typescript === null
      ? []
      : [h("dt", null, "TypeScript"), h("dd", null, renderBlock(signatureLines(typescript, exported), exported))]),
  ]);
}

const KIND: { readonly [K in Inspection["kind"]]: string } = {
  function: "Function",
  record: "Struct",
  enum: "Enum",
  typedef: "Type",
  global: "Variable",
  macro: "Macro",
  unsupported: "Declaration",
};

function kindOf({ kind, name }: Inspection): string {
  if (kind !== "record") return KIND[kind];
  return /^(typedef )?union\b/.test(name) ? "Union" : "Struct";
}

function notice(label: string, text: string, isLoss = false): JSX.Element {
  return h("p", { class: isLoss ? "notice loss" : "notice" }, [h("b", null, label), text === "" ? "" : ` ${text}`]);
}

/** What is known, by what it is; nothing for empty ones. */
function facts(pairs: readonly (readonly [string, string])[]): JSX.Element[] {
  const known = pairs.filter(([, text]) => text !== "");
  if (known.length === 0) return [];
  return [
    h(
      "dl",
      { class: "pairs" },
      known.flatMap(([label, text]) => [h("dt", null, label), h("dd", null, h("code", null, text))]),
    ),
  ];
}
