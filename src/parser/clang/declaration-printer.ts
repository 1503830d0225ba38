import { takeString } from "./clang-string.ts";
import type { Cursor } from "./cursor.ts";
import {
  type CXPrintingPolicy,
  CXPrintingPolicy_TerseOutput,
  clang_getCursorPrettyPrinted,
  clang_getCursorPrintingPolicy,
  clang_PrintingPolicy_dispose,
  clang_PrintingPolicy_setProperty,
} from "./libclang.ts";

/** Prints declarations as clang would write them: macros expanded, attributes in one form. Free it with `dispose`. */
export class DeclarationPrinter {
  readonly #policy: CXPrintingPolicy | null;

  /** @param unit cursor of the translation unit. */
  constructor(unit: Cursor) {
    this.#policy = clang_getCursorPrintingPolicy(unit.raw);
    clang_PrintingPolicy_setProperty(this.#policy, CXPrintingPolicy_TerseOutput, 1);
  }

  /** Text of a declaration, bodies left out. */
  print(declaration: Cursor): string {
    return takeString(clang_getCursorPrettyPrinted(declaration.raw, this.#policy));
  }

  dispose(): void {
    clang_PrintingPolicy_dispose(this.#policy);
  }
}
