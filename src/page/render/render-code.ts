import { h, type JSX } from "preact";

/** Code in a line of text. */
export function renderCode(text: string): JSX.Element {
  return h("code", null, text);
}

/** Code on lines of its own; the first `name` in it stands out. */
export function renderBlock(lines: readonly string[], name: string): JSX.Element {
  const text = lines.join("\n");
  const at = text.search(new RegExp(`(?<![\\w$])${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")}(?![\\w$])`, "u"));
  const content = at < 0 ? text : [text.slice(0, at), h("b", null, name), text.slice(at + name.length)];
  return h("pre", null, h("code", null, content));
}
