import type { Plugin } from "rollup";
import { plugin } from "./plugin.ts";
import type { PluginOptions } from "./plugin-options.ts";

export type { PluginOptions } from "./plugin-options.ts";

// Written out, since unplugin's own types name the packages of every bundler that it knows.
const rollup: (options?: PluginOptions) => Plugin = plugin.rollup;
export default rollup;
