import { useLibrary } from "./clang/libclang.ts";
import { clangVersion } from "./clang/translation-unit.ts";
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

export function loadLibclang(option: string | undefined): string {
  const path = libclangCandidates(option)[0]?.path ?? "";
  useLibrary(path);
  return path;
}
