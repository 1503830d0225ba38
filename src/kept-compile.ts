import { checksum } from "./cache/checksum.ts";
import { openCache } from "./cache/open-cache.ts";
import { type CompiledModule, compileModule } from "./compile/compile-module.ts";

/** JavaScript and declarations of a module, as an earlier process has compiled them: that needs no TypeScript compiler, which is slow to load. */
export function keptCompile(code: string, file: string): CompiledModule {
  const cache = openCache();
  const sum = checksum(code);
  const options = { compiled: file };
  const [js, types, map] = cache?.recallMade(sum, options) ?? [];
  if (js !== undefined && types !== undefined && map !== undefined) {
    return { js: js.toString(), types: types.toString(), map: map.toString() };
  }
  const made = compileModule(code, file);
  cache?.rememberMade(sum, options, [made.js, made.types, made.map]);
  return made;
}
