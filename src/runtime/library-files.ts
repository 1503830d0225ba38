import { posix, win32 } from "node:path";

/** What the search for a library depends on. */
export interface SearchPlace {
  /** As `process.platform` says. */
  readonly platform: string;
  /** As `process.arch` says. */
  readonly arch: string;
  readonly environment: { readonly [name: string]: string | undefined };
  /** Folders that the program named, in which to look first. */
  readonly folders: readonly string[];
  /** The names of a folder's files; none if there is no such folder. */
  readonly list: (folder: string) => readonly string[];
}

/** How a system names its shared libraries. */
interface Naming {
  /** Where an installed library may be, beyond what the dynamic loader finds by itself. */
  readonly installed: (place: SearchPlace) => readonly string[];
  /** File names without a version. */
  readonly plain: (name: string) => readonly string[];
  /** Around the version in a file's name, for each way to write it. */
  readonly versioned: (name: string) => readonly (readonly [before: string, after: string])[];
  /** Whether a name is that of a library of this system. */
  readonly file: RegExp;
}

const LINUX: Naming = {
  installed: ({ environment, arch }) => {
    const triplet = TRIPLETS[arch];
    const multiarch = triplet === undefined ? [] : [`/usr/lib/${triplet}`, `/lib/${triplet}`];
    const set = split(environment["LD_LIBRARY_PATH"], ":");
    return [...set, "/usr/local/lib", ...multiarch, "/usr/lib64", "/lib64", "/usr/lib", "/lib"];
  },
  plain: (name) => [`lib${name}.so`],
  versioned: (name) => [[`lib${name}.so.`, ""]],
  file: /\.so(\.\d+)*$/,
};

const DARWIN: Naming = {
  installed: ({ environment }) => [
    ...split(environment["DYLD_LIBRARY_PATH"], ":"),
    "/opt/homebrew/lib",
    "/usr/local/lib",
    "/usr/lib",
  ],
  plain: (name) => [`lib${name}.dylib`],
  versioned: (name) => [[`lib${name}.`, ".dylib"]],
  file: /\.dylib$/,
};

const WINDOWS: Naming = {
  installed: () => [], // beside the program, in the system's folder and in PATH: the loader looks there
  plain: (name) => [`${name}.dll`, `lib${name}.dll`],
  versioned: (name) => [
    [`${name}-`, ".dll"],
    [`lib${name}-`, ".dll"], // MinGW: libpng16-16.dll
  ],
  file: /\.dll$/i,
};

const TRIPLETS: { readonly [arch: string]: string | undefined } = {
  x64: "x86_64-linux-gnu",
  arm64: "aarch64-linux-gnu",
  arm: "arm-linux-gnueabihf",
  ia32: "i386-linux-gnu",
  riscv64: "riscv64-linux-gnu",
  loong64: "loongarch64-linux-gnu",
};

function namingOf(platform: string): Naming {
  return platform === "win32" ? WINDOWS : platform === "darwin" ? DARWIN : LINUX;
}

/**
 * What to try for a library, best first: what is in the folders that the program and `C2TS_LIBRARY_PATH` name, the names that the
 * generator found out, versioned files in the system's folders, newest first, and what the dynamic loader finds by itself. (An
 * unversioned `libz.so` is there only where a -dev package is, and may be a linker script.)
 * @param name as for the linker's `-l`, or a file name.
 * @param known file names that the generator found out, maybe on another system.
 */
export function libraryFiles(name: string, known: readonly string[], place: SearchPlace): readonly string[] {
  const naming = namingOf(place.platform);
  const { join, delimiter } = place.platform === "win32" ? win32 : posix;
  const isFile = naming.file.test(name);
  const exact = [...known.filter((file) => naming.file.test(file)), ...(isFile ? [name] : [])];
  const plain = isFile ? [] : naming.plain(name);
  const versioned = (folder: string): readonly string[] =>
    isFile ? [] : newestFirst(naming.versioned(name), place.list(folder)).map((file) => join(folder, file));
  const named = [...place.folders, ...split(place.environment["C2TS_LIBRARY_PATH"], delimiter)].flatMap((folder) => {
    const present = new Set(place.list(folder));
    const there = (files: readonly string[]): readonly string[] =>
      files.filter((file) => present.has(file)).map((file) => join(folder, file));
    return [...there(exact), ...versioned(folder), ...there(plain)];
  });
  const installed = naming.installed(place);
  const unversioned = place.platform === "darwin" ? installed : [];
  return [
    ...new Set([
      ...named,
      ...exact,
      ...installed.flatMap(versioned),
      ...plain,
      ...unversioned.flatMap((folder) => plain.map((file) => join(folder, file))),
    ]),
  ];
}

function split(list: string | undefined, delimiter: string): readonly string[] {
  return (list ?? "").split(delimiter).filter((folder) => folder !== "");
}

/** Those of a folder's files that are versions of a library. */
function newestFirst(patterns: readonly (readonly [string, string])[], files: readonly string[]): readonly string[] {
  return patterns.flatMap(([before, after]) => {
    const version = (file: string): string => file.slice(before.length, file.length - after.length);
    return files
      .filter((file) => file.startsWith(before) && file.endsWith(after) && /^\d+(\.\d+)*$/.test(version(file)))
      .sort((a, b) => compareVersions(version(b), version(a)));
  });
}

/** By number, not by text: 10 is newer than 9. The shorter of equals is the soname and comes first in descending order. */
function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split(".").map(Number), b.split(".").map(Number)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return right.length - left.length;
}
