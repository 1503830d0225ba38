import { EXIT, type ExitCode } from "./exit-code.ts";
import { say } from "./say.ts";

/** Errors that mean something to the user, by name: their classes live in modules that are loaded only when needed. */
const CODES = new Map<string, ExitCode>([
  ["UsageError", EXIT.usage],
  ["NamingError", EXIT.usage],
  ["ConfigError", EXIT.usage],
  ["ExportError", EXIT.usage],
  ["AnnotationError", EXIT.usage],
  ["PackageError", EXIT.usage],
  ["TargetError", EXIT.usage],
  ["PatternError", EXIT.usage],
  ["SelectionError", EXIT.usage],
  ["HeaderError", EXIT.usage],
  ["PrototypeError", EXIT.usage],
  ["SpecError", EXIT.usage],
  ["PkgConfigError", EXIT.usage],
  ["ParseError", EXIT.clang],
  ["LibclangError", EXIT.clang],
  ["OutputError", EXIT.cannotWrite],
]);

/** Prints why a command ended, on stderr, and gives the exit code. */
export function fail(error: unknown): ExitCode {
  const known = error instanceof Error ? CODES.get(error.name) : undefined;
  if (error instanceof Error && known !== undefined) {
    say(error.name === "ParseError" ? `${error.message}\n` : `c2ts: ${error.message}\n`);
    return known;
  }
  say("c2ts: internal error; please report it with the header and the command line\n");
  say(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.ourBug;
}
