import { Command } from "commander";
import { REPORT_FIELDS, SHIM_FIELDS, TARGET_FIELDS } from "../config/fields.ts";
import { addFields } from "./add-fields.ts";
import { addConfigOption, type Binding, bindingsOf } from "./bindings.ts";
import { deliverModule } from "./deliver.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { type GenOptions, generateFrom } from "./generate-from.ts";
import { addHeaderOptions } from "./header-options.ts";
import { addModuleOptions, warnWithoutLibrary } from "./module-options.ts";
import { Progress } from "./progress.ts";
import { say } from "./say.ts";
import { UsageError } from "./usage-error.ts";

export function genCommand(clangArguments: readonly string[], ended: (code: ExitCode) => void): Command {
  const command = new Command("gen").description(
    "read C headers and write a TypeScript module that calls the library (dump and emit in one step)",
  );
  return addGenOptions(command).action(async (headers: readonly string[], options: GenOptions) => {
    const bindings = await bindingsOf(headers, options, clangArguments, command);
    if (bindings.length > 1 && options.json)
      throw new UsageError("--json is for one library, and the config has several");
    const codes: ExitCode[] = [];
    const progress = new Progress();
    for (const [i, binding] of bindings.entries()) {
      const place = bindings.length === 1 ? "" : ` (${i + 1} of ${bindings.length})`;
      const name = binding.options.output ?? binding.headers.join(", ");
      codes.push((await generateOne(binding, (work) => progress.during(name + place, work))).code);
    }
    ended(codes.find((code) => code !== EXIT.ok) ?? EXIT.ok);
  });
}

/** What became of a binding, and the paths of all headers that were read for it. */
export interface GeneratedOne {
  readonly code: ExitCode;
  readonly files: readonly string[];
}

/** @param during does the part of it that takes time, and says nothing itself */
export async function generateOne(
  { headers, options, clangArguments }: Binding,
  during: <T>(work: () => Promise<T>) => Promise<T> = (work) => work(),
): Promise<GeneratedOne> {
  const made = await during(() => generateFrom(headers, options, clangArguments, true));
  const { generated, library, others, failure } = made;
  const { isHere } = await import("../headers.ts");
  const { module } = generated;
  warnWithoutLibrary(library, module);
  const code = await deliverModule(generated, options.output, others, options);
  const triples = made.each.map(({ triple }) => triple);
  const triple = options.target?.length ? triples.find(isHere) : triples[0];
  if (library !== null && triple !== undefined) await warnOfMissing(library, triple);
  const { files } = generated;
  if (failure === null) return { code, files };
  say(`c2ts: ${failure}\n`);
  return { code: EXIT.problems, files };
}

/** A name with a slip in it would otherwise be noticed with the first call. */
async function warnOfMissing(library: string, triple: string): Promise<void> {
  const { missingLibrary } = await import("../headers.ts");
  const missing = missingLibrary(library, triple);
  if (missing === null) return;
  const meant = missing.near.length === 0 ? "" : `; similar: ${missing.near.join(", ")}`;
  const tried = missing.tried.join(", ");
  say(`c2ts: warning: no library '${library}' here (tried ${tried}); calls will fail until it is installed${meant}\n`);
}

/** The options of `gen`, which `check` has too. */
export function addGenOptions(command: Command): Command {
  const all = addFields(addConfigOption(addModuleOptions(addHeaderOptions(command))), SHIM_FIELDS);
  return addFields(all, TARGET_FIELDS).option(REPORT_FIELDS.spec.flags, REPORT_FIELDS.spec.text);
}
