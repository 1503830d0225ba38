import { resolve } from "node:path";

/** clang's options that name a folder or file to include from, joined with it (`-Iinc`) or in front of it. */
const JOINED = /^(-I|-F|-isystem|-iquote|-idirafter|--sysroot=|-isysroot)(.+)$/s;
const SEPARATE: ReadonlySet<string> = new Set([
  "-I",
  "-F",
  "-isystem",
  "-iquote",
  "-idirafter",
  "-isysroot",
  "-include",
]);

/** Arguments of clang in which folders to include from are absolute: they were relative to `folder`. */
export function includePathsFrom(folder: string, given: readonly string[]): readonly string[] {
  return given.map((argument, i) => {
    if (SEPARATE.has(given[i - 1] ?? "")) return resolve(folder, argument);
    const [, option, path] = JOINED.exec(argument) ?? [];
    return option === undefined || path === undefined ? argument : `${option}${resolve(folder, path)}`;
  });
}
