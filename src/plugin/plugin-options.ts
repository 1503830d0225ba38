import type { ImportOptions } from "../imports/import-options.ts";

export interface PluginOptions extends ImportOptions {
  /** Folder of the project; by default the one that the bundler works in. */
  readonly root?: string;
  /** Whether types for the editor are written to a `c2ts.d.ts`, where there is a tsconfig.json; default true. */
  readonly types?: boolean;
}
