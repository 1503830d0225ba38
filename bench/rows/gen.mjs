// @ts-check
import { existsSync, rmSync } from "node:fs";
import { bestTimes } from "../harness/programs.mjs";
import { launcher } from "../harness/workbench.mjs";

const HEADERS = [
  { header: "/usr/include/sqlite3.h", library: "sqlite3", rounds: 10 },
  { header: "/usr/include/zlib.h", library: "z", rounds: 10 },
  { header: "/usr/include/openssl/ssl.h", library: "ssl", rounds: 5 },
];
/** Debian's bindgen 0.60 works with libclang 14 only. */
const LIBCLANG = "/usr/lib/llvm-14/lib";

/**
 * @param {import("../harness/workbench.mjs").Workbench} workbench
 * @returns {import("../harness/table.mjs").Row[]}
 */
export function rows(workbench) {
  return HEADERS.flatMap(({ header, library, rounds }) => {
    const name = `c2ts gen ${header.replace("/usr/include/", "")}`;
    if (!existsSync(header)) return [{ name, against: "", missing: `no ${header}` }];
    return compareTools(name, header, library, rounds, workbench.path("gen.ts"));
  });
}

/**
 * @param {string} name
 * @param {string} header
 * @param {string} library
 * @param {number} rounds
 * @param {string} output
 * @returns {import("../harness/table.mjs").Row[]}
 */
function compareTools(name, header, library, rounds, output) {
  const c2ts = [launcher, "gen", header, "--lib", library, "-o", output];
  const tools = toolsFor(header, output);
  const [ours, ...theirs] = bestTimes([{ file: process.execPath, args: c2ts }, ...tools], {
    rounds,
    before: () => rmSync(output, { force: true }),
  });
  return tools.map(({ label, target }, i) => {
    const time = theirs[i];
    if (typeof ours !== "number") return { name, against: label, missing: String(ours) };
    if (typeof time !== "number") return { name, against: label, missing: String(time) };
    return { name, against: label, ours, theirs: time, ratio: ours / time, target };
  });
}

/**
 * What reads the same header. clang and castxml are the floor: they parse, and write nothing or the declarations as they are.
 *
 * @param {string} header
 * @param {string} output
 */
function toolsFor(header, output) {
  return [
    {
      label: "rust-bindgen --no-rustfmt-bindings",
      file: "bindgen",
      args: [header, "--no-rustfmt-bindings", "-o", output],
      env: { LIBCLANG_PATH: process.env["LIBCLANG_PATH"] ?? LIBCLANG },
      target: 1,
    },
    { label: "clang -fsyntax-only", file: "clang-14", args: ["-fsyntax-only", header], target: null },
    { label: "castxml", file: "castxml", args: ["--castxml-output=1", header, "-o", output], target: null },
  ];
}
