import type { Plugin } from "esbuild";
import { plugin } from "./plugin.ts";
import type { PluginOptions } from "./plugin-options.ts";

export type { PluginOptions } from "./plugin-options.ts";

// Written out, since unplugin's own types name the packages of every bundler that it knows.
const esbuild: (options?: PluginOptions) => Plugin = plugin.esbuild;
export default esbuild;
