import { resolve } from "node:path";

/** Options of clang's and the linker's that name a folder or file to look in, joined with it (`-Iinc`) or in front of it. */
const JOINED = /^(-I|-L|-F|-isystem|-iquote|-idirafter|--sysroot=|-isysroot)(.+)$/s;
const SEPARATE: ReadonlySet<string> = new Set([
  "-I",
  "-L",
  "-F",
  "-isystem",
  "-iquote",
  "-idirafter",
  "-isysroot",
  "-include",
]);

/** Arguments in which folders of headers and libraries are absolute: they were relative to `folder`. */
export function includePathsFrom(folder: string, given: readonly string[]): readonly string[] {
  return given.map((argument, i) => {
    if (SEPARATE.has(given[i - 1] ?? "")) return resolve(folder, argument);
    const [, option, path] = JOINED.exec(argument) ?? [];
    return option === undefined || path === undefined ? argument : `${option}${resolve(folder, path)}`;
  });
}
