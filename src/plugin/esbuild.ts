import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import { OBJECT } from "./object-asset.ts";
import { plugin } from "./plugin.ts";
import type { PluginOptions } from "./plugin-options.ts";

export type { PluginOptions } from "./plugin-options.ts";

// Written out, since unplugin's own types name the packages of every bundler that it knows.
const esbuild: (options?: PluginOptions) => Plugin = (options) => {
  const made = plugin.esbuild(options);
  return {
    name: made.name,
    setup(build) {
      // A shared object is a file beside the bundle, which only a loader of esbuild's makes.
      build.onResolve({ filter: new RegExp(`^${OBJECT}`) }, ({ path }) => ({
        path: path.slice(OBJECT.length),
        namespace: OBJECT,
      }));
      build.onLoad({ filter: /./, namespace: OBJECT }, ({ path }) => ({
        contents: readFileSync(path),
        loader: "file",
      }));
      return made.setup(build);
    },
  };
};
export default esbuild;
