/** Options whose value may be an argument of its own. */
const SEPARATE: ReadonlySet<string> = new Set(["-D", "-U", "-I", "-L", "-l", "-isystem"]);

/** What is true of other machines too: macros, the language, names of libraries, and folders of the system's. */
const PORTABLE = /^-(D|U|std=|f|m|l|(I|L|isystem)\/usr\/)/;

/** Those arguments for a compiler or linker that also make sense where a package is installed. */
export function portableArguments(given: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (let i = 0; i < given.length; i++) {
    const argument = given[i] ?? "";
    const whole = SEPARATE.has(argument) ? argument + (given[++i] ?? "") : argument;
    if (PORTABLE.test(whole)) kept.push(whole);
  }
  return kept;
}
