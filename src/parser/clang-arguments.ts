import { isAbsolute, resolve } from "node:path";
import { builtinHeaders } from "./builtin-headers.ts";

export interface ClangCommand {
  /** The whole argument list. */
  readonly command: readonly string[];
  /** Absolute include directories that the user gave. */
  readonly includeDirectories: readonly string[];
}

/** Options of clang that are followed by a directory of headers, joined or as the next argument. */
const INCLUDE_OPTIONS = ["-I", "-isystem", "-iquote", "-idirafter"] as const;

/**
 * The arguments for a parse: the compiler's own headers, comments kept everywhere, then what the user gave.
 *
 * @param libclang absolute path of the library, beside which clang's own headers lie.
 */
export function clangArguments(libclang: string, user: readonly string[]): ClangCommand {
  return {
    command: [
      ...builtinHeaders(libclang),
      "-fretain-comments-from-system-headers",
      "-fparse-all-comments",
      "-Wno-everything",
      ...user,
    ],
    includeDirectories: includeDirectories(user),
  };
}

function includeDirectories(user: readonly string[]): readonly string[] {
  return user.flatMap((argument, i) => {
    const option = INCLUDE_OPTIONS.find((known) => argument.startsWith(known));
    if (option === undefined) return [];
    const directory = argument === option ? user[i + 1] : argument.slice(option.length);
    if (directory === undefined || directory === "") return [];
    return [isAbsolute(directory) ? directory : resolve(directory)];
  });
}
