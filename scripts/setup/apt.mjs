// @ts-check
import { fileURLToPath } from "node:url";
import { run } from "./run.mjs";

const WITHOUT_SERVICES = fileURLToPath(new URL("without-services.sh", import.meta.url));

/**
 * Which of `names` this release of Debian or Ubuntu can install; `null` when apt has no package lists at all.
 * @param {readonly string[]} names
 * @returns {Promise<ReadonlySet<string> | null>}
 */
export async function aptAvailable(names) {
  const { stdout } = await run("apt-cache", ["policy", ...names], { env: { ...process.env, LC_ALL: "C" } });
  const known = [...stdout.matchAll(/^(\S+):\n {2}Installed: .*\n {2}Candidate: (?!\(none\))/gm)];
  return known.length === 0 ? null : new Set(known.map((match) => match[1] ?? ""));
}

/**
 * Runs apt-get as the administrator, with its output shown; never asks anything but sudo's password. Starts no service.
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
export async function aptGet(args) {
  // under sudo the environment is a new one, so `env` puts the variable into both
  const command = [
    "sh",
    WITHOUT_SERVICES,
    "/usr/sbin/policy-rc.d",
    "env",
    "DEBIAN_FRONTEND=noninteractive",
    "apt-get",
    "-o",
    "DPkg::Lock::Timeout=300",
    "-o",
    "Acquire::Retries=3",
  ];
  const [program = "sh", ...rest] = [...(process.getuid?.() === 0 ? [] : ["sudo"]), ...command, ...args];
  return (await run(program, rest, { show: true })).code;
}
