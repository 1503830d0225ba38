import type { FunctionDeclaration } from "../spec/declaration.ts";
import type { Callable } from "./callable.ts";
import type { Context } from "./context.ts";
import { headLines } from "./write-head.ts";

/** What a function's body stands between. */
export interface FunctionHead {
  readonly lines: readonly string[];
  readonly end: string;
}

/**
 * A function that can be called on another thread is a constant: `cFunction` gives it its `.async` form, in an expression that bundlers
 * drop with the constant if nobody uses it. (They keep every `f.async = …` after a function declaration.)
 */
export function headOf(callable: Callable, local: string, parameters: readonly string[], cx: Context): FunctionHead {
  const { declaration, result, open, inner, cache } = callable;
  const exported = cx.names.ordinary(declaration.name).exported === local ? "export " : "";
  const typed = callable.arguments.map((argument, i) => `${parameters[i] ?? ""}: ${argument.type}`);
  if (cache !== null) {
    if (open) typed.push(`...${parameters.at(-1) ?? "args"}: ${cx.imports.type("VarArg")}[]`);
    const returned = declaration.noreturn && result.type === "void" ? "never" : result.type;
    return { lines: headLines(`${exported}function ${local}(`, typed, `): ${returned} {`), end: "}" };
  }
  const before = `${exported}const ${local}: ${cx.imports.type("CFunction")}<(`;
  const names = parameters.slice(0, typed.length).join(", ");
  const after = `) => ${result.type}> = /* @__PURE__ */ ${cx.imports.value("cFunction")}(function ${inner}(${names}) {`;
  return { lines: headLines(before, typed, after), end: "});" };
}

/** koffi calls variadic functions on its own thread only, and one that never returns has no result to wait for. */
export function isSynchronous({ noreturn }: FunctionDeclaration, open: boolean): boolean {
  return open || noreturn;
}
