import { existsSync } from "node:fs";
import { library, useLibrary } from "c2ts-runtime";
import { type LibclangCandidate, libclangCandidates, OLDEST_LIBCLANG } from "./find-libclang.ts";

/** No usable libclang: what was tried, and why each was not taken. */
export class LibclangError extends Error {
  override readonly name = "LibclangError";
  readonly tried: readonly { readonly candidate: LibclangCandidate; readonly reason: string }[];

  constructor(tried: LibclangError["tried"]) {
    super(
      tried.length === 0
        ? "libclang was not found (run `c2ts doctor` to see what to install)"
        : `no usable libclang:\n${tried.map(({ candidate, reason }) => `  ${candidate.path} (${candidate.source}): ${reason}`).join("\n")}`,
    );
    this.tried = tried;
  }
}

/** The library in use: a process loads one libclang and keeps it. */
let loaded: {
  readonly path: string;
  readonly option: string | undefined;
  readonly tried: readonly string[];
} | null = null;

/** Paths of what was tried when libclang was loaded, in this order; the last is the one in use. */
export function triedLibclangs(): readonly string[] {
  return loaded?.tried ?? [];
}

/**
 * Loads libclang, unless it is loaded already.
 *
 * @param option path that the user named, instead of searching.
 * @returns absolute path of the library.
 * @throws LibclangError
 */
export function loadLibclang(option: string | undefined): string {
  if (loaded !== null && (option === undefined || option === loaded.option)) return loaded.path;
  const tried: { candidate: LibclangCandidate; reason: string }[] = [];
  for (const candidate of libclangCandidates(option)) {
    const reason = tryLibclang(candidate.path);
    if (reason === null) {
      useLibrary("clang", candidate.path);
      loaded = { path: candidate.path, option, tried: [...tried, { candidate }].map((one) => one.candidate.path) };
      return candidate.path;
    }
    tried.push({ candidate, reason });
  }
  throw new LibclangError(tried);
}

/** Why a file cannot serve as libclang; `null` if it can. */
export function tryLibclang(path: string): string | null {
  if (!existsSync(path)) return "no such file";
  try {
    const candidate = library(path.includes("/") ? path : `./${path}`);
    if (!candidate.has("clang_getClangVersion")) return "not a libclang: it lacks clang_getClangVersion";
    return candidate.has(NEWEST_FUNCTION) ? null : `too old: libclang ${OLDEST_LIBCLANG} or newer is needed`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The function of `libclang.ts` that came last into libclang. */
const NEWEST_FUNCTION = "clang_Type_getValueType";
