import { assertNever } from "./assert-never.ts";
import type { Declaration, FunctionDeclaration, GlobalDeclaration, MacroDeclaration } from "./declaration.ts";
import type { Problem, Report } from "./diagnostic.ts";
import { jumpFault } from "./jumps.ts";
import { macroBody } from "./macro-text.ts";
import type { Pass } from "./pass.ts";

/** Removes what has no symbol to call or no value to read, with one report each, before anything is named or typed. */
export const dropUncallable: Pass = (spec, report, { wraps }) => ({
  ...spec,
  declarations: spec.declarations.filter((declaration) => isBindable(declaration, report, wraps)),
});

function isBindable(declaration: Declaration, report: Report, wraps: boolean): boolean {
  switch (declaration.kind) {
    case "unsupported":
      report({ code: "declared-unsupported", decl: declaration.name, reason: declaration.reason }, declaration);
      return false;
    case "function": {
      const jump = declaration.storage === "extern" ? jumpFault(declaration) : null;
      if (jump !== null) {
        report({ code: "declared-unsupported", decl: declaration.name, reason: jump }, declaration);
        return false;
      }
      if (wraps && (declaration.storage !== "extern" || declaration.type.callingConvention !== "c")) {
        return isAvailable(declaration, report);
      }
      if (declaration.storage === "macro") {
        const reason = "it is a macro, which only a shim can call (--shim)";
        report({ code: "declared-unsupported", decl: declaration.name, reason }, declaration);
        return false;
      }
      if (declaration.storage === "static") {
        report({ code: "no-symbol", decl: declaration.name }, declaration);
        return false;
      }
      if (!isLinkable(declaration, report)) return false;
      if (declaration.type.callingConvention !== "c") {
        const convention = declaration.type.callingConvention;
        report({ code: "unsupported-convention", decl: declaration.name, convention }, declaration);
        return false;
      }
      // With a shim the compiler has it, in any case.
      if (declaration.inline && !wraps) report({ code: "inline-symbol", decl: declaration.name }, declaration);
      return true;
    }
    case "global":
      if (declaration.storage !== "static") return isLinkable(declaration, report);
      report({ code: "no-symbol", decl: declaration.name }, declaration);
      return false;
    case "macro":
      if (declaration.parameters === null) return true; // may still be another name of something; the emitter decides
      if (declaration.meaning?.kind === "expression") return true;
      report(withParameters(declaration), declaration);
      return false;
    case "record":
    case "enum":
    case "typedef":
    case "constant":
      return true;
    default:
      return assertNever(declaration);
  }
}

function withParameters({ name, body, meaning }: MacroDeclaration): Problem {
  const reason = meaning?.kind === "inexpressible" ? meaning.reason : "the spec does not say what it computes";
  return { code: "macro-with-parameters", decl: name, body: macroBody(body), reason };
}

/** Whether a program may link against the symbol of a function or variable. */
function isLinkable(declaration: FunctionDeclaration | GlobalDeclaration, report: Report): boolean {
  if (!isAvailable(declaration, report)) return false;
  if (declaration.linkage.visibility !== "hidden") return true;
  report({ code: "hidden-symbol", decl: declaration.name }, declaration);
  return false;
}

function isAvailable(declaration: FunctionDeclaration | GlobalDeclaration, report: Report): boolean {
  const { name: decl, unavailable } = declaration;
  if (unavailable !== null) report({ code: "unavailable", decl, message: unavailable }, declaration);
  return unavailable === null;
}
