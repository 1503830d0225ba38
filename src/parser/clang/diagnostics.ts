import { takeString } from "./clang-string.ts";
import {
  CXDiagnostic_Error,
  CXDiagnostic_Fatal,
  CXDiagnostic_Warning,
  type CXTranslationUnit,
  clang_disposeDiagnostic,
  clang_getDiagnostic,
  clang_getDiagnosticLocation,
  clang_getDiagnosticSeverity,
  clang_getDiagnosticSpelling,
  clang_getNumDiagnostics,
} from "./libclang.ts";
import type { PositionReader, SourcePosition } from "./source-position.ts";

/** What clang has to say about the source. */
export interface Diagnostic {
  readonly severity: "note" | "warning" | "error" | "fatal";
  readonly message: string;
  readonly position: SourcePosition | null;
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
      };
    } finally {
      clang_disposeDiagnostic(handle);
    }
  });
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
