import type { Spec } from "./spec.ts";

/** Text of a spec file: one line per declaration, so that a diff shows declarations. Same spec, same bytes. */
export function formatSpec(spec: Spec): string {
  const { declarations, ...head } = spec;
  const headLines = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
  const lines = declarations.map((declaration) => `    ${JSON.stringify(declaration)}`);
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  return `{\n${headLines.join("")}  "declarations": ${list}\n}\n`;
}
