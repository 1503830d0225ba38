// @ts-check
import { readFileSync, writeFileSync } from "node:fs";

const path = new URL("../README.md", import.meta.url);
const LAST_TABLE = /(<!-- last table -->\n)[\s\S]*?(<!-- end -->)/;

/**
 * Replaces the table in bench/README.md, and the line above it that says where it was measured.
 *
 * @param {string} table
 * @param {string} machine
 */
export function writeReadme(table, machine) {
  const text = readFileSync(path, "utf8");
  if (!LAST_TABLE.test(text)) throw new Error("bench/README.md has lost its `last table` and `end` comments");
  writeFileSync(
    path,
    text.replace(LAST_TABLE, (_, start, end) => `${start}\n${machine}\n\n${table}\n\n${end}`),
  );
}
