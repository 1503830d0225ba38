import type { RspackPluginInstance } from "@rspack/core";
import { plugin } from "./plugin.ts";
import type { PluginOptions } from "./plugin-options.ts";

export type { PluginOptions } from "./plugin-options.ts";

// Written out, since unplugin's own types name the packages of every bundler that it knows.
const rspack: (options?: PluginOptions) => RspackPluginInstance = plugin.rspack;
export default rspack;
