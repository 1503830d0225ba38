// @ts-check
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** TensorFlow's C library and headers, out of its Python package: 274 MB to fetch, 820 MB on the disk. */
export const tensorflow = {
  folder: join(root, ".cache/tensorflow/tensorflow"),
  library: join(root, ".cache/tensorflow/tensorflow/libtensorflow_cc.so.2"),
  install: ["node", "scripts/setup/fetch-tensorflow.mjs"],
};
