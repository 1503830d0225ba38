import type { Plugin } from "rolldown";
import { plugin } from "./plugin.ts";
import type { PluginOptions } from "./plugin-options.ts";

export type { PluginOptions } from "./plugin-options.ts";

// Written out, since unplugin's own types name the packages of every bundler that it knows.
const rolldown: (options?: PluginOptions) => Plugin = plugin.rolldown;
export default rolldown;
