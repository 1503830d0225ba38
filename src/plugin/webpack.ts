import type { WebpackPluginInstance } from "webpack";
import { plugin } from "./plugin.ts";
import type { PluginOptions } from "./plugin-options.ts";

export type { PluginOptions } from "./plugin-options.ts";

// Written out, since unplugin's own types name the packages of every bundler that it knows.
const webpack: (options?: PluginOptions) => WebpackPluginInstance = plugin.webpack;
export default webpack;
