// @ts-check
import { arm64Node } from "./arm64-node.mjs";
import { installBun } from "./bun-release.mjs";
import { installNode } from "./node-release.mjs";
import { INSTALL } from "./system.mjs";
import { tensorflow } from "./tensorflow.mjs";
import { tensorflowLite } from "./tensorflow-lite.mjs";

/** @typedef {import("./requirements.mjs").PackageManager} PackageManager */
/** @typedef {import("./requirements.mjs").Requirement} Requirement */

/**
 * @typedef {object} Plan
 * @property {readonly string[]} system      commands for the system's package manager, as one would type them
 * @property {readonly string[]} packages    what of it apt-get installs
 * @property {readonly (readonly string[])[]} own   commands that need no administrator: program and arguments
 * @property {readonly Requirement[]} unavailable   what this system has no package for
 */

/**
 * The first alternative that this release of the distribution has whole.
 *
 * @param {Requirement} requirement
 * @param {ReadonlySet<string> | null} available `null`: the package lists are not there yet, so hope for the best one
 */
function aptPackages({ apt = [] }, available) {
  return apt.find((packages) => available === null || packages.every((name) => available.has(name))) ?? null;
}

/**
 * What has to be run so that `missing` is there.
 *
 * @param {readonly Requirement[]} missing
 * @param {PackageManager | null} manager
 * @param {ReadonlySet<string> | null} available names that apt can install
 * @returns {Plan}
 */
export function plan(missing, manager, available) {
  /** @type {Set<string>} */
  const packages = new Set();
  /** @type {Set<string>} */
  const commands = new Set();
  /** @type {(readonly string[])[]} */
  const own = [];
  /** @type {Requirement[]} */
  const unavailable = [];
  for (const requirement of missing) {
    const { check } = requirement;
    const command = manager === null ? undefined : requirement.command?.[manager];
    const names = manager === "apt" ? aptPackages(requirement, available) : manager && requirement.packages?.[manager];
    if (check.kind === "node") own.push(installNode(check.major));
    else if (check.kind === "bun") own.push(installBun);
    else if (check.kind === "arm64-node") own.push(arm64Node.install);
    else if (check.kind === "tensorflow-lite") own.push(tensorflowLite.install);
    else if (check.kind === "tensorflow") own.push(tensorflow.install);
    else if (command !== undefined) commands.add(command);
    else if (names) for (const name of names) packages.add(name);
    else unavailable.push(requirement);
  }
  return { system: [...commands, ...typed(manager, [...packages])], packages: [...packages], own, unavailable };
}

/**
 * @param {PackageManager | null} manager
 * @param {readonly string[]} packages
 */
function typed(manager, packages) {
  if (manager === null || packages.length === 0) return [];
  if (manager === "winget") return packages.map((name) => `${INSTALL.winget} ${name}`);
  const sudo = manager === "brew" || process.getuid?.() === 0 ? "" : "sudo ";
  const install = `${sudo}${INSTALL[manager]} ${packages.join(" ")}`;
  return manager === "apt" ? [`${sudo}apt-get update`, install] : [install];
}
