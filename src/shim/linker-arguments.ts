/** Arguments of a compiler's, by who of them they are for. */
export interface DividedArguments {
  readonly compile: readonly string[];
  /** `-L`, `-l` and what else only linking is told. */
  readonly link: readonly string[];
}

const JOINED = /^-(?:[Ll].|Wl,|fuse-ld=|rdynamic$|static-lib|nostdlib$|nodefaultlibs$)/;
/** The compiler's, whose value is the next argument, whatever that looks like. */
const WITH_VALUE: ReadonlySet<string> = new Set([
  "-D",
  "-U",
  "-I",
  "-include",
  "-isystem",
  "-iquote",
  "-Xclang",
  "-target",
]);
const SEPARATE: ReadonlySet<string> = new Set(["-L", "-l", "-Xlinker", "-framework"]);

/** What a user gives clang may be meant for the linker, as on a compiler's command line. */
export function linkerArguments(given: readonly string[]): DividedArguments {
  const compile: string[] = [];
  const link: string[] = [];
  for (let i = 0; i < given.length; i++) {
    const argument = given[i] ?? "";
    if (WITH_VALUE.has(argument)) compile.push(argument, ...given.slice(++i, i + 1));
    else if (SEPARATE.has(argument)) link.push(argument, ...given.slice(++i, i + 1));
    else (JOINED.test(argument) ? link : compile).push(argument);
  }
  return { compile, link };
}
