import type { ModuleWriter } from "./module-writer.ts";

/** First line of a function, or as many lines as it has parameters, where it would be too long. */
export function writeHead(head: string, parameters: readonly string[], result: string, writer: ModuleWriter): void {
  for (const line of headLines(`${head}(`, parameters, `): ${result} {`)) writer.writeLine(line);
}

/** The parameters between what comes before and after them, each on a line of its own where one line would be too long. */
export function headLines(before: string, parameters: readonly string[], after: string): readonly string[] {
  const line = `${before}${parameters.join(", ")}${after}`;
  if (line.length <= 120) return [line];
  // ES has no comma after a rest parameter.
  return [before, ...parameters.map((one) => `  ${one}${one.startsWith("...") ? "" : ","}`), after];
}
