// @ts-check
import { readFileSync } from "node:fs";

/** @typedef {import("./requirements.mjs").PackageManager} PackageManager */

/** Command that installs the packages appended to it. @type {Readonly<Record<PackageManager, string>>} */
export const INSTALL = {
  apt: "apt-get install -y --no-install-recommends",
  dnf: "dnf install -y",
  pacman: "pacman -S --needed --noconfirm",
  apk: "apk add",
  zypper: "zypper install -y",
  brew: "brew install",
  winget: "winget install --exact --id",
};

/** By `ID` and `ID_LIKE` of os-release. @type {ReadonlyMap<string, PackageManager>} */
const BY_DISTRIBUTION = new Map([
  ["debian", "apt"],
  ["ubuntu", "apt"],
  ["fedora", "dnf"],
  ["rhel", "dnf"],
  ["centos", "dnf"],
  ["arch", "pacman"],
  ["alpine", "apk"],
  ["suse", "zypper"],
  ["opensuse", "zypper"],
]);

/**
 * The package manager of this machine, or `null` for a system nobody has described yet.
 *
 * @param {string} platform `process.platform`
 * @param {string} osRelease text of /etc/os-release, "" where there is none
 * @returns {PackageManager | null}
 */
export function packageManager(platform, osRelease) {
  if (platform === "darwin") return "brew";
  if (platform === "win32") return "winget";
  /** @param {string} key */
  const value = (key) => new RegExp(`^${key}="?([^"\\n]*)`, "m").exec(osRelease)?.[1] ?? "";
  for (const name of `${value("ID")} ${value("ID_LIKE")}`.split(/\s+/)) {
    const found = BY_DISTRIBUTION.get(name) ?? BY_DISTRIBUTION.get(name.replace(/-.*/, ""));
    if (found !== undefined) return found;
  }
  return null;
}

/** Text of os-release; "" where there is none. */
export function readOsRelease() {
  for (const path of ["/etc/os-release", "/usr/lib/os-release"]) {
    try {
      return readFileSync(path, "utf8");
    } catch {
      // the next place
    }
  }
  return "";
}
