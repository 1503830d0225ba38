// A log that is compressed while it is written, one line at a time, and read the same way: no line waits in memory for the others.
import { rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "./zlib.js";

const { api } = z;
const path = process.argv[2] ?? join(tmpdir(), `log-${process.pid}.gz`);

if (process.argv[2] === undefined) {
  const log = api.gzopen(path, "wb9"); // to be disposed of, or declared with `using`
  for (let i = 0; i < 10_000; i++) api.gzputs(log, `${i} GET /page/${i % 7} ${i % 100 === 0 ? 404 : 200}\n`);
  log.dispose();
}

const log = api.gzopen(path, "rb");
let [lines, missing, bytes, sum] = [0, 0, 0, 0];
for (;;) {
  const { result, buf: line } = api.gzgets(log, 1000);
  if (result === null) break; // the end
  lines++;
  bytes += line.length;
  sum = api.crc32(sum, line);
  if (line.endsWith(" 404\n")) missing++;
}
log.dispose();
console.log(`${lines} lines, ${missing} not found, crc32 ${sum.toString(16)}`);
console.log(`less than a fifth of ${bytes} bytes:`, statSync(path).size * 5 < bytes);
if (process.argv[2] === undefined) rmSync(path);
