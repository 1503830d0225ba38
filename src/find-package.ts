import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, parse } from "node:path";
import { includeDirectories, pkgConfigPackages } from "./pkg-config.ts";

/**
 * The package of pkg-config that a header of the system belongs to: one that is named after it, or after its folder, and has it
 * in its folders. `openssl/ssl.h` → `libssl`, `curl/curl.h` → `libcurl`, `gtk/gtk.h` → `gtk+-3.0`.
 *
 * @param header an absolute path, or a name that clang finds.
 */
export function findPackage(header: string): string | null {
  const packages = pkgConfigPackages();
  for (const word of packageWords(header)) {
    const named = packages.filter((name) => bare(name) === word);
    // The plainest name first: libpng before libpng16, gtk4 after gtk+-3.0 as pkg-config has them apart.
    named.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    const found = named.find((name) => hasHeader(name, header));
    if (found !== undefined) return found;
  }
  return null;
}

/** What a library may be called whose header this is, likeliest first: `jpeglib.h` → `jpeglib`, `jpeg`. */
export function packageWords(header: string): readonly string[] {
  const { dir, name } = parse(header);
  const folder = parse(dir).base;
  const words = folder === "" || folder === "include" ? [name] : [name, folder];
  return [...new Set(words.map((word) => bare(word)).flatMap((word) => [word, word.replace(/lib$/, "")]))].filter(
    (word) => word !== "",
  );
}

/** `libpng16` → `png`, `gtk+-3.0` → `gtk`. */
function bare(name: string): string {
  return name
    .toLowerCase()
    .replace(/^lib/, "")
    .replace(/[-_+.]*[\d.]*$/, "")
    .replaceAll("+", "");
}

function hasHeader(name: string, header: string): boolean {
  try {
    const folders = includeDirectories(name);
    if (!isAbsolute(header)) return folders.some((folder) => existsSync(join(folder, header)));
    return folders.some((folder) => dirname(header) === folder || header.startsWith(join(folder, "/")));
  } catch {
    return false; // it needs a package that is not installed
  }
}
