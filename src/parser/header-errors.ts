import type { Diagnostic } from "./clang/diagnostics.ts";

/**
 * Errors in the headers, in terms of what the user named. Some of clang's are about the source that includes the headers,
 * which only c2ts sees: in its first lines, one per header, that a header is not found; behind them, that the last header
 * left something open.
 *
 * @param main name of that source.
 * @param headers the headers as the user named them.
 */
export function headerErrors(
  diagnostics: readonly Diagnostic[],
  main: string,
  headers: readonly string[],
): readonly Diagnostic[] {
  const errors = diagnostics.filter(({ severity }) => severity === "error" || severity === "fatal");
  const isBehind = ({ position }: Diagnostic): boolean => position?.file === main && position.line > headers.length;
  const inHeaders = errors.filter((error) => !isBehind(error));
  if (inHeaders.length === 0 && errors.length > 0) return [unfinished(headers.at(-1) ?? "the header")];
  // Without a header clang goes on, and complains of all that it would have declared.
  const missing = inHeaders.filter(({ message }) => message.endsWith("file not found"));
  const shown = missing.length > 0 ? missing : inHeaders;
  return shown.map((error) => (error.position?.file === main ? notFound(error) : error));
}

function unfinished(header: string): Diagnostic {
  const message = `'${header}' ends inside a declaration: is a ';' or a '}' missing at its end?`;
  return { severity: "error", message, position: null, notes: [] };
}

function notFound(error: Diagnostic): Diagnostic {
  // Of a path there is nothing to search for.
  const hint = /^'\//.test(error.message) ? "" : " (give its path, or tell clang its folder: -- -Ifolder)";
  return { ...error, message: error.message + hint, position: null };
}
