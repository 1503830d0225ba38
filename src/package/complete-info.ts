import { createRequire } from "node:module";
import type { PackageInfo } from "../config/config.ts";
import { MANIFEST_KEYS } from "./manifest.ts";
import { PackageError } from "./package-error.ts";

/** With what no package can do without. */
export type CompleteInfo = PackageInfo & Readonly<Record<"name" | "version" | "license", string>>;

/** npm's own rules, asked before anything is written. */
interface Rules {
  readonly name: typeof import("validate-npm-package-name");
  readonly license: typeof import("validate-npm-package-license");
  readonly semver: typeof import("semver");
}

function rules(): Rules {
  // Not import(): as ts-morph, these are in no bundle of the command line tool, and loaded by this command only.
  const require = createRequire(import.meta.url);
  return {
    name: require("validate-npm-package-name"),
    license: require("validate-npm-package-license"),
    semver: require("semver"),
  };
}

/** @throws PackageError with everything that is missing or wrong */
export function completeInfo(info: PackageInfo): CompleteInfo {
  const npm = rules();
  const { name, version, license } = info;
  const faults = [
    ...nameFaults(name, npm),
    ...(version !== undefined && npm.semver.valid(version) === version
      ? []
      : [fault("version", version, "a version such as 1.0.0 (--version)")]),
    ...licenseFaults(license, npm),
    ...Object.keys(info.manifest ?? {}).flatMap((key) =>
      MANIFEST_KEYS.has(key) ? [`manifest.${key}: c2ts writes this field of package.json itself`] : [],
    ),
  ];
  if (faults.length > 0 || name === undefined || version === undefined || license === undefined) {
    throw new PackageError(["the package cannot be made:", ...faults.map((line) => `  ${line}`)].join("\n"));
  }
  return { ...info, name, version, license };
}

function nameFaults(name: string | undefined, npm: Rules): readonly string[] {
  if (name === undefined) return [fault("name", name, "the name on npm, sqlite3-c or @me/sqlite3 (--name)")];
  const { validForNewPackages, errors = [], warnings = [] } = npm.name(name);
  return validForNewPackages ? [] : [`name: npm takes no '${name}': ${[...errors, ...warnings].join(", ")}`];
}

function licenseFaults(license: string | undefined, npm: Rules): readonly string[] {
  const wanted =
    "an SPDX expression such as MIT, `SEE LICENSE IN <file>`, or UNLICENSED if nobody else may use it (--license)";
  if (license === undefined) return [fault("license", license, wanted)];
  return npm.license(license).validForNewPackages ? [] : [fault("license", license, wanted)];
}

function fault(field: string, value: string | undefined, wanted: string): string {
  return `${field}: expected ${wanted}, ${value === undefined ? "and nothing says it" : `not '${value}'`}`;
}
