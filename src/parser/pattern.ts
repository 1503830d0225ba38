import picomatch from "picomatch";
import type { DeclaredKind } from "../spec/declared.ts";

/** Kinds that a pattern may be narrowed to, and `file` for where a declaration stands. */
const KINDS = ["function", "record", "enum", "typedef", "global", "constant", "macro", "unsupported", "file"] as const;

/** Something that the headers declare, as patterns see it. */
export interface Candidate {
  readonly kind: DeclaredKind;
  /** Its name; of an enum without a name, those of its enumerators. */
  readonly names: readonly string[];
  /** What selection files call it: `function f`. */
  readonly line: string;
  /** The file it stands in, as a program includes it: `sys/stat.h`. */
  readonly file: string;
}

/** One `--include` or `--exclude`: `^sqlite3_`, `constant:^SQLITE_`, `file:bits/**`. */
export interface Pattern {
  /** As the user wrote it. */
  readonly text: string;
  readonly isFile: boolean;
  matches(candidate: Candidate, names: "any" | "all"): boolean;
}

/** A pattern that is none, or options that contradict each other. */
export class PatternError extends Error {
  override readonly name = "PatternError";
}

/**
 * Reads `[kind:]regex` of names, or `file:glob`.
 *
 * @throws PatternError
 */
export function parsePattern(text: string): Pattern {
  const colon = text.indexOf(":");
  const prefix = colon < 0 ? "" : text.slice(0, colon);
  const kind = KINDS.find((known) => known === prefix) ?? null;
  if (kind === null && /^\w+$/.test(prefix)) {
    throw new PatternError(`'${text}' is no pattern: '${prefix}' is none of the kinds ${KINDS.join(", ")}`);
  }
  const rest = kind === null ? text : text.slice(colon + 1);
  if (kind === "file") return filePattern(text, rest);
  const regex = regularExpression(text, rest);
  // A macro becomes a constant where it has a value: both words mean it.
  const asked = kind === "constant" ? "macro" : kind;
  return {
    text,
    isFile: false,
    matches: (candidate, names) => {
      if (asked !== null && asked !== candidate.kind) return false;
      const test = (name: string): boolean => regex.test(name);
      return names === "any" ? candidate.names.some(test) : candidate.names.length > 0 && candidate.names.every(test);
    },
  };
}

function regularExpression(text: string, source: string): RegExp {
  try {
    return new RegExp(source, "u");
  } catch (cause) {
    throw new PatternError(`'${text}' is no pattern: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/** `*` stays within a directory, `**` does not; a directory (`bits/`) stands for all below it. */
function filePattern(text: string, glob: string): Pattern {
  if (glob === "" || /^\^|\$$/.test(glob)) {
    throw new PatternError(
      `'${text}' is no pattern: file: takes a glob over names as in #include (file:bits/**), no regular expression`,
    );
  }
  const test = picomatch(glob.endsWith("/") ? `${glob}**` : glob, { dot: true });
  return { text, isFile: true, matches: ({ file }) => test(file) };
}
