import { platformKey } from "./platform-key.ts";

/**
 * Which of the systems that a module was made for it is loaded on: what differs between them, it chooses by that. Elsewhere it is refused, as
 * by `requirePlatform`.
 *
 * @param module what the message calls it.
 * @param platforms `linux-x64`, `linux-x64.musl`: in the order of the module's targets.
 */
export function target(module: string, platforms: readonly string[]): number {
  const here = `${process.platform}-${process.arch}`;
  const exact = platforms.some((one) => one.endsWith(".musl")) ? platforms.indexOf(platformKey()) : -1;
  // Where no module is for musl alone, what was made with glibc's headers is taken, as by `requirePlatform`.
  const found = exact >= 0 ? exact : platforms.indexOf(here);
  if (found >= 0) return found;
  throw new Error(`${module} was made from the headers of ${platforms.join(", ")}: it has no bindings for ${here}`);
}

/** Refuses what there is no binding of on this system. */
export function absent(name: string): never {
  throw new TypeError(absentMessage(name));
}

/** What is said of that. */
export function absentMessage(name: string): string {
  return `${name}: there is no binding of it for ${process.platform}-${process.arch}: it was made from the headers of other systems only`;
}

/** A number, of what is one where C's type has 32 bits on this system and 64 on others: then a bigint is taken on all of them. */
export function narrowed(value: number | bigint): number {
  return typeof value === "bigint" ? Number(value) : value;
}
