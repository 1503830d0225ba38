// @ts-check

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { arm64Node } from "./arm64-node.mjs";
import { bunVersion } from "./bun-release.mjs";
import { findLibclangs } from "./libclang.mjs";
import { nodeVersion } from "./node-release.mjs";
import { run } from "./run.mjs";
import { tensorflow } from "./tensorflow.mjs";
import { tensorflowLite } from "./tensorflow-lite.mjs";

/** @typedef {import("./requirements.mjs").Check} Check */

const COMPILERS = process.platform === "win32" ? ["clang", "gcc"] : ["cc", "gcc", "clang"];

/**
 * Compiles and links `source` to nothing; says which compiler could.
 * @param {string} source
 * @param {readonly string[]} flags
 */
async function compiles(source, flags) {
  const nothing = process.platform === "win32" ? "NUL" : "/dev/null";
  for (const compiler of COMPILERS) {
    const { code } = await run(compiler, ["-x", "c", "-", "-o", nothing, ...flags], { input: source });
    if (code === 0) return compiler;
  }
  return null;
}

/** @param {readonly string[]} names */
async function firstCommand(names) {
  for (const name of names) {
    const { code, stdout } = await run(name, ["--version"]);
    if (code === 0) return `${name}: ${stdout.trim().split("\n", 1)[0]}`;
  }
  return null;
}

/** Debian has servers where only an administrator's PATH leads. @param {string} name */
function findServer(name) {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file)) ?? null;
}

/** @param {{ header: string, library: string, pkg: string | null }} check */
async function findLibrary({ header, library, pkg }) {
  const flags = pkg === null ? null : await run("pkg-config", ["--cflags", "--libs", pkg]);
  const given = flags?.code === 0 ? flags.stdout.split(/\s+/).filter(Boolean) : [`-l${library}`];
  const compiler = await compiles(`#include <${header}>\nint main(void) { return 0; }\n`, given);
  return compiler === null ? null : `<${header}>, ${given.filter((flag) => flag.startsWith("-l")).join(" ")}`;
}

/** @param {readonly string[]} systems */
async function findLisp(systems) {
  const found = systems.map((system) => `(asdf:find-system "${system}")`).join(" ");
  const version = '(format t "~a ~a" (lisp-implementation-type) (lisp-implementation-version))';
  const program = `(require :asdf) ${found} ${version}`;
  const { code, stdout } = await run("sbcl", ["--script"], { input: program });
  return code === 0 ? `${stdout.trim()} with ${systems.join(", ")}` : null;
}

/** @param {number | null} version */
function findLibclang(version) {
  const all = findLibclangs();
  const fit =
    version === null ? all.find((one) => one.version >= 14) : all.find((one) => one.version === version && one.headers);
  return fit?.path ?? null;
}

/**
 * Whether something is really there: libraries are loaded, compilers run, headers compiled.
 *
 * @param {Check} check
 * @returns {Promise<string | null>} what was found, in a few words; `null` if it is missing
 */
export async function check(check) {
  switch (check.kind) {
    case "libclang":
      return findLibclang(check.version);
    case "compiler":
      return compiles('#include <stdio.h>\nint main(void) { return puts(""); }\n', []);
    case "command":
      return firstCommand(check.names);
    case "server":
      return findServer(check.name);
    case "library":
      return findLibrary(check);
    case "lisp":
      return findLisp(check.systems);
    case "node":
      return nodeVersion(check.major);
    case "bun":
      return bunVersion();
    case "arm64-node":
      return existsSync(arm64Node.binary) ? arm64Node.binary : null;
    case "tensorflow-lite":
      return existsSync(tensorflowLite.library) ? tensorflowLite.library : null;
    case "tensorflow":
      return existsSync(tensorflow.library) ? tensorflow.library : null;
  }
}
