import { h, type JSX } from "preact";
import type { RecordDetail, RecordRow } from "../../inspect/inspection.ts";
import { amount } from "../../inspect/record-rows.ts";
import { type Lane, type Line, recordLanes } from "../record-lanes.ts";
import { renderCode } from "./render-code.ts";
import { renderDoc } from "./render-doc.ts";

/** A record's bytes to scale, and the same as a table. */
export function renderRecord(detail: RecordDetail): JSX.Element {
  const { size, align, packed, padding, rows } = detail;
  const facts = [
    size === 1 ? "1 byte" : `${size} bytes`,
    `aligned to ${align}`,
    ...(packed ? ["packed"] : []),
    padding === 0 ? "no padding" : `${amount(padding)} of padding`,
  ];
  return h("section", null, [
    h("h4", null, "Layout"),
    h("p", { class: "facts" }, facts.join(" · ")),
    rows.length === 0 ? null : drawing(recordLanes(rows)),
    rows.length === 0 ? null : table(rows),
  ]);
}

/** For the eye only: the table says the same. */
function drawing(lanes: readonly Lane[]): JSX.Element {
  const ruler = Array.from({ length: 8 }, (_, i) => h("i", { class: `s${8 * i} w8` }, String(i)));
  return h("div", { class: "bytes", "aria-hidden": "true" }, [
    h("div", { class: "line ruler" }, [h("b", null), ...ruler]),
    ...lanes.map((lane, i) =>
      h("div", { class: "lane" }, [
        i === 0 ? null : h("div", { class: "line or" }, h("b", null, "or")),
        ...lane.map(renderLine),
      ]),
    ),
  ]);
}

function renderLine(line: Line): JSX.Element {
  if (line.kind === "cut") return h("div", { class: "line cut" }, h("span", null, `${line.bytes} bytes more`));
  return h("div", { class: "line" }, [
    h("b", null, String(line.offset)),
    ...line.cells.map(({ kind, label, start, width, index }) => {
      const shade = kind === "padding" ? "hole" : kind === "again" ? "again" : index % 2 === 0 ? "even" : "odd";
      return h("i", { class: `s${start} w${width} ${shade}` }, width < 4 ? "" : label);
    }),
  ]);
}

function table(rows: readonly RecordRow[]): JSX.Element {
  const heads = ["Offset", "Size", "C", "TypeScript"];
  return h("div", { class: "wide" }, [
    h("table", { class: "members" }, [
      h("caption", { class: "unseen" }, "Members and padding, in order"),
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          heads.map((head) => h("th", { scope: "col" }, head)),
        ),
      ),
      h("tbody", null, rows.map(renderRow)),
    ]),
  ]);
}

function renderRow({ kind, depth, bitOffset, bits, isBitField, c, typescript, doc }: RecordRow): JSX.Element {
  const isPadding = kind === "padding";
  return h("tr", isPadding ? { class: "pad" } : null, [
    h("td", null, bitOffset === null ? "" : isBitField ? bitPlace(bitOffset) : String(bitOffset / 8)),
    h("td", null, bits === null || kind === "close" ? "" : sizeOf(bits, isBitField)),
    h("td", { class: depth === 0 ? undefined : `d${Math.min(depth, 6)}` }, [
      isPadding ? c.replace(/^\((.*)\)$/, "$1") : renderCode(c),
      doc.length === 0 ? null : h("div", { class: "doc" }, renderDoc(doc)),
    ]),
    h("td", null, typescript === null ? "" : renderCode(typescript)),
  ]);
}

/** `8.3`: the fourth bit of the ninth byte. */
function bitPlace(bitOffset: number): string {
  return `${Math.floor(bitOffset / 8)}.${bitOffset % 8}`;
}

function sizeOf(bits: number, isBitField: boolean): string {
  if (!isBitField) return String(bits / 8);
  return `${bits} bit${bits === 1 ? "" : "s"}`;
}
