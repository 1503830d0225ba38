import { h, type JSX } from "preact";
import type { Tally } from "../../spec/account.ts";
import type { BindingReport } from "../../spec/binding-report.ts";
import { KIND_TITLES, type LibraryPage, type Loss } from "../library-page.ts";
import { lossTitle } from "../loss-title.ts";
import { withoutName } from "../without-name.ts";

/** What is in a library, how much of it is bound, and what is not, with the reasons. */
export function renderOverview({ target, clang, groups, losses, remarks, report }: LibraryPage): JSX.Element {
  return h("section", { id: "page-overview" }, [
    h("h2", { tabindex: -1 }, "Overview"),
    h("p", { class: "meta" }, `${target} · read by clang ${clang}`),
    report === null ? null : account(report),
    report === null || report.declarations.needed === 0
      ? null
      : h(
          "p",
          { class: "facts" },
          `${report.declarations.needed.toLocaleString("en")} more come along because these need them.`,
        ),
    h("noscript", null, [
      h(
        "ul",
        null,
        groups.map(({ kind, title }) => h("li", null, h("a", { href: `#all-${kind}` }, title))),
      ),
    ]),
    h("h2", { id: "left-out" }, "What is left out, and why"),
    losses.length === 0 ? h("p", null, "Nothing: all of it is in the module.") : losses.map(renderLoss),
    remarks.length === 0
      ? null
      : h(
          "ul",
          null,
          remarks.map((text) => h("li", null, text)),
        ),
    report === null || report.excluded.length === 0 ? null : excluded(report),
  ]);
}

const COLUMNS: readonly (readonly [keyof Tally, string])[] = [
  ["bound", "Bound"],
  ["degraded", "In part"],
  ["leftOut", "Left out"],
  ["noValue", "No value"],
  ["excluded", "Not asked for"],
  ["declared", "All"],
];

function account({ declarations }: BindingReport): JSX.Element {
  const { byKind } = declarations;
  const columns = COLUMNS.filter(([key]) => key === "bound" || key === "declared" || declarations[key] > 0);
  const row = (title: string, tally: Tally): JSX.Element =>
    h("tr", null, [
      h("th", { scope: "row" }, title),
      ...columns.map(([key]) => h("td", tally[key] === 0 ? { class: "zero" } : null, tally[key].toLocaleString("en"))),
    ]);
  const kinds = Object.entries(KIND_TITLES).flatMap(([kind, title]) => {
    const tally = Object.entries(byKind).find(([one]) => one === kind)?.[1];
    return tally === undefined ? [] : [row(title, tally)];
  });
  return h("div", { class: "wide" }, [
    h("table", { class: "account" }, [
      h("caption", { class: "unseen" }, "What became of the declarations"),
      h("thead", null, h("tr", null, [h("td", null), ...columns.map(([, title]) => h("th", { scope: "col" }, title))])),
      h("tbody", null, kinds),
      h("tfoot", null, row("Together", declarations)),
    ]),
  ]);
}

/** What stands for no value is nobody's loss: it is there for whoever looks for it. */
function renderLoss({ code, entries }: Loss): JSX.Element {
  return h("details", { open: entries.length <= 12 && code !== "macro-not-a-value" }, [
    h("summary", null, [
      h("span", null, lossTitle(code)),
      h("span", { class: "count" }, entries.length.toLocaleString("en")),
    ]),
    h(
      "ul",
      { class: "losses" },
      entries.map(({ entry, text }) =>
        h("li", null, [h("a", { href: `#${entry.id}` }, entry.title), h("span", null, withoutName(text))]),
      ),
    ),
  ]);
}

function excluded({ excluded: all }: BindingReport): JSX.Element {
  return h("details", null, [
    h("summary", null, [
      h("span", null, "Not asked for"),
      h("span", { class: "count" }, all.length.toLocaleString("en")),
    ]),
    h(
      "ul",
      { class: "losses" },
      all.map(({ kind, name, location, by }) =>
        h("li", null, [h("b", null, name), h("span", null, `${kind} of ${location.file}:${location.line}: ${by}`)]),
      ),
    ),
  ]);
}
