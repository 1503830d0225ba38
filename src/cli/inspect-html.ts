import { join } from "node:path";
import type { Command } from "commander";
import type { InspectInput } from "../index.ts";
import { bindingsOf } from "./bindings.ts";
import { emitFrom, isSpecFile } from "./emit-from.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { generateFrom } from "./generate-from.ts";
import { type InspectOptions, unknownName } from "./inspect.ts";
import { styleOf } from "./module-options.ts";
import { say } from "./say.ts";
import { UsageError } from "./usage-error.ts";

/** Writes a page for each spec, for the headers taken together, or for each library of the config. */
export async function inspectHtml(
  words: readonly string[],
  options: InspectOptions,
  clangArguments: readonly string[],
  command: Command,
): Promise<ExitCode> {
  const { inputs, names } = split(words);
  const { html: _, output, json, ...asked } = options;
  if (json) throw new UsageError("--html or --json: what is printed is one of the two");
  const sources = await sourcesOf(inputs, asked, clangArguments, command);
  if (sources.length > 1 && output === undefined) throw new UsageError("several libraries: -o needs a folder for them");
  const { inspect, inspectPage, suggest, writeOutput } = await import("../index.ts");
  for (const name of names) {
    if (sources.some((source) => inspect(source, name).length > 0)) continue;
    const where = sources.flatMap(({ spec }) => spec.headers).join(" ");
    throw unknownName(
      name,
      where,
      sources.flatMap((source) => suggest(source, name)),
    );
  }
  for (const source of sources) {
    const page = inspectPage(source, names);
    if (output === undefined) {
      process.stdout.write(page);
      continue;
    }
    const file = sources.length > 1 ? join(output, `${pageName(source)}.html`) : output;
    const result = writeOutput(file, page);
    say(`${file}${result === "unchanged" ? " (unchanged)" : ""}: ${Math.ceil(page.length / 1024)} KB\n`);
  }
  return EXIT.ok;
}

/** Names are words of C; headers and specs have a point or a slash. `struct stat` is one name. */
function split(words: readonly string[]): { inputs: readonly string[]; names: readonly string[] } {
  const inputs: string[] = [];
  const names: string[] = [];
  let tag = "";
  for (const word of words) {
    if (/[./\\]/.test(word)) inputs.push(word);
    else if (/^(struct|union|enum)$/.test(word)) tag = `${word} `;
    else {
      names.push(tag + word);
      tag = "";
    }
  }
  return { inputs, names };
}

async function sourcesOf(
  inputs: readonly string[],
  options: Omit<InspectOptions, "html" | "json" | "output">,
  clangArguments: readonly string[],
  command: Command,
): Promise<readonly InspectInput[]> {
  const target = options.target === undefined ? {} : { target: options.target };
  const sources: InspectInput[] = [];
  for (const spec of inputs.filter(isSpecFile)) sources.push(await emitFrom(spec, { ...target, ...styleOf(options) }));
  const headers = inputs.filter((input) => !isSpecFile(input));
  if (sources.length > 0 && headers.length === 0 && options.pkg === undefined) return sources;
  for (const binding of await bindingsOf(headers, options, clangArguments, command)) {
    const { generated } = await generateFrom(binding.headers, binding.options, binding.clangArguments, false);
    sources.push(generated);
  }
  return sources;
}

/** `openssl-ssl` of `openssl/ssl.h`. */
function pageName({ spec }: InspectInput): string {
  const [first = "page"] = spec.headers;
  return first.replace(/\.\w+$/, "").replaceAll(/[^\w.-]+/g, "-");
}
