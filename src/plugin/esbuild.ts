import { plugin } from "./plugin.ts";

export type { PluginOptions } from "./plugin-options.ts";
export default plugin.esbuild;
