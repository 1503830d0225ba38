import type { Diagnostic } from "./clang/diagnostics.ts";

/** The headers are not valid C, or one is missing: clang's own diagnostics say where and why. */
export class ParseError extends Error {
  override readonly name = "ParseError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join("\n"));
    this.diagnostics = diagnostics;
  }
}

/** `file:line:column: error: message`, as clang prints it. */
export function formatDiagnostic({ severity, message, position }: Diagnostic): string {
  const kind = severity === "fatal" ? "fatal error" : severity;
  return position === null
    ? `${kind}: ${message}`
    : `${position.file}:${position.line}:${position.column}: ${kind}: ${message}`;
}
