import { createRequire } from "node:module";
import type * as TsMorph from "ts-morph";

/** ts-morph, which takes half a second: loaded when TypeScript is to be read or compiled. (The bundle of the command line tool leaves it out.) */
export function tsMorph(): typeof TsMorph {
  return createRequire(import.meta.url)("ts-morph") as typeof TsMorph;
}
