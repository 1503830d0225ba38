import { type LoadedConfig, loadConfig } from "../config/load-config.ts";
import { fileState } from "./file-state.ts";
import { HeaderBindings } from "./header-bindings.ts";
import type { ImportOptions } from "./import-options.ts";

/** The bindings of a project, made anew when its config changes. */
export class ProjectBindings {
  readonly #options: ImportOptions;
  #last: { readonly config: LoadedConfig | null; readonly state: string; readonly bindings: HeaderBindings } | null =
    null;

  constructor(options: ImportOptions = {}) {
    this.#options = options;
  }

  /**
   * @param folder where the config is, or below.
   * @throws ConfigError
   */
  async in(folder: string): Promise<HeaderBindings> {
    const last = this.#last;
    if (last !== null && last.config !== null && fileState(last.config.files) === last.state) return last.bindings;
    const config = await loadConfig(undefined, folder);
    if (last !== null && config === null && last.config === null) return last.bindings;
    const bindings = new HeaderBindings(this.#options, config);
    this.#last = { config, state: fileState(config?.files ?? []), bindings };
    return bindings;
  }
}
