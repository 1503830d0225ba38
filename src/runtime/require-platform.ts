/**
 * Refuses to be loaded elsewhere: layouts, constants and calls of a module are those of the platforms whose headers it was
 * made from, and would be wrong on others without anybody seeing it.
 *
 * @param module name of the package, for the message.
 * @param platforms `linux-x64`: as `process.platform` and `process.arch` say.
 */
export function requirePlatform(module: string, platforms: readonly string[]): void {
  const here = `${process.platform}-${process.arch}`;
  if (platforms.includes(here)) return;
  throw new Error(`${module} was made from the headers of ${platforms.join(", ")}: it has no bindings for ${here}`);
}
