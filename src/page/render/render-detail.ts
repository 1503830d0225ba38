import { h, type JSX } from "preact";
import type { Detail, EnumDetail } from "../../inspect/inspection.ts";
import { assertNever } from "../../spec/assert-never.ts";
import { renderCode } from "./render-code.ts";
import { renderDoc } from "./render-doc.ts";
import { renderRecord } from "./render-record.ts";

/** What only some kinds of declaration have; `null` where there is nothing to say. */
export function renderDetail(detail: Detail): JSX.Element | null {
  switch (detail.kind) {
    case "calls":
      if (detail.passed.length === 0) return null;
      return pairs(
        detail.passed.map(({ what, type, size, how }) => [
          what,
          [renderCode(type), size === null ? `, ${how}` : `, ${bytes(size)}, ${how}`],
        ]),
        "By value",
      );
    case "record":
      return renderRecord(detail);
    case "enum":
      return renderEnum(detail);
    case "typedef": {
      const { chain, size, align } = detail;
      return pairs([
        ["Means", chain.flatMap((one, i) => [i === 0 ? "" : " = ", renderCode(one)])],
        ["Size", size === null ? "" : `${bytes(size)}${align === null ? "" : `, aligned to ${align}`}`],
      ]);
    }
    case "constant":
      return pairs([
        ["Value", renderCode(detail.value)],
        ["Hex", detail.hex === null || /^0x\d$/.test(detail.hex) ? "" : renderCode(detail.hex)],
        ["Type", renderCode(detail.type)],
      ]);
    default:
      return assertNever(detail);
  }
}

type Content = string | JSX.Element | readonly (string | JSX.Element)[];

function pairs(all: readonly (readonly [string, Content])[], title: string | null = null): JSX.Element {
  const list = h(
    "dl",
    { class: "pairs" },
    all.flatMap(([label, content]) =>
      content === "" ? [] : [h("dt", null, label), h("dd", null, ...(Array.isArray(content) ? content : [content]))],
    ),
  );
  return title === null ? list : h("section", null, [h("h4", null, title), list]);
}

function renderEnum({ underlying, size, enumerators }: EnumDetail): JSX.Element {
  const type = underlying === null ? "incomplete" : `${underlying}, ${bytes(size ?? 0)}`;
  const isDocumented = enumerators.some(({ doc }) => doc.length > 0);
  const heads = ["Name", "Value", ...(isDocumented ? ["Comment"] : [])];
  return h("section", null, [
    h("h4", null, "Values"),
    h("p", { class: "facts" }, type),
    h("div", { class: "wide" }, [
      h("table", { class: "values" }, [
        h("caption", { class: "unseen" }, "Enumerators"),
        h(
          "thead",
          null,
          h(
            "tr",
            null,
            heads.map((head) => h("th", { scope: "col" }, head)),
          ),
        ),
        h(
          "tbody",
          null,
          enumerators.map(({ name, value, doc }) =>
            h("tr", null, [
              h("td", null, renderCode(name)),
              h("td", null, value),
              isDocumented ? h("td", { class: "doc" }, renderDoc(doc)) : null,
            ]),
          ),
        ),
      ]),
    ]),
  ]);
}

function bytes(count: number): string {
  return `${count} byte${count === 1 ? "" : "s"}`;
}
