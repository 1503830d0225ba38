import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { didYouMean } from "./spec/did-you-mean.ts";
import { nearNames } from "./spec/near-names.ts";

/** pkg-config is missing, does not know the package, or its answer is not enough. */
export class PkgConfigError extends Error {
  override readonly name = "PkgConfigError";
}

/** What pkg-config says of a package, as far as reading its headers and loading its library needs it. */
export interface PkgConfigAnswer {
  /** Those that were given, or else the main header, found from the package's name in its include directories. */
  readonly headers: readonly string[];
  /** `--cflags`: `-I`, `-D`, `-pthread`. */
  readonly clangArguments: readonly string[];
  /** The first library of `--libs-only-l`, as for `-l`; `null` if it names none. */
  readonly library: string | null;
  /** `--libs`: what a program is linked with. */
  readonly linkArguments: readonly string[];
}

/**
 * @param headers that the user named; then none has to be named after the package.
 * @throws PkgConfigError
 */
export function pkgConfig(name: string, headers: readonly string[] = []): PkgConfigAnswer {
  const clangArguments = ask(name, ["--cflags"]);
  const libraries = ask(name, ["--libs-only-l"]).map((flag) => flag.replace(/^-l/, ""));
  const library = libraries[0] ?? null;
  const linkArguments = ask(name, ["--libs"]);
  if (headers.length > 0) return { headers, clangArguments, library, linkArguments };
  const directories = includeDirectories(name);
  const header = mainHeader(name, libraries[0] ?? name, directories);
  if (header === null) {
    const near = didYouMean(`${name}.h`, directories.flatMap(headersIn));
    throw new PkgConfigError(
      `pkg-config knows '${name}' but no header is named after it in ${directories.join(", ")}: name the header as well${near}`,
    );
  }
  return { headers: [header], clangArguments, library, linkArguments };
}

/** Version of a package. @throws PkgConfigError */
export function pkgConfigVersion(name: string): string | undefined {
  return ask(name, ["--modversion"])[0];
}

/** Every package that pkg-config knows; none where there is no pkg-config. */
export function pkgConfigPackages(): readonly string[] {
  try {
    return run(["--list-all"]).flatMap((line) => /^\S+/.exec(line)?.[0] ?? []);
  } catch {
    return [];
  }
}

/** Folders in which the headers of a package may be. @throws PkgConfigError */
export function includeDirectories(name: string): readonly string[] {
  const includes = ask(name, ["--cflags-only-I"]).map((flag) => flag.slice(2));
  const all = [...includes, ...ask(name, ["--variable=includedir"]), "/usr/include", "/usr/local/include"];
  return [...new Set(all)];
}

function run(args: readonly string[]): readonly string[] {
  const output = execFileSync("pkg-config", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  return output.split("\n");
}

function ask(name: string, question: readonly string[]): readonly string[] {
  try {
    return run([...question, name]).flatMap((line) => line.split(/\s+/).filter((word) => word !== ""));
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") {
      throw new PkgConfigError(
        "pkg-config is not installed; its package is called pkg-config or pkgconf on every system",
        { cause },
      );
    }
    const said = cause instanceof Error && "stderr" in cause ? String(cause.stderr).trim() : String(cause);
    const near = nearNames(name, pkgConfigPackages());
    const meant = near.length === 0 ? "" : `\ndid you mean ${near.join(", ")}?`;
    throw new PkgConfigError(`pkg-config does not know '${name}':\n${said}${meant}`, { cause });
  }
}

/** `sqlite3` → sqlite3.h, `sdl2` → SDL.h, `libcjson` → cJSON.h, `gtk+-3.0` → gtk/gtk.h, `rdkafka` → librdkafka/rdkafka.h. */
function mainHeader(name: string, library: string, directories: readonly string[]): string | null {
  const stems = [...new Set([name, library].flatMap(stemsOf))].filter((stem) => stem !== "");
  for (const directory of directories) {
    for (const folder of [directory, ...stems.map((stem) => join(directory, stem))]) {
      const headers = headersIn(folder);
      for (const stem of stems) {
        const header = headers.find((one) => one.toLowerCase() === `${stem.toLowerCase()}.h`);
        if (header !== undefined) return join(folder, header);
      }
    }
  }
  return null;
}

/** What the header of a package may be called, and its folder. */
function stemsOf(word: string): readonly string[] {
  const bare = word.replace(/[-_+.]*[\d.]+$/, "").replace(/[+]/g, "");
  return [word, word.replace(/^lib/, ""), bare, bare.replace(/^lib/, ""), `lib${bare}`];
}

function headersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".h"));
  } catch {
    return []; // there is no such folder
  }
}
