/** What a config may be called. */
export const CONFIG_NAMES = ["ts", "mts", "js", "mjs", "json"].map((extension) => `c2ts.config.${extension}`);
