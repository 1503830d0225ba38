import { readdirSync } from "node:fs";

/**
 * Headers of a folder, by the name that a program includes them with. Those of C++'s own library are no C.
 *
 * @param {string} folder
 * @param {RegExp} only
 * @param {number} every
 */
export function listHeaders(folder, only, every) {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".h") && !name.startsWith("c++/") && only.test(name))
    .sort()
    .filter((_, i) => i % every === 0);
}
