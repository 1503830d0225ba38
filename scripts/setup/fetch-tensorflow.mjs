// @ts-check
// Puts TensorFlow's C library and headers into .cache/tensorflow, out of the wheel that pip finds.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { tensorflow } from "./tensorflow.mjs";

const PIP = ["download", "--no-deps", "--only-binary=:all:", "--progress-bar=off", "--retries=1", "tensorflow-cpu"];
/** What a C program needs of the wheel. */
const UNPACK = `
import re, sys, zipfile
wheel = zipfile.ZipFile(sys.argv[1])
for name in wheel.namelist():
    if re.match(r"tensorflow/(libtensorflow_(cc|framework)\\.so\\.|include/(tensorflow|xla|tsl)/(.*/)?(c/[^/]*|ctstring\\w*)\\.h$)", name):
        wheel.extract(name, sys.argv[2])
`;

const parent = dirname(dirname(tensorflow.folder));
mkdirSync(parent, { recursive: true });
const work = mkdtempSync(join(parent, "tensorflow-")); // on the same disk: the folder appears whole or not at all
try {
  const pip = spawnSync("pip3", [...PIP, "--dest", work], { encoding: "utf8" });
  const wheel = readdirSync(work).find((name) => name.endsWith(".whl"));
  if (pip.status !== 0 || wheel === undefined) {
    const said = pip.error?.message ?? pip.stderr.trim().split("\n").at(-1);
    console.log(`TensorFlow cannot be had here: pip3 ${PIP.join(" ")}\n  says: ${said}`);
    console.log("Where it can reach PyPI: npm run setup -- --tensorflow");
    process.exitCode = 1;
  } else {
    const { status } = spawnSync("python3", ["-c", UNPACK, join(work, wheel), work], { stdio: "inherit" });
    process.exitCode = status ?? 1;
    rmSync(join(work, wheel));
    const place = dirname(tensorflow.folder);
    rmSync(place, { recursive: true, force: true });
    if (status === 0) renameSync(work, place);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
