// @ts-check
import { readFileSync, writeFileSync } from "node:fs";
import { cellsIn, cellsOf, layOut } from "./table.mjs";

const path = new URL("../README.md", import.meta.url);
const LAST_TABLE = /(<!-- last table -->\n)([\s\S]*?)(<!-- end -->)/;

/**
 * Replaces the table in bench/README.md, and the line above it that says where it was measured.
 *
 * @param {string} table
 * @param {string} machine
 */
export function writeReadme(table, machine) {
  replaceTable(() => `${machine}\n\n${table}`);
}

/**
 * Replaces some rows of that table, and says above it where they were measured. Rows of the same name make way for them.
 *
 * @param {readonly import("./table.mjs").Row[]} rows
 * @param {readonly string[]} groups
 * @param {string} machine
 */
export function rewriteRows(rows, groups, machine) {
  const measured = new Set(rows.map(({ name }) => name));
  const isOld = (/** @type {readonly string[]} */ [name]) => name !== undefined && measured.has(name);
  const label = `Measured later: ${groups.join(", ")}: `;
  replaceTable((text) => {
    const old = cellsIn(text);
    const at = old.findIndex(isOld);
    const kept = old.filter((cells) => !isOld(cells));
    kept.splice(at === -1 ? kept.length : at, 0, ...rows.map(cellsOf));
    const above = text.slice(0, text.indexOf("\n|")).trim().split("\n\n");
    return [...above.filter((line) => !line.startsWith(label)), `${label}${machine}`, layOut(kept)].join("\n\n");
  });
}

/**
 * Replaces what stands between `<!-- name -->` and the next `<!-- end -->`.
 *
 * @param {string} name
 * @param {string} section
 */
export function writeSection(name, section) {
  const text = readFileSync(path, "utf8");
  const place = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- end -->)`);
  if (!place.test(text)) throw new Error(`bench/README.md has lost its \`${name}\` and \`end\` comments`);
  writeFileSync(
    path,
    text.replace(place, (_, start, end) => `${start}\n${section}\n\n${end}`),
  );
}

/** @param {(old: string) => string} make */
function replaceTable(make) {
  const text = readFileSync(path, "utf8");
  if (!LAST_TABLE.test(text)) throw new Error("bench/README.md has lost its `last table` and `end` comments");
  writeFileSync(
    path,
    text.replace(LAST_TABLE, (_, start, old, end) => `${start}\n${make(old)}\n\n${end}`),
  );
}
