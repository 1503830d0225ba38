import type { Part } from "./part.ts";

/** The comments before a node, each on lines of its own and with a line feed at the end. */
export function commentOf({ node }: Part): string {
  const text = node.getSourceFile().text.slice(node.getFullStart(), node.getStart());
  const comments = [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].map(([comment]) => comment.replaceAll(/\n +\*/g, "\n *"));
  return comments.map((comment) => `${comment}\n`).join("");
}

/** A comment that says as well on which systems alone something is there. */
export function onlyFor(comment: string, platforms: readonly string[]): string {
  const note = `Only on ${platforms.join(", ")}.`;
  const text = comment.trimEnd();
  if (text === "") return `/** ${note} */\n`;
  const oneLine = /^\/\*\* (.*) \*\/$/.exec(text)?.[1];
  if (oneLine !== undefined) return `/**\n * ${note}\n *\n * ${oneLine}\n */\n`;
  return `${text.replace(/^\/\*\*\n/, `/**\n * ${note}\n *\n`)}\n`;
}
