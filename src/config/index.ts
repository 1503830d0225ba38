/** What the command line takes from here, behind one lazy import: the schema library takes its time. */
export { convertersFrom, mergeAll } from "./annotation-files.ts";
export { CONFIG_NAMES } from "./config-names.ts";
export { configText } from "./config-text.ts";
export { loadConfig, readAnnotations } from "./load-config.ts";
