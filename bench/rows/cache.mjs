// @ts-check
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { bestTimes } from "../harness/programs.mjs";
import { launcher } from "../harness/workbench.mjs";

/** What a second run on the same headers may take beside a Node that does nothing, in nanoseconds. */
const ALLOWED = 100e6;
const ROUNDS = 15;

/** @type {readonly { header: string, pkg?: string, target: number }[]} */
const SUBJECTS = [
  { header: "/usr/include/zlib.h", target: 1 },
  { header: "/usr/include/sqlite3.h", target: 1 },
  { header: "/usr/include/openssl/ssl.h", target: 1 },
  { header: "/usr/include/gtk-3.0/gtk/gtk.h", pkg: "gtk+-3.0", target: 1 },
];

/**
 * @param {import("../harness/workbench.mjs").Workbench} workbench
 * @returns {import("../harness/table.mjs").Row[]}
 */
export function rows(workbench) {
  return SUBJECTS.map(({ header, pkg, target }) => {
    const name = `c2ts gen ${header.replace(/^.*\/include\/(gtk-3\.0\/)?/, "")} again, less an empty Node`;
    const against = "100 ms";
    if (!existsSync(header)) return { name, against, missing: `no ${header}` };
    const flags = pkg === undefined ? [] : compilerFlags(pkg);
    const output = workbench.path("again.ts");
    const again = {
      file: process.execPath,
      args: [launcher, "gen", header, "-o", output, "--", ...flags],
      env: { C2TS_CACHE: workbench.path("cache") },
    };
    // The round that warms up fills the cache.
    const [ours, empty] = bestTimes([again, { file: process.execPath, args: ["-e", "0"] }], { rounds: ROUNDS });
    if (typeof ours !== "number") return { name, against, missing: String(ours) };
    if (typeof empty !== "number") return { name, against, missing: String(empty) };
    return { name, against, ours: ours - empty, theirs: ALLOWED, ratio: (ours - empty) / ALLOWED, target };
  });
}

/** @param {string} pkg */
function compilerFlags(pkg) {
  const { stdout } = spawnSync("pkg-config", ["--cflags", pkg], { encoding: "utf8" });
  return stdout.split(/\s+/).filter((word) => word !== "");
}
