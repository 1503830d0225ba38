import { printType } from "../spec/c-printer.ts";
import type { MacroDeclaration } from "../spec/declaration.ts";
import type { MacroMeaning } from "../spec/macro-meaning.ts";
import { type Context, reportedAs } from "./context.ts";
import { emitTypedef } from "./emit-typedef.ts";
import type { Exports } from "./exports.ts";
import type { ModuleWriter } from "./module-writer.ts";
import { isIdentifier, isUnexportable } from "./restricted-names.ts";

/** Returns whether the macro could be written: as another name of something, or as a type. */
export function emitMacro(declaration: MacroDeclaration, exports: Exports, writer: ModuleWriter, cx: Context): boolean {
  const { name, meaning, body } = declaration;
  if (meaning?.kind === "name") return emitAlias(declaration, meaning, exports, cx);
  if (meaning?.kind === "type") {
    const prototype = `#define ${name} ${printType(meaning.type)}`;
    return emitTypedef(
      { ...declaration, kind: "typedef", id: name, type: meaning.type, align: null },
      writer,
      reportedAs(declaration, cx),
      prototype,
    );
  }
  if (meaning?.kind === "inexact") {
    cx.report({ code: "inexact-constant", decl: name, type: printType(meaning.type) }, declaration);
    return false;
  }
  // A spec that was written before macros had meanings.
  const [only] = body;
  const target = body.length === 1 && only !== undefined ? exports.names.get(only) : undefined;
  if (only === name) return false; // `#define stdin stdin` says nothing
  if (target === undefined || exports.names.has(name) || cx.names.isTaken(name)) {
    const reason = meaning?.kind === "inexpressible" ? meaning.reason : null;
    cx.report({ code: "macro-not-a-value", decl: name, body: body.join(" "), reason }, declaration);
    return false;
  }
  exports.alias(target, name);
  return true;
}

/** A function whose header declares it by the macro has the macro's name; then its own is the other one. */
function emitAlias(
  declaration: MacroDeclaration,
  { name: target }: MacroMeaning & { readonly kind: "name" },
  exports: Exports,
  cx: Context,
): boolean {
  const { name } = declaration;
  const local = exports.names.get(target);
  if (local === undefined) {
    cx.report({ code: "alias-left-out", decl: name, target }, declaration);
    return false;
  }
  if (cx.names.declaringMacro(target) !== name) exports.alias(local, cx.names.ordinary(name).exported);
  else if (isIdentifier(target) && !isUnexportable(target)) exports.alias(local, target);
  return true;
}
