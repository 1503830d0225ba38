// @ts-check
import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bestTimes } from "../harness/programs.mjs";
import { launcher } from "../harness/workbench.mjs";

/**
 * @typedef {object} Subject
 * @property {string} header
 * @property {string} library
 * @property {number} rounds
 * @property {string} [pkg] for pkg-config: where the other headers are
 */

/** @type {readonly Subject[]} */
const SUBJECTS = [
  { header: "/usr/include/sqlite3.h", library: "sqlite3", rounds: 15 },
  { header: "/usr/include/zlib.h", library: "z", rounds: 15 },
  { header: "/usr/include/openssl/ssl.h", library: "ssl", rounds: 7 },
  { header: "/usr/include/gtk-3.0/gtk/gtk.h", library: "gtk-3", rounds: 5, pkg: "gtk+-3.0" },
];
const parser = fileURLToPath(new URL("../harness/parse-once.mjs", import.meta.url));
/** Debian's bindgen 0.60 works with libclang 14 only, so both sides get that one. */
const LIBCLANG = process.env["LIBCLANG_PATH"] ?? "/usr/lib/llvm-14/lib";

/**
 * @param {import("../harness/workbench.mjs").Workbench} workbench
 * @returns {import("../harness/table.mjs").Row[]}
 */
export function rows(workbench) {
  return SUBJECTS.flatMap((subject) => {
    const name = `c2ts gen ${subject.header.replace(/^.*\/include\/(gtk-3\.0\/)?/, "")}`;
    const flags = compilerFlags(subject);
    if (!existsSync(subject.header)) return [{ name, against: "", missing: `no ${subject.header}` }];
    if (flags === null) return [{ name, against: "", missing: `pkg-config does not know ${subject.pkg}` }];
    return compareTools(name, subject, flags, workbench.path("gen.ts"));
  });
}

/**
 * @param {Subject} subject
 * @returns {readonly string[] | null}
 */
function compilerFlags({ pkg }) {
  if (pkg === undefined) return [];
  const { status, stdout } = spawnSync("pkg-config", ["--cflags", pkg], { encoding: "utf8" });
  return status === 0 ? stdout.split(/\s+/).filter((word) => word !== "") : null;
}

/**
 * @param {string} name
 * @param {Subject} subject
 * @param {readonly string[]} flags
 * @param {string} output
 * @returns {import("../harness/table.mjs").Row[]}
 */
function compareTools(name, { header, library, rounds }, flags, output) {
  const env = { C2TS_LIBCLANG: join(LIBCLANG, "libclang.so.1"), C2TS_CACHE: "off" };
  const c2ts = {
    file: process.execPath,
    args: [launcher, "gen", header, "--lib", library, "-o", output, "--", ...flags],
    env,
  };
  const parse = {
    label: "libclang, the same parse alone",
    file: process.execPath,
    args: [parser, header, ...flags],
    env,
    tells: true,
    target: null,
  };
  const tools = [...toolsFor(header, flags, output), parse];
  const [ours, ...theirs] = bestTimes([c2ts, ...tools], { rounds, before: () => rmSync(output, { force: true }) });
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
 * @param {readonly string[]} flags
 * @param {string} output
 */
function toolsFor(header, flags, output) {
  return [
    {
      label: "rust-bindgen --no-rustfmt-bindings",
      file: "bindgen",
      args: [header, "--no-rustfmt-bindings", "-o", output, "--", ...flags],
      env: { LIBCLANG_PATH: LIBCLANG },
      target: 1,
    },
    { label: "clang -fsyntax-only", file: "clang-14", args: ["-fsyntax-only", header, ...flags], target: null },
    { label: "castxml", file: "castxml", args: ["--castxml-output=1", header, "-o", output, ...flags], target: null },
  ];
}
