import { assertNever } from "../assert-never.ts";
import { printDeclaration, printPrototype } from "../c-printer.ts";
import { constantText } from "../constant-text.ts";
import type { Declaration } from "../declaration.ts";
import { macroText } from "../macro-text.ts";

/** A declaration in one line of C, or nearly so. */
export function declarationText(declaration: Declaration): string {
  switch (declaration.kind) {
    case "function":
      return printPrototype(declaration);
    case "record":
      return `${declaration.id}${declaration.layout === null ? "" : `, ${declaration.layout.size} bytes`}`;
    case "enum":
      return `enum ${declaration.name ?? ""} { ${declaration.enumerators.map((one) => one.name).join(", ")} }`;
    case "typedef":
      return `typedef ${printDeclaration(declaration.type, declaration.name)}`;
    case "global":
      return `extern ${printDeclaration(declaration.type, declaration.name)}`;
    case "constant":
      return `${declaration.name} = ${constantText(declaration.value)}`;
    case "macro":
      return macroText(declaration);
    case "unsupported":
      return `${declaration.name}: ${declaration.reason}`;
    default:
      return assertNever(declaration);
  }
}
