// @ts-check
import { plan } from "./plan.mjs";

/** @typedef {import("./requirements.mjs").PackageManager} PackageManager */
/** @typedef {import("./requirements.mjs").Requirement} Requirement */

/**
 * What setup touches of the world; the tests give it another one.
 *
 * @typedef {object} World
 * @property {PackageManager | null} manager
 * @property {(requirement: Requirement) => Promise<string | null>} check   what was found, `null` if missing
 * @property {(names: readonly string[]) => Promise<ReadonlySet<string> | null>} available
 * @property {(args: readonly string[]) => Promise<number>} aptGet
 * @property {(command: readonly string[]) => Promise<number>} run
 * @property {((question: string) => Promise<boolean>) | null} ask   `null`: there is nobody to ask
 * @property {(line: string) => void} print
 */

/**
 * Checks every requirement and prints the result.
 *
 * @param {readonly Requirement[]} requirements
 * @param {World} world
 * @returns {Promise<readonly Requirement[]>} those that are missing
 */
async function survey(requirements, world) {
  const found = await Promise.all(requirements.map((requirement) => world.check(requirement)));
  requirements.forEach(({ name, use }, index) => {
    const what = found[index];
    const label = `${name} (${use})`.padEnd(36);
    world.print(what ? `  found    ${label} ${what}` : `  MISSING  ${label}`.trimEnd());
  });
  return requirements.filter((_, index) => !found[index]);
}

/** @param {readonly Requirement[]} list */
const namesOf = (list) => list.map(({ name }) => name).join(", ");

/**
 * @param {readonly Requirement[]} missing
 * @param {World} world
 */
async function planFor(missing, world) {
  const names = missing.flatMap(({ apt = [] }) => apt.flat());
  const available = world.manager === "apt" && names.length > 0 ? await world.available(names) : null;
  return plan(missing, world.manager, available);
}

/**
 * @param {readonly Requirement[]} missing
 * @param {World} world
 */
async function install(missing, world) {
  if (missing.some(({ apt }) => apt !== undefined)) {
    if ((await world.aptGet(["update"])) !== 0)
      world.print("apt-get update failed; going on with the lists that are there.");
    const { packages } = await planFor(missing, world); // anew: before the update there may have been no lists
    if (packages.length > 0) await world.aptGet(["install", "-y", "--no-install-recommends", ...packages]);
  }
  const { own } = await planFor(missing, world);
  for (const command of own) await world.run(command);
}

/**
 * Reports what is there, installs what is missing if it may, and looks again.
 *
 * @param {readonly Requirement[]} requirements
 * @param {{ yes: boolean }} options
 * @param {World} world
 * @returns {Promise<0 | 1>} exit code: 1 if the demo lacks something, or if an installation that was wanted left out what this
 *   system has packages for
 */
export async function setup(requirements, { yes }, world) {
  const missing = await survey(requirements, world);
  if (missing.length === 0) {
    world.print("Everything is there.");
    return 0;
  }
  const { system, own, unavailable } = await planFor(missing, world);
  const commands = [...system, ...own.map((command) => command.join(" "))];
  if (unavailable.length > 0) world.print(`\nNo package known for this system: ${namesOf(unavailable)}.`);
  if (commands.length === 0) return verdict(missing, unavailable, world);
  world.print(`\nTo install what is missing:\n${commands.map((line) => `  ${line}`).join("\n")}`);
  if (world.manager !== "apt" && system.length > 0) return left(missing, "run these commands", world);
  if (!yes && !(world.ask && (await world.ask("Run this now?")))) return left(missing, "npm run setup -- --yes", world);
  await install(missing, world);
  world.print("\nLooking again:");
  const still = await survey(missing, world);
  return verdict(still, (await planFor(still, world)).unavailable, world);
}

/**
 * Nothing was installed. Only what the demo needs is a reason to stop.
 *
 * @param {readonly Requirement[]} missing
 * @param {string} remedy
 * @param {World} world
 * @returns {0 | 1}
 */
function left(missing, remedy, world) {
  const fatal = missing.filter(({ use }) => use === "demo");
  if (fatal.length > 0) world.print(`\nThe demo needs ${namesOf(fatal)}: ${remedy}`);
  else world.print(`\nEnough for the demo. For all tests: ${remedy}`);
  return fatal.length > 0 ? 1 : 0;
}

/**
 * After an installation. A test's or benchmark's tool that the system has no package for is no reason to stop: they say that
 * they lack it.
 *
 * @param {readonly Requirement[]} missing
 * @param {readonly Requirement[]} unavailable
 * @param {World} world
 * @returns {0 | 1}
 */
function verdict(missing, unavailable, world) {
  const fatal = missing.filter((one) => one.use === "demo" || !(one.optional === true || unavailable.includes(one)));
  if (fatal.length > 0) world.print(`Still missing: ${namesOf(fatal)}.`);
  else if (missing.length > 0) world.print(`Ready, but for: ${namesOf(missing)}.`);
  else world.print("Everything is there.");
  return fatal.length > 0 ? 1 : 0;
}
