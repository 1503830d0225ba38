import { checksum } from "./cache/checksum.ts";
import { openCache } from "./cache/open-cache.ts";
import { type CompiledModule, compileModule } from "./compile/compile-module.ts";

/** JavaScript and declarations of a module, as an earlier process has compiled them: that needs no TypeScript compiler, which is slow to load. */
export function keptCompile(code: string, file: string): CompiledModule {
  const make = (): CompiledModule => compileModule(code, file);
  const cache = openCache();
  return cache === null ? make() : cache.made(checksum(code), { compiled: file }, make);
}
