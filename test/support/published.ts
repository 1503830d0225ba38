import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The variables that npm hands to its scripts would point a second npm back at this project. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(?!config_(registry|cafile|cache)$)/i.test(name)),
);

export function npm(cwd: string, ...args: readonly string[]): string {
  return execFileSync("npm", args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Packs a folder as `npm publish` would; the path of the tarball. */
export function pack(folder: string): string {
  const to = mkdtempSync(join(tmpdir(), "c2ts-packed-"));
  npm(folder, "pack", "--ignore-scripts", "--pack-destination", to);
  return join(to, readdirSync(to)[0] ?? "nothing was packed");
}

/** A new folder in which a user has installed tarballs, and what they need, from the registry alone. */
export function installed(tarballs: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-user-"));
  writeFileSync(join(folder, "package.json"), '{ "name": "user", "private": true }');
  const given = [...tarballs, pack(join(ROOT, "src/runtime")), "@types/node@20"];
  npm(folder, "install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", ...given);
  return folder;
}

/** Writes files into a folder, which may be in folders of their own. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}
