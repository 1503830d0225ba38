// @ts-check
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = join(".cache", "tensorflow-lite");

/**
 * TensorFlow Lite's C library and headers, which the npm package tfjs-tflite-node carries. The package alone is fetched: what it depends on is for
 * its own use of it, and is large.
 */
export const tensorflowLite = {
  library: join(root, folder, "package/cc_deps/linux_amd64/libtensorflowlite_c.so"),
  install: [
    ...["node", "scripts/setup/unpack-npm-package.mjs", "tfjs-tflite-node@0.0.2", folder],
    "sha512-Zed9biOz9lkWsekvPwdEmxXnsjXJnZO8iOV0s2Y20QU15cwiPedzFEBYiGbK7smYpkJpQNNY9SukoKmUi9bk9w==",
  ],
};
