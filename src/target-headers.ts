import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { TargetConfig } from "./config/config.ts";
import { platformOfTriple, shortTriple } from "./package/platform-of-triple.ts";
import { isHere, platformName } from "./package/platforms-of.ts";
import { TargetError } from "./package/target-error.ts";
import { ParseError } from "./parser/parse-error.ts";
import type { HeadersRead, ReadOptions } from "./read-headers.ts";

/** The triple of a target. */
export function tripleOf(target: TargetConfig): string {
  return typeof target === "string" ? target : target.target;
}

/** What clang is told of a target, besides what it is told for all. */
export function clangArgumentsOf(target: TargetConfig): readonly string[] {
  const { clangArgs = [] } = typeof target === "string" ? {} : target;
  return [`--target=${tripleOf(target)}`, ...clangArgs];
}

/** How headers are read as a compiler for a target reads them, with that system's headers where Linux distributions put them. */
export function forTarget(options: ReadOptions, target: TargetConfig): ReadOptions {
  const triple = tripleOf(target);
  const given = typeof target === "string" ? [] : (target.clangArgs ?? []);
  const clangArguments = [...(options.clangArguments ?? []), ...given];
  if (clangArguments.some((argument) => /^--?target(=|$)/.test(argument))) {
    throw new TargetError(`a target is among clang's arguments, and ${triple} is asked for as well: say it once`);
  }
  return { ...options, clangArguments: [...clangArguments, `--target=${triple}`, ...crossHeaders(triple)] };
}

/** clang looks there itself only where a gcc for the target is installed too. */
function crossHeaders(triple: string): readonly string[] {
  const short = shortTriple(triple);
  const folder = `/usr/${short}/include`;
  return existsSync(`/usr/lib/gcc-cross/${short}`) || !existsSync(folder) ? [] : ["-isystem", folder];
}

/** What was read for a target. @throws ParseError, TargetError: with what to install, where headers of the target are missing */
export function readForTarget(triple: string, read: () => HeadersRead): HeadersRead {
  try {
    return checked(triple, read());
  } catch (error) {
    throw explained(triple, error);
  }
}

/** The same for those who can wait. */
export async function awaitForTarget(triple: string, reading: Promise<HeadersRead>): Promise<HeadersRead> {
  try {
    return checked(triple, await reading);
  } catch (error) {
    throw explained(triple, error);
  }
}

function explained(triple: string, error: unknown): unknown {
  if (!(error instanceof ParseError)) return error;
  const isMissing = error.diagnostics.some(({ message }) => /file not found/.test(message));
  const message = `that is for ${triple}${isMissing ? `: ${advice(triple)}` : ""}`;
  return new ParseError([...error.diagnostics, { severity: "note", message, position: null, notes: [] }]);
}

/** Headers of another system than the target's would be wrong without anybody seeing it. @throws TargetError */
function checked(triple: string, read: HeadersRead): HeadersRead {
  const foreign = foreignHeader(
    triple,
    read.dump.sources.opened.map((file) => resolve(file)),
  );
  if (foreign === null) return read;
  throw new TargetError(`${foreign} is not a header of ${triple}: ${advice(triple)}`);
}

/** The first file that only another system has; `null`: there is none. */
export function foreignHeader(triple: string, opened: readonly string[]): string | null {
  const own = platformOfTriple(triple);
  const isOwn = (folder: string): boolean => {
    const other = platformOfTriple(folder);
    return own !== null && other !== null && platformName(own) === platformName(other) && own.libc === other.libc;
  };
  // Debian has what differs in a folder by the target's name, and what its systems have in common beside it.
  const folders = opened.map((file) => FOLDER.exec(file)?.[1] ?? null);
  const i = folders.findIndex((folder) => folder !== null && !isOwn(folder));
  if (i >= 0) return opened[i] ?? null;
  const common = opened.find((file) => C_LIBRARY.test(file)) ?? null;
  return isHere(triple) || folders.some((folder) => folder !== null) ? null : common;
}

/** A folder of one system: `/usr/include/x86_64-linux-gnu`, `/usr/aarch64-linux-gnu`. The compilers' own headers do not differ. */
const FOLDER = /^(?!.*\/(?:gcc|gcc-cross|clang)\/).*?\/(\w+-linux-(?:gnu|musl)\w*)\//;

/** What every header of a C library includes, in the folder of the machine's own. */
const C_LIBRARY = /^\/usr\/(?:local\/)?include\/(?:features|sys\/cdefs)\.h$/;

/** Debian's names of processors, where they are not those of triples. */
const DEBIAN: { readonly [cpu: string]: string } = { x64: "amd64", ia32: "i386", arm: "armhf", ppc64: "ppc64el" };

/** What would bring the headers of a target. */
function advice(triple: string): string {
  const platform = platformOfTriple(triple);
  if (platform?.os === "linux" && platform.libc === "glibc") {
    const debian = DEBIAN[platform.cpu] ?? platform.cpu;
    return `its C library's headers are needed: on Debian and Ubuntu \`apt install libc6-dev-${debian}-cross\``;
  }
  return "the headers of that system are needed: tell clang where they are, -- --sysroot=folder";
}
