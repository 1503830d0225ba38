import type { Node } from "ts-morph";
import { ExportError } from "./export-error.ts";

/** The error for a piece of TypeScript, with its place. */
export function refuse(node: Node, reason: string): never {
  const file = node.getSourceFile();
  const { line, column } = file.getLineAndColumnAtPos(node.getStart());
  throw new ExportError(`${file.getBaseName()}:${line}:${column}: ${reason}`);
}

/** A piece of TypeScript in a message: one line, not too long. */
export function quoted(node: Node): string {
  const text = node.getText().replaceAll(/\s+/g, " ");
  return `'${text.length > 60 ? `${text.slice(0, 60)}…` : text}'`;
}
