// @ts-check
import { writeFileSync } from "node:fs";
import { nodeBinary } from "../../scripts/setup/node-release.mjs";
import { bestTimes } from "../harness/programs.mjs";

const SQLITE = new URL("../../packages/sqlite3/dist/index.js", import.meta.url).href;
const ZLIB = new URL("../../packages/zlib/dist/index.js", import.meta.url).href;

/** The best of some turns, in milliseconds per row: what else runs on the machine only adds time. */
const TIMED = `
let best = Number.POSITIVE_INFINITY;
for (let turn = 0; turn < 20; turn++) {
  const start = performance.now();
  const sum = work(10_000);
  best = Math.min(best, (performance.now() - start) / 10_000);
  if (sum !== 49_995_000 * 1.5) throw new Error("sum " + sum);
}
console.log(best);
`;
const CREATE = "create table t(id integer, name text, price real)";
const FILL =
  "with recursive n(i) as (select 0 union all select i + 1 from n limit ?) insert into t select i, 'name ' || i, i / 2.0 from n";
const INSERT = "insert into t values (?, ?, ?)";
const SELECT = "select id, name, price from t";

const OPEN = {
  c2ts: `import * as sq from "${SQLITE}";\nconst { api } = sq;\nconst db = api.sqlite3_open(":memory:");
const run = (sql) => api.sqlite3_exec(db, sql, null, null);\n`,
  node: `import { DatabaseSync } from "node:sqlite";
const db = new DatabaseSync(":memory:");\nconst run = (sql) => db.exec(sql);\n`,
};

/** Both sides of each row, in JavaScript. */
const PROGRAMS = {
  insert: {
    c2ts: `${OPEN.c2ts}run("${CREATE}");
const insert = api.sqlite3_prepare_v2(db, "${INSERT}").ppStmt;
function work(n) {
  let sum = 0;
  run("begin");
  for (let i = 0; i < n; i++) {
    sq.sqlite3_bind_int(insert, 1, i);
    api.sqlite3_bind_text(insert, 2, "name " + i, sq.SQLITE_TRANSIENT);
    sq.sqlite3_bind_double(insert, 3, i / 2);
    api.sqlite3_step(insert);
    sq.sqlite3_reset(insert);
    sum += i + i / 2;
  }
  run("commit");
  return sum;
}${TIMED}`,
    node: `${OPEN.node}run("${CREATE}");
const insert = db.prepare("${INSERT}");
function work(n) {
  let sum = 0;
  run("begin");
  for (let i = 0; i < n; i++) {
    insert.run(i, "name " + i, i / 2);
    sum += i + i / 2;
  }
  run("commit");
  return sum;
}${TIMED}`,
  },
  select: {
    c2ts: `${OPEN.c2ts}run("${CREATE}; ${FILL.replace("?", "10000")}");
const select = api.sqlite3_prepare_v2(db, "${SELECT}").ppStmt;
function work(n) {
  const rows = [];
  while (rows.length < n && api.sqlite3_step(select) === sq.SQLITE_ROW) {
    rows.push({ id: sq.sqlite3_column_int(select, 0), name: api.sqlite3_column_text(select, 1), price: sq.sqlite3_column_double(select, 2) });
  }
  sq.sqlite3_reset(select);
  return rows.reduce((sum, { id, price }) => sum + id + price, 0);
}${TIMED}`,
    node: `${OPEN.node}run("${CREATE}; ${FILL.replace("?", "10000")}");
const select = db.prepare("${SELECT}");
function work(n) {
  const rows = [];
  for (const row of select.iterate()) {
    rows.push(row);
    if (rows.length === n) break;
  }
  return rows.reduce((sum, { id, price }) => sum + id + price, 0);
}${TIMED}`,
  },
};

/** 100 MB that deflate to about a third. */
const DATA = `const MB = 100;
const line = (i) => i + " " + ((i * 2654435761) % 4294967296).toString(36) + " the quick brown fox jumps over the lazy dog\\n";
const part = Buffer.from(Array.from({ length: 20_000 }, (_, i) => line(i)).join(""));
const data = Buffer.alloc(MB * 2 ** 20, part);\n`;
/** A turn takes seconds, in which other programs run too: what counts is the processor's time for this thread. */
const PER_MB = `work(data.subarray(0, 2 ** 20));
const before = process.threadCpuUsage();
work(data);
const { user, system } = process.threadCpuUsage(before);
console.log((user + system) / 1000 / MB);\n`;
const NODE = 'import * as zlib from "node:zlib";\n';
const OURS = `import { deflateSync } from "node:zlib";\nimport { api } from "${ZLIB}";\n`;
const PACKED =
  "const packed = [data, data.subarray(0, 2 ** 20)].map((one) => [one.length, deflateSync(one)]);\nconst of = (one) => packed.find(([length]) => length === one.length)[1];\n";

/** @type {Readonly<Record<string, readonly [c2ts: string, node: string]>>} */
const ZLIB_PROGRAMS = {
  "deflate, level 6": [
    "const work = (one) => api.compress2(Math.ceil(one.length * 1.001) + 20, one, 6);\n",
    "const work = (one) => zlib.deflateSync(one, { level: 6 });\n",
  ],
  inflate: [
    `${PACKED}const work = (one) => api.uncompress(one.length, of(one));\n`,
    `${PACKED.replace("deflateSync", "zlib.deflateSync")}const work = (one) => zlib.inflateSync(of(one), { maxOutputLength: one.length });\n`,
  ],
  crc32: ["const work = (one) => api.crc32(0, one);\n", "const work = (one) => zlib.crc32(one);\n"],
};

/**
 * Whole libraries as programs use them, beside what Node has built in.
 *
 * @param {import("../harness/workbench.mjs").Workbench} workbench
 * @returns {import("../harness/table.mjs").Row[]}
 */
export function rows(workbench) {
  const file = nodeBinary(26);
  /** @param {string} name @param {string} text */
  const program = (name, text) => {
    const path = workbench.path(`${name.replaceAll(/\W/g, "-")}.mjs`);
    writeFileSync(path, text);
    return { file, args: [path], tells: true };
  };
  /** @param {string} what @param {string} ours @param {string} theirs @param {string} against @param {number} rounds */
  const measured = (what, ours, theirs, against, rounds) => {
    const [c2ts, other] = bestTimes([program(`${what} c2ts`, ours), program(`${what} node`, theirs)], { rounds });
    return row(what, `${against}, Node 26`, c2ts, other);
  };
  const { insert, select } = PROGRAMS;
  return [
    measured("sqlite: 10,000 rows inserted, per row", insert.c2ts, insert.node, "node:sqlite", 7),
    measured("sqlite: 10,000 rows selected, per row", select.c2ts, select.node, "node:sqlite", 7),
    ...Object.entries(ZLIB_PROGRAMS).map(([what, [c2ts, node]]) =>
      measured(
        `zlib: ${what}, 100 MB, per MB`,
        OURS + DATA + c2ts + PER_MB,
        NODE + DATA + node + PER_MB,
        "node:zlib",
        2,
      ),
    ),
  ];
}

/**
 * @param {string} name
 * @param {string} against
 * @param {number | string | undefined} ours
 * @param {number | string | undefined} theirs
 * @returns {import("../harness/table.mjs").Row}
 */
function row(name, against, ours, theirs) {
  if (typeof ours !== "number") return { name, against, missing: String(ours) };
  if (typeof theirs !== "number") return { name, against, missing: String(theirs) };
  return { name, against, ours, theirs, ratio: ours / theirs, target: null };
}
