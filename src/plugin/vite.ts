import type { Plugin } from "vite";
import { plugin } from "./plugin.ts";
import type { PluginOptions } from "./plugin-options.ts";

export type { PluginOptions } from "./plugin-options.ts";

// Written out, since unplugin's own types name the packages of every bundler that it knows.
const vite: (options?: PluginOptions) => Plugin = plugin.vite;
export default vite;
