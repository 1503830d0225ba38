import { h, type JSX } from "preact";
import { docBlocks } from "../doc-blocks.ts";

/** A comment of the header, as text: what looks like a mark in it stays what it is. */
export function renderDoc(doc: readonly string[]): readonly JSX.Element[] {
  return docBlocks(doc).map(({ kind, text }) => {
    if (kind === "literal") return h("pre", null, text);
    const [, tag, rest] = /^([@\\][a-z]+(?:\[[a-z,]*\])?)(\s.*)?$/s.exec(text) ?? [];
    return h("p", null, tag === undefined ? text : [h("b", null, tag), rest ?? ""]);
  });
}
