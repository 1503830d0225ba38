import { Command } from "commander";
import type { InspectInput, Inspection } from "../index.ts";
import { addConfigOption } from "./bindings.ts";
import { addSpecOptions, emitFrom, isSpecFile } from "./emit-from.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { generateFrom } from "./generate-from.ts";
import { addHeaderOptions, type HeaderOptions } from "./header-options.ts";
import { addStyleOptions, type StyleOptions, styleOf } from "./module-options.ts";
import { say } from "./say.ts";
import { UsageError } from "./usage-error.ts";

export interface InspectOptions extends HeaderOptions, StyleOptions {
  readonly json?: boolean;
  readonly html?: boolean;
  readonly output?: string;
  readonly config?: string;
  readonly target?: readonly string[];
}

export function inspectCommand(clangArguments: readonly string[], ended: (code: ExitCode) => void): Command {
  const command = new Command("inspect").description(
    "show what a name is in C and in TypeScript: a function's signatures, a record's members and holes drawn with " +
      "their places, an enum's values, what a typedef stands for, a constant, a macro",
  );
  return addConfigOption(addSpecOptions(addStyleOptions(addHeaderOptions(command))))
    .option("--json", "print what is known as JSON")
    .option("--html", "make a page for browsers, of everything or of the names given")
    .option("-o, --output <file>", "where the page goes; a folder, where there are several libraries")
    .usage("[headers... | specs...] <name> [options] [-- <clang arguments>]")
    .action(async (words: readonly string[], options: InspectOptions) => {
      if (options.html) {
        const { inspectHtml } = await import("./inspect-html.ts");
        return ended(await inspectHtml(words, options, clangArguments, command));
      }
      const alone = options.output === undefined ? (options.config === undefined ? null : "--config") : "-o";
      if (alone !== null) throw new UsageError(`${alone} is for --html`);
      const { inputs, name } = question(words, options);
      const found = await inspections(inputs, name, options, clangArguments);
      const { inspectionText } = await import("../index.ts");
      const text = options.json ? `${JSON.stringify(found, null, 2)}\n` : found.map(inspectionText).join("\n");
      process.stdout.write(text);
      ended(EXIT.ok);
    });
}

/** The last word is the name, and `struct stat` is one name. */
function question(words: readonly string[], options: InspectOptions): { inputs: readonly string[]; name: string } {
  const tagged = /^(struct|union|enum)$/.test(words.at(-2) ?? "") ? 2 : 1;
  const name = words.slice(-tagged).join(" ");
  const inputs = words.slice(0, -tagged);
  if (name === "") throw new UsageError("inspect what? name headers or a spec, then a declaration of them");
  if (inputs.length === 0 && options.pkg === undefined) {
    throw new UsageError(`where is '${name}' declared? name headers or a spec in front of it, or a package with --pkg`);
  }
  return { inputs, name };
}

/** From each spec, and from the headers taken together; of what they agree on only the first. */
async function inspections(
  inputs: readonly string[],
  name: string,
  options: InspectOptions,
  clangArguments: readonly string[],
): Promise<readonly Inspection[]> {
  const { excluded, inspect, suggest } = await import("../index.ts");
  const specs = inputs.filter(isSpecFile);
  const headers = inputs.filter((input) => !isSpecFile(input));
  const style = styleOf(options);
  const sources: InspectInput[] = [];
  for (const spec of specs)
    sources.push(
      await emitFrom(spec, { ...(options.target === undefined ? {} : { target: options.target }), ...style }),
    );
  const fromHeaders = async (asked: HeaderOptions): Promise<InspectInput> =>
    (await generateFrom(headers, { ...asked, ...style, json: false }, clangArguments, false)).generated;
  const hasHeaders = headers.length > 0 || options.pkg !== undefined;
  if (hasHeaders) sources.push(await fromHeaders(options));
  const found = unique(sources.flatMap((source) => inspect(source, name)));
  if (found.length > 0) return found;

  const out = sources.map((source) => excluded(source, name)).find((one) => one !== null);
  if (out != null) throw new UsageError(`'${name}' is left out of what is bound: ${out.excluded?.by}`);
  // The name may be one of those that the headers only include.
  if (hasHeaders) {
    const { select: _, ...others } = options;
    const all = inspect(await fromHeaders({ ...others, include: ["file:**"], exclude: [] }), name);
    if (all.length > 0) {
      for (const { location } of all) say(elsewhere(name, location.file));
      return all.map((one) => ({ ...one, outcome: "excluded" }));
    }
  }
  const near = sources.flatMap((source) => suggest(source, name));
  throw unknownName(name, [...inputs, options.pkg ?? ""].join(" ").trim(), near);
}

export function unknownName(name: string, where: string, near: readonly string[]): UsageError {
  const hint = near.length === 0 ? "" : `; did you mean ${[...new Set(near)].join(", ")}?`;
  return new UsageError(`nothing is named '${name}' in ${where}${hint}`);
}

function elsewhere(name: string, file: string): string {
  return `c2ts: note: '${name}' is of ${file}, which is none of the headers: --include 'file:${file}' would bind it\n`;
}

function unique(found: readonly Inspection[]): readonly Inspection[] {
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}
