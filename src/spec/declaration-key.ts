import { assertNever } from "./assert-never.ts";
import type { Declaration } from "./declaration.ts";

/**
 * What a declaration is known by: equal for all declarations of one thing, and for no others. C has a name space for tags
 * and one for ordinary identifiers (C17 6.2.3), and the preprocessor has its own.
 */
export function declarationKey(declaration: Declaration): string {
  switch (declaration.kind) {
    case "record":
    case "enum":
      return declaration.id;
    case "function":
    case "global":
    case "typedef":
      return declaration.name;
    case "constant":
      return declaration.origin === "macro" ? macroKey(declaration.name) : declaration.name;
    case "macro":
      return macroKey(declaration.name);
    case "unsupported": {
      const { file, line, column } = declaration.location;
      return `${declaration.name} at ${file}:${line}:${column}`;
    }
    default:
      return assertNever(declaration);
  }
}

export function macroKey(name: string): string {
  return `#define ${name}`;
}
