// @ts-check
// Writes the table of docs/libraries.md: what each package has, beside what bindgen has of the same headers, and what the
// C compiler says of both. Needs the headers, gcc and bindgen (`npm run setup`).
//
//   node scripts/libraries.mjs            every package
//   node scripts/libraries.mjs zlib       that row only; `npm run specs` does so for the specs that it writes

import { isHere, missingSymbols } from "./libraries/check-package.mjs";
import { measure } from "./libraries/measure.mjs";
import { writeMissing, writeRows } from "./libraries/page.mjs";
import { packageNames } from "./packages/read-package.mjs";

const names = packageNames();
const only = process.argv.slice(2);
const unknown = only.find((name) => !names.includes(name));
if (unknown !== undefined) throw new Error(`no package ${unknown} in packages/`);

for (const name of only.length === 0 ? names : only) {
  if (!isHere(name)) {
    console.log(`${name}: not measured, it is not here (npm run setup -- --tensorflow)`);
    continue;
  }
  const { row, notes, inexact } = await measure(name);
  writeRows([row], names);
  writeMissing(new Map([[name, missingSymbols(name)]]), names);
  console.log(
    `${name}: ${row.c2ts.constants} of ${row.trueConstants} constants, ${row.c2ts.wrong} wrong; bindgen ${row.bindgen.constants}, ${row.bindgen.wrong} wrong`,
  );
  for (const note of notes) console.log(`  ${note}`);
  if (row.c2ts.wrong > 0 || row.c2ts.constants + inexact < row.trueConstants) process.exitCode = 1;
}
