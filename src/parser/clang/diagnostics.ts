import { takeString } from "./clang-string.ts";
import {
  type CXDiagnostic,
  CXDiagnostic_Error,
  CXDiagnostic_Fatal,
  CXDiagnostic_Warning,
  type CXTranslationUnit,
  clang_disposeDiagnostic,
  clang_getChildDiagnostics,
  clang_getDiagnostic,
  clang_getDiagnosticInSet,
  clang_getDiagnosticLocation,
  clang_getDiagnosticSeverity,
  clang_getDiagnosticSpelling,
  clang_getNumDiagnostics,
  clang_getNumDiagnosticsInSet,
} from "./libclang.ts";
import type { PositionReader, SourcePosition } from "./source-position.ts";

/** What clang has to say about the source. */
export interface Diagnostic {
  readonly severity: "note" | "warning" | "error" | "fatal";
  readonly message: string;
  readonly position: SourcePosition | null;
  /** What clang adds to it. */
  readonly notes: readonly string[];
}

/** All diagnostics of a unit, in clang's order. */
export function readDiagnostics(unit: CXTranslationUnit, positions: PositionReader): readonly Diagnostic[] {
  return Array.from({ length: clang_getNumDiagnostics(unit) }, (_, i) => {
    const handle = clang_getDiagnostic(unit, i);
    try {
      return {
        severity: severity(clang_getDiagnosticSeverity(handle)),
        message: takeString(clang_getDiagnosticSpelling(handle)),
        position: positions.position(clang_getDiagnosticLocation(handle)),
        notes: notesOf(handle),
      };
    } finally {
      clang_disposeDiagnostic(handle);
    }
  });
}

/** C: the set and what is in it belong to the diagnostic. */
function notesOf(diagnostic: CXDiagnostic | null): readonly string[] {
  const set = clang_getChildDiagnostics(diagnostic);
  return Array.from({ length: clang_getNumDiagnosticsInSet(set) }, (_, i) =>
    takeString(clang_getDiagnosticSpelling(clang_getDiagnosticInSet(set, i))),
  );
}

function severity(code: number): Diagnostic["severity"] {
  switch (code) {
    case CXDiagnostic_Fatal:
      return "fatal";
    case CXDiagnostic_Error:
      return "error";
    case CXDiagnostic_Warning:
      return "warning";
    default:
      return "note";
  }
}
