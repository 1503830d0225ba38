/** What the command line takes from here, behind one lazy import: the schema library takes its time. */
export { convertersFrom, mergeAll } from "./annotation-files.ts";
export { loadConfig, readAnnotations } from "./load-config.ts";
