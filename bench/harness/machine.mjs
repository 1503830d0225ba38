// @ts-check
import { spawnSync } from "node:child_process";
import os from "node:os";
import { versionOf } from "./workbench.mjs";

/** What the numbers were measured with, one line. */
export function machine() {
  const cpus = os.cpus();
  return [
    `${cpus[0]?.model.trim() ?? "unknown CPU"}, ${cpus.length} cores`,
    `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    os.type(),
    `Node ${process.version}`,
    `koffi ${versionOf("koffi")}`,
    versionLine("clang-14"),
    versionLine("bindgen"),
    versionLine("castxml"),
    new Date().toISOString().slice(0, 10),
  ].join("; ");
}

/** @param {string} program */
function versionLine(program) {
  const { status, stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
  return status === 0 ? (stdout.split("\n", 1)[0] ?? program) : `no ${program}`;
}
