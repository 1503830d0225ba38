import type { LibraryConfig } from "./config.ts";

/** In which language a config is written. */
export const CONFIG_FORMATS = ["ts", "mjs", "json"] as const;
export type ConfigFormat = (typeof CONFIG_FORMATS)[number];

const SCHEMA = "./node_modules/c2ts/docs/config.schema.json";

/** The text of a config file, as a person would write it. */
export function configText(config: LibraryConfig, format: ConfigFormat): string {
  if (format === "json") return `${JSON.stringify({ $schema: SCHEMA, ...config }, null, 2)}\n`;
  const fields = Object.entries(config).map(([key, value]) => `  ${key}: ${literal(value)},\n`);
  return `import { defineConfig } from "c2ts";\n\nexport default defineConfig({\n${fields.join("")}});\n`;
}

function literal(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(literal).join(", ")}]` : JSON.stringify(value);
}
