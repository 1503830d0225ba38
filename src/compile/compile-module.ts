import type { ts as TypeScript } from "ts-morph";
import { tsMorph } from "../compile/ts-morph.ts";

/** What is run, and what TypeScript reads of it. */
export interface CompiledModule {
  readonly js: string;
  readonly types: string;
  /** From `js` to the module's text. */
  readonly map: string;
}

/**
 * JavaScript and declarations of a module that c2ts wrote, each from its own text: emitted modules spell out every exported
 * type, so that no other file, not even the runtime's types, has to be read.
 *
 * @param file name of the module, `sqlite3.ts`, as the source map is to call it.
 * @param comments whether to keep them; those that bundlers read are among them.
 */
export function compileModule(code: string, file: string, { comments = true } = {}): CompiledModule {
  const { ts } = tsMorph();
  const common: TypeScript.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    newLine: ts.NewLineKind.LineFeed,
    verbatimModuleSyntax: true,
    rewriteRelativeImportExtensions: true,
    strict: true,
    removeComments: !comments,
  };
  const js = ts.transpileModule(code, {
    fileName: file,
    compilerOptions: { ...common, sourceMap: true },
    reportDiagnostics: true,
  });
  const types = ts.transpileDeclaration(code, {
    fileName: file,
    compilerOptions: { ...common, declaration: true, isolatedDeclarations: true },
    reportDiagnostics: true,
  });
  const faults = [...(js.diagnostics ?? []), ...(types.diagnostics ?? [])];
  if (faults.length > 0) {
    const texts = faults.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    throw new Error(`${file} does not compile: ${texts.join("; ")}`);
  }
  return { js: withoutMapUrl(js.outputText), types: types.outputText, map: js.sourceMapText ?? "" };
}

/** The map may not be written; whoever writes it says where. */
function withoutMapUrl(js: string): string {
  return js.replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, "\n");
}
