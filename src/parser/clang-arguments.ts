import { resolve } from "node:path";
import { builtinHeaders } from "./builtin-headers.ts";
import { KEEP_STORAGE_ORDER } from "./keep-storage-order.ts";

export interface ClangCommand {
  /** The whole argument list. */
  readonly command: readonly string[];
  /** The same for a parse whose comments nobody reads. */
  readonly withoutComments: readonly string[];
  /** Absolute include directories that the user gave. */
  readonly includeDirectories: readonly string[];
  /** What the user gave, without those directories: what changes the meaning of a header, not where it is found. */
  readonly meaningful: readonly string[];
}

/** Options of clang that are followed by a directory of headers, joined or as the next argument. */
const INCLUDE_OPTIONS = ["-I", "-isystem", "-iquote", "-idirafter"] as const;

/** Without these clang keeps no comments of system headers, and of others only those marked as documentation. */
const KEEP_COMMENTS = ["-fretain-comments-from-system-headers", "-fparse-all-comments"];

/**
 * The arguments for a parse: the compiler's own headers, then what the user gave.
 *
 * @param libclang absolute path of the library, beside which clang's own headers lie.
 * @param comments whether documentation is wanted.
 */
export function clangArguments(libclang: string, user: readonly string[], comments: boolean): ClangCommand {
  const { directories, others } = splitIncludes(user);
  const withoutComments = [...builtinHeaders(libclang), "-Wno-everything", ...KEEP_STORAGE_ORDER, ...user];
  return {
    command: comments ? [...KEEP_COMMENTS, ...withoutComments] : withoutComments,
    withoutComments,
    includeDirectories: directories.map((directory) => resolve(directory)),
    meaningful: others,
  };
}

/** Parts the directories of headers from all other arguments. */
function splitIncludes(user: readonly string[]): {
  readonly directories: readonly string[];
  readonly others: readonly string[];
} {
  const directories: string[] = [];
  const others: string[] = [];
  for (let i = 0; i < user.length; i++) {
    const argument = user[i] ?? "";
    const option = INCLUDE_OPTIONS.find((known) => argument.startsWith(known));
    if (option === undefined) others.push(argument);
    else directories.push(argument === option ? (user[++i] ?? "") : argument.slice(option.length));
  }
  return { directories: directories.filter((directory) => directory !== ""), others };
}
