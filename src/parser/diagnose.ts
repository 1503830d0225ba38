import { builtinHeaders } from "./builtin-headers.ts";
import { clangVersion } from "./clang/translation-unit.ts";
import { type LibclangCandidate, libclangCandidates } from "./find-libclang.ts";
import { installCommand } from "./install-command.ts";
import { loadLibclang, tryLibclang } from "./load-libclang.ts";

/** What c2ts found of what it needs to read headers, and what to install where something is missing. */
export interface Diagnosis {
  readonly candidates: readonly (LibclangCandidate & {
    /** Why it can't be used; `null` if it can. */
    readonly reason: string | null;
  })[];
  /** The one that would be used. */
  readonly libclang: {
    readonly path: string;
    readonly version: string;
    readonly source: LibclangCandidate["source"];
  } | null;
  /** Where `stddef.h` and the like come from, as clang arguments. */
  readonly builtinHeaders: readonly string[];
  /** Command of this system's package manager that installs libclang; `null` where none is known. */
  readonly install: string | null;
}

/** Looks for libclang and the headers that come with a compiler; changes nothing. */
export function diagnose(option?: string): Diagnosis {
  const candidates = [...libclangCandidates(option)].map((candidate) => ({
    ...candidate,
    reason: tryLibclang(candidate.path),
  }));
  const install = installCommand();
  const usable = candidates.find(({ reason }) => reason === null);
  if (usable === undefined) return { candidates, libclang: null, builtinHeaders: [], install };
  const path = loadLibclang(option);
  return {
    candidates,
    libclang: { path, version: clangVersion(), source: usable.source },
    builtinHeaders: builtinHeaders(path),
    install,
  };
}
