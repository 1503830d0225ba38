import type { Command } from "commander";

/**
 * The command line that would have given a command its options, under another name of the command.
 *
 * @param without long names of options that only the command itself has: `--json`.
 */
export function commandLine(
  name: string,
  inputs: readonly string[],
  command: Command,
  without: ReadonlySet<string>,
  clangArguments: readonly string[],
): string {
  const given = command.options.flatMap((option): readonly string[] => {
    const attribute = option.attributeName();
    if (command.getOptionValueSource(attribute) !== "cli" || without.has(option.long ?? "")) return [];
    const flag = option.short ?? option.long ?? "";
    const value: unknown = command.getOptionValue(attribute);
    if (typeof value === "boolean") return [flag];
    return (Array.isArray(value) ? value : [value]).flatMap((one) => [flag, String(one)]);
  });
  const clang = clangArguments.length === 0 ? [] : ["--", ...clangArguments];
  return ["c2ts", name, ...inputs, ...given, ...clang].map(quoted).join(" ");
}

/** As a POSIX shell reads it back. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
