import { printAttributes, printDeclaration, printType } from "../spec/c-printer.ts";
import type { CType } from "../spec/ctype.ts";
import type { GlobalDeclaration } from "../spec/declaration.ts";
import type { Context } from "./context.ts";
import { descriptor } from "./descriptor.ts";
import { emitComment } from "./emit-comment.ts";
import type { ModuleWriter } from "./module-writer.ts";
import { isLengthKnown } from "./pointee.ts";
import { brand } from "./ts-type.ts";

/** A variable of the library: an object with its `value` and `address`, found when first used. */
export function emitGlobal(declaration: GlobalDeclaration, writer: ModuleWriter, cx: Context): boolean {
  const { name: decl } = declaration;
  const whole = cx.types.resolve(declaration.type);
  // `extern int a[];`: how many there are, only the program knows.
  const isOpen = whole.kind === "array" && !isLengthKnown(whole.length);
  const type = isOpen ? whole.of : declaration.type;
  const resolved = cx.types.resolve(type);
  const isComplete = resolved.kind !== "record" || resolved.record.layout !== null;
  const about = isComplete ? brand(type, cx) : null;
  const made = about === null ? null : descriptor(type, cx);
  if (about === null || made === null) {
    cx.report({ code: "unsupported-type", decl, type: printType(declaration.type), where: "its type" }, declaration);
    return false;
  }
  const { local, exported } = cx.names.ordinary(decl);
  const storage = declaration.threadLocal ? "extern _Thread_local" : "extern";
  const weak = declaration.linkage.weak ? printAttributes(["weak"]) : "";
  emitComment({ prototype: `${storage} ${printDeclaration(declaration.type, decl)}${weak};`, ...declaration }, writer);
  const { imports } = cx;
  const described = isOpen ? `${imports.value("openArray")}(${made})` : made;
  const constant = isConst(type, cx);
  const code = `${cx.library}.${constant ? "constant" : "global"}(${JSON.stringify(declaration.symbol)}, ${described})`;
  const value = isOpen ? `, ${imports.type("FlexibleArray")}<${about}>` : "";
  const variable = `${imports.type("Global")}<${about}${value}>`;
  const shown = isOpen || constant ? `Readonly<${variable}>` : variable;
  writer.writeLine(`${exported === local ? "export " : ""}const ${local}: ${shown} = /* @__PURE__ */ ${code};`);
  return true;
}

/** C puts the `const` of an array on its elements. */
function isConst(type: CType, cx: Context): boolean {
  const resolved = cx.types.resolve(type);
  return cx.types.isConst(type) || (resolved.kind === "array" && isConst(resolved.of, cx));
}
