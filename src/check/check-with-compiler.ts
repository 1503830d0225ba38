import type { Spec } from "../spec/spec.ts";
import { askFacts } from "./ask-facts.ts";
import { CompilerError, findCompiler } from "./c-compiler.ts";
import { constantFacts } from "./constant-facts.ts";
import type { Fact } from "./fact.ts";
import type { Fault } from "./fault.ts";
import { layoutFacts } from "./layout-facts.ts";
import { spelledTypes } from "./spelled-types.ts";
import { targetMismatch } from "./target-mismatch.ts";

/** What a C compiler can be asked. */
export type CompilerCheck = "layout" | "constants";

export interface CompilerOptions {
  /** Text that includes the headers. */
  readonly includes: string;
  readonly clangArguments: readonly string[];
  /** Default: that of the environment's CC, else `cc`, `gcc`, `clang`. */
  readonly compiler?: string;
  readonly checks: readonly CompilerCheck[];
}

export interface CompilerReport {
  readonly faults: readonly Fault[];
  /** How many types and constants were compared; `null`: none could be. */
  readonly checked: { readonly [K in CompilerCheck]: number | null };
}

/** Compares what a spec says of layout and constants with a C compiler that reads the same headers. */
export function checkWithCompiler(spec: Spec, options: CompilerOptions): CompilerReport {
  const types = spelledTypes(spec);
  const facts = {
    layout: options.checks.includes("layout") ? layoutFacts(spec, types) : [],
    constants: options.checks.includes("constants") ? constantFacts(spec) : [],
  };
  const unnamed = (options.checks.includes("layout") ? types.unnamed : []).map(
    ({ id, location }): Fault => ({ code: "unnamed-record", decl: id, location }),
  );
  try {
    const compiler = findCompiler(options.compiler, options.clangArguments);
    const mismatch = targetMismatch(spec.target, compiler);
    if (mismatch !== null) {
      const name = compiler.command.join(" ");
      const what = `${name} cannot speak for ${spec.target.triple}: ${mismatch}; name a compiler for it with --cc`;
      throw new CompilerError("other-target", what);
    }
    const all = [...facts.layout, ...facts.constants];
    const answers = askFacts(compiler, options.includes, all);
    const faults = all.flatMap((fact, i) => factFaults(fact, answers[i], spec.target.endian));
    const count = (check: CompilerCheck): number | null =>
      options.checks.includes(check) ? new Set(facts[check].map(({ decl }) => decl)).size : null;
    return { faults: [...unnamed, ...faults], checked: { layout: count("layout"), constants: count("constants") } };
  } catch (error) {
    if (!(error instanceof CompilerError)) throw error;
    const fault: Fault = { code: "not-checked", checks: options.checks, reason: error.message };
    return { faults: [fault], checked: { layout: null, constants: null } };
  }
}

function factFaults(
  { decl, location, about, faults }: Fact,
  answer: ReturnType<typeof askFacts>[number] | undefined,
  endian: Spec["target"]["endian"],
): Fault[] {
  if (answer?.kind !== "bytes") {
    return [{ code: "refused-by-compiler", about, decl, reason: answer?.reason ?? "no answer", location }];
  }
  const code = about === "layout" ? "wrong-layout" : "wrong-constant";
  return faults(answer.bytes, endian).map((difference) => ({ code, decl, ...difference, location }));
}
