/** What the command line takes from here, behind one lazy import: the schema library takes its time. */
export { convertersFrom, mergeAll } from "./annotation-files.ts";
export { configText } from "./config-text.ts";
export { CONFIG_NAMES, loadConfig, readAnnotations } from "./load-config.ts";
