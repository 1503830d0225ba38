import { statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { compilerCommands } from "../check/c-compiler.ts";

/**
 * Which compiler would be used now, told without running it: the file, its size and time.
 *
 * @param named instead of the environment's CC.
 * @returns `null` where there is none: then what an earlier one has made serves.
 */
export function compilerIdentity(named: string | null): string | null {
  for (const command of compilerCommands(named ?? undefined)) {
    const path = locate(command[0] ?? "");
    if (path !== null) return [...command, path].join(" ");
  }
  return null;
}

function locate(program: string): string | null {
  const folders = /[\\/]/.test(program) ? [""] : (process.env["PATH"] ?? "").split(delimiter);
  const ending = process.platform === "win32" && !program.endsWith(".exe") ? ".exe" : "";
  for (const folder of folders) {
    const path = join(folder, program + ending);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isFile()) return `${path} ${found.size} ${found.mtimeMs}`;
  }
  return null;
}
