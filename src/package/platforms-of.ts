import { type Platform, platformOfTriple, shortTriple } from "./platform-of-triple.ts";
import { TargetError } from "./target-error.ts";

/**
 * The platforms of targets that one module is to serve.
 *
 * @throws TargetError where there is none of Node's, or none that the runtime is for, or where a target is there twice
 */
export function platformsOf(triples: readonly string[]): readonly Platform[] {
  const short = triples.map(shortTriple);
  const twice = short.find((triple, i) => short.indexOf(triple) !== i);
  if (twice !== undefined) throw new TargetError(`two are for ${twice}: one module has each target once`);
  return triples.map((triple) => {
    const platform = platformOfTriple(triple);
    if (platform === null) throw new TargetError(`no Node.js that c2ts knows of runs on ${triple}`);
    const reason = OUT_OF_REACH.get(platform.cpu);
    if (reason !== undefined) throw new TargetError(`${triple} has ${reason}: c2ts-runtime cannot read its memory`);
    return platform;
  });
}

/** Processors of Node's that the runtime is not written for. */
const OUT_OF_REACH: ReadonlyMap<string, string> = new Map([
  ["ia32", "pointers of 32 bits"],
  ["arm", "pointers of 32 bits"],
  ["s390x", "the highest byte of a number first"],
]);

/** As `process.platform` and `process.arch` say: `linux-x64`. */
export function platformName({ os, cpu }: Platform): string {
  return `${os}-${cpu}`;
}

/** Whether a target is the machine that this program runs on, as far as Node tells. */
export function isHere(triple: string): boolean {
  const platform = platformOfTriple(triple);
  return platform !== null && platformName(platform) === `${process.platform}-${process.arch}`;
}
