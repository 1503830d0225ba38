import { join } from "node:path";
import { nodeBinary } from "../../../scripts/setup/node-release.mjs";
import { CASES_PER_HEADER } from "../model/odd-names.ts";
import { isLayoutFault, type Outcome } from "./outcome.ts";
import { type Compiler, type Numbered, runBatch } from "./run-batch.ts";
import { typeErrors } from "./type-errors.ts";

/** The other compiler, for what gcc and clang do not agree about. Version 14 has 16-bit floats under another name. */
export const CLANG: Compiler = {
  program: "clang-14",
  flags: ["-D_Float16=__fp16", "-mf16c", "-Xclang", "-fallow-half-arguments-and-returns"],
};

export type Verdict =
  | { readonly kind: "good"; readonly outcome: Outcome }
  /** gcc lays the header out otherwise than clang does, and the binding is right for clang: in words, what differs. */
  | { readonly kind: "compilers-disagree"; readonly faults: readonly string[] }
  | { readonly kind: "bad"; readonly faults: readonly string[] };

/** Runs one case alone, in `folder`: what is wrong with it, or whether that is a matter between compilers. */
export async function judge(one: Numbered, number: number, folder: string, compiler: Compiler): Promise<Verdict> {
  const node = nodeFor(number);
  const [outcome] = await runBatch([one], { folder, compiler, node });
  if (outcome === undefined) throw new Error("no outcome");
  if (outcome.faults.some(isLayoutFault)) {
    const [other] = await runBatch([one], { folder: join(folder, "clang"), compiler: CLANG, node });
    if (other !== undefined && other.faults.length === 0) return { kind: "compilers-disagree", faults: outcome.faults };
  }
  if (outcome.faults.length > 0) return { kind: "bad", faults: outcome.faults };
  const errors = await typeErrors(folder);
  return errors.length > 0 ? { kind: "bad", faults: errors } : { kind: "good", outcome };
}

/** Headers take turns between the Node that runs the tests and the newest one. */
export function nodeFor(number: number): string {
  return Math.floor(number / CASES_PER_HEADER) % 2 === 0 ? process.execPath : nodeBinary(26);
}
