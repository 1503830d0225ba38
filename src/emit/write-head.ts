import type { ModuleWriter } from "./module-writer.ts";

/** First line of a function, or as many lines as it has parameters, where it would be too long. */
export function writeHead(head: string, parameters: readonly string[], result: string, writer: ModuleWriter): void {
  const line = `${head}(${parameters.join(", ")}): ${result} {`;
  if (line.length <= 120) {
    writer.writeLine(line);
    return;
  }
  writer.writeLine(`${head}(`);
  // ES has no comma after a rest parameter.
  for (const parameter of parameters) writer.writeLine(`  ${parameter}${parameter.startsWith("...") ? "" : ","}`);
  writer.writeLine(`): ${result} {`);
}
