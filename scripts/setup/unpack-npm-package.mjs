// @ts-check
// node unpack-npm-package.mjs NAME@VERSION FOLDER INTEGRITY: what is in that package, without its dependencies and without running
// anything of it, in FOLDER/package.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [spec = "", folder = "", integrity = ""] = process.argv.slice(2);
const download = mkdtempSync(join(tmpdir(), "c2ts-npm-"));
try {
  const out = execFileSync("npm", ["pack", spec, "--json", "--pack-destination", download], { encoding: "utf8" });
  const file = join(download, JSON.parse(out)[0].filename);
  const [algorithm = "", wanted = ""] = integrity.split(/-(.*)/s);
  const digest = createHash(algorithm).update(readFileSync(file)).digest("base64");
  if (digest !== wanted) throw new Error(`${spec} has another content than expected: ${algorithm}-${digest}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["-xzf", file, "-C", folder]);
} finally {
  rmSync(download, { recursive: true });
}
