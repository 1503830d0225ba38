import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import type { LibraryConfig } from "../index.ts";
import type { InitAnswers } from "./init.ts";
import { outputFault } from "./module-options.ts";

const OTHER = ""; // no package is called so

/** Talk goes to stderr. */
const output = process.stderr;

function prompts(): typeof import("@clack/prompts") {
  // Not import(): the bundle of the command line tool has only require at hand without a warning of Node's.
  return createRequire(import.meta.url)("@clack/prompts") as typeof import("@clack/prompts");
}

/** What is to be bound, where neither header nor package is given; `null` if the user ends it. */
export async function askForHeader(given: InitAnswers): Promise<InitAnswers | null> {
  if (given.header.length > 0 || given.pkg !== undefined) return given;
  const { pkgConfigPackages } = await import("../headers.ts");
  const packages = [...pkgConfigPackages()].sort();
  const { autocomplete, isCancel } = prompts();
  if (packages.length > 0) {
    const pkg = await autocomplete<string>({
      message: "Which library? (type to search what pkg-config knows)",
      // What is typed in full comes before what has it in its name.
      options() {
        const typed = this.userInput;
        const rank = (name: string): number => (name === typed ? 0 : name.startsWith(typed) ? 1 : 2);
        const found = packages.filter((name) => name.includes(typed)).sort((a, b) => rank(a) - rank(b));
        const options = found.map((name) => ({ value: name, label: name }));
        const another = { value: OTHER, label: "another: I name the header" };
        return typed === "" ? [another, ...options] : [...options, another];
      },
      maxItems: 8,
      output,
    });
    if (isCancel(pkg)) return null;
    if (pkg !== OTHER && (await hasMainHeader(pkg))) return { ...given, pkg };
    if (pkg !== OTHER) return askWhichHeader({ ...given, pkg });
  }
  return askWhichHeader(given);
}

async function hasMainHeader(pkg: string): Promise<boolean> {
  const { pkgConfig } = await import("../headers.ts");
  try {
    return pkgConfig(pkg).headers.length > 0;
  } catch {
    return false;
  }
}

async function askWhichHeader(given: InitAnswers): Promise<InitAnswers | null> {
  const { isCancel, text } = prompts();
  const header = await text({
    message: "Which header?",
    placeholder: "zlib.h, or ./include/mine.h",
    validate: headerFault,
    output,
  });
  return isCancel(header) ? null : { ...given, header: [header] };
}

function headerFault(header = ""): string | undefined {
  if (header === "") return "a header is needed";
  return /^\.{0,2}\//.test(header) && !existsSync(header) ? "there is no such file" : undefined;
}

/** Where the module goes, and what could not be found. */
export async function askForRest(given: InitAnswers, found: LibraryConfig): Promise<InitAnswers | null> {
  const { isCancel, text } = prompts();
  const answers: { lib?: string; output?: string } = {};
  if (found.library === undefined && found.pkg === undefined) {
    const lib = await text({
      message: "Which library has the functions? (as for the linker's -l, or a path; none: leave it empty)",
      placeholder: "z, or ./lib/libmine.so",
      defaultValue: "",
      output,
    });
    if (isCancel(lib)) return null;
    if (lib !== "") answers.lib = lib;
  }
  if (given.output === undefined) {
    const file = await text({
      message: "Which module shall be written?",
      initialValue: found.output ?? "",
      validate: (value = "") => outputFault(value),
      output,
    });
    if (isCancel(file)) return null;
    answers.output = file;
  }
  return { ...given, ...answers };
}
