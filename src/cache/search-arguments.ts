/** What clang's arguments say of the search for headers. */
export interface SearchArguments {
  /** Folders of `-I` and the like, as given. */
  readonly folders: readonly string[];
  /** Of `--sysroot` and `-isysroot`. */
  readonly roots: readonly string[];
  /** Files of `-include` and `-imacros`. */
  readonly names: readonly string[];
}

/** Options whose value is a folder or file, joined or as the next argument. */
const PATHS = [
  ["-isystem", "folders"],
  ["-iquote", "folders"],
  ["-idirafter", "folders"],
  ["-I", "folders"],
  ["-resource-dir", "resources"],
  ["--sysroot=", "roots"],
  ["--sysroot", "roots"],
  ["-isysroot", "roots"],
  ["-include", "names"],
  ["-imacros", "names"],
] as const;

/** Options that read no file, look for none, and mean the same on every machine; or are for linking only. */
const PLAIN = new RegExp(
  `^-(?:${[
    "[DU].+",
    "std=.+",
    "W(?![pal],).+",
    "w",
    "[Ll].+",
    "Wl,.+",
    "O.?",
    "g\\d?",
    "m(?!llvm)[\\w.+-]+(?:=(?!native)[\\w.+-]+)?",
    "-?target=[\\w.-]+",
    "pthread",
    "ansi",
    "pedantic",
    "nostdinc",
    "f(?!module|implicit|plugin|pass-plugin|profile|coverage|sanitize|embed|cas|depscan)[\\w-]+(?:=[\\w-]+)?",
  ].join("|")})$`,
  "s",
);

/** The same, followed by their value. */
const WITH_VALUE: ReadonlySet<string> = new Set(["-D", "-U", "-L", "-l", "-target"]);

/** @returns `null` where an option is not known: it may name a file that clang reads. */
export function searchArguments(given: readonly string[]): SearchArguments | null {
  const found = { folders: [] as string[], roots: [] as string[], names: [] as string[], resources: [] as string[] };
  for (let i = 0; i < given.length; i++) {
    const argument = given[i] ?? "";
    const [option, kind] = PATHS.find(([known]) => argument.startsWith(known)) ?? [null, null];
    if (option !== null) {
      const joined = argument.slice(option.length);
      if (/^[-=]/.test(joined)) return null; // another option: -include-pch, -isystem-after; or relative to the root: -I=
      found[kind].push(joined === "" ? (given[++i] ?? "") : joined);
    } else if (WITH_VALUE.has(argument)) i++;
    else if (!PLAIN.test(argument)) return null;
  }
  const { resources, folders, ...others } = found;
  return { ...others, folders: [...folders, ...resources.map((folder) => `${folder}/include`)] };
}
