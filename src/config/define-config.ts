import type { Config } from "./config.ts";

/** The config itself: gives editors its type. */
export function defineConfig(config: Config): Config {
  return config;
}
