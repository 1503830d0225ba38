import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type CCompiler, CompilerError, findCompiler } from "./check/c-compiler.ts";
import { compileModule } from "./compile/compile-module.ts";
import { functionBody } from "./compile/function-body.ts";
import type { EmittedModule } from "./emit/emit-module.ts";
import { emitSnippet, snippetModule } from "./snippet-module.ts";
import { compileSnippet } from "./snippets/compile-snippet.ts";
import { inlineFunction } from "./snippets/inline-function.ts";
import type { BuildAnswer, BuildRequest, BuiltSnippet } from "./snippets/request.ts";
import { SnippetError } from "./snippets/snippet-error.ts";
import { targetOfCompiler } from "./snippets/target-of-compiler.ts";
import { type LocatedProblem, problemText } from "./spec/diagnostic.ts";
import type { Spec } from "./spec/spec.ts";

// A program of its own, which whoever uses a new snippet starts: libclang and TypeScript's compiler are not to be in theirs.
// Standard input has a BuildRequest, standard output gets a BuildAnswer.

const NAME = "snippet.c";

process.stdout.write(JSON.stringify(answer(JSON.parse(readFileSync(0, "utf8")))));

function answer(request: BuildRequest): BuildAnswer {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-snippet-"));
  try {
    return { kind: "built", ...build(request, folder) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { kind: "failed", message: error.message.replaceAll(`${folder}/`, "") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function build(request: BuildRequest, folder: string): BuiltSnippet {
  const { snippet, options, output } = request;
  const compiler = compilerFor(options);
  const target = targetOfCompiler(compiler);
  const compile = (text: string, file: string): readonly string[] => {
    writeFileSync(join(folder, file), text);
    return compileSnippet({ compiler, folder, file, output, link: options.link });
  };
  if (snippet.kind === "inline") {
    const { text, spec } = inlineFunction(snippet, target);
    return built(spec, emitSnippet(spec, false), [], compile(text, "inline.c"));
  }
  const files = compile(snippet.text, NAME);
  const clangArguments = [...options.flags, "-iquote", resolve()];
  const { spec, module: withShim, problems } = snippetModule(join(folder, NAME), { clangArguments });
  if (withShim.shim === null) return built(spec, withShim, problems, files);
  try {
    return built(spec, withShim, problems, compile(withShim.shim.text, "shim.c"));
  } catch (error) {
    if (!(error instanceof SnippetError)) throw error;
    compile(snippet.text, NAME); // without what the compiler takes no wrapper of
    return built(spec, emitSnippet(spec, false), problems, files);
  }
}

function compilerFor({ compiler, flags }: BuildRequest["options"]): CCompiler {
  try {
    return findCompiler(compiler ?? undefined, flags);
  } catch (cause) {
    if (!(cause instanceof CompilerError)) throw cause;
    throw new SnippetError(`${cause.message}; without one a snippet that has not been built before cannot be used`, {
      cause,
    });
  }
}

function built(
  spec: Spec,
  module: EmittedModule,
  problems: readonly LocatedProblem[],
  files: readonly string[],
): BuiltSnippet {
  const { js } = compileModule(module.code, "snippet.ts", { comments: false });
  const all = [...problems, ...module.problems];
  const names = new Set(module.emitted.flatMap((one) => (one.kind === "function" ? [one.name] : [])));
  const missing = spec.declarations.flatMap((one) =>
    one.kind === "function" && !names.has(one.name) ? [one.name] : [],
  );
  const leftOut = missing.map((name) => {
    const found = all.find(({ problem }) => "decl" in problem && problem.decl === name);
    return [name, found === undefined ? "it has no binding" : problemText(found.problem)] as const;
  });
  return { js: functionBody(js), files, leftOut };
}
