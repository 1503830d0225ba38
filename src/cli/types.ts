import { relative } from "node:path";
import { Command } from "commander";
import { HEADER_FIELDS } from "../config/fields.ts";
import { addFields } from "./add-fields.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { say } from "./say.ts";
import { UsageError } from "./usage-error.ts";

export function typesCommand(clangArguments: readonly string[], ended: (code: ExitCode) => void): Command {
  const command = new Command("types")
    .description(
      "declare the C headers that a TypeScript project imports, as the plugin for bundlers does, in a c2ts.d.ts: before the " +
        "first build, and for tsc",
    )
    .argument("[folder]", "folder of the project; its tsconfig.json is there or above", ".")
    .usage("[folder] [options] [-- <clang arguments>]");
  return addFields(command, { libclang: HEADER_FIELDS.libclang }).action(
    async (folder: string, { libclang }: { readonly libclang?: string }) => {
      const { ProjectBindings, typesAdvice, writeTypes } = await import("../index.ts");
      const options = { clangArgs: clangArguments, ...(libclang === undefined ? {} : { libclang }) };
      const files = writeTypes(folder, await new ProjectBindings(options).in(folder));
      if (files === null) throw new UsageError(`no tsconfig.json in ${folder} or above`);
      if (files.length === 0) say("c2ts: no file of the project imports a header, or names a snippet of C\n");
      for (const file of files) {
        const unchanged = file.state === "unchanged" ? " (unchanged)" : "";
        const snippets = file.snippets === 0 ? "" : `, ${counted(file.snippets, "snippet")}`;
        say(`${relative("", file.path)}${unchanged}: ${counted(file.modules, "header")}${snippets}\n`);
        for (const advice of typesAdvice(file)) say(`c2ts: ${advice}\n`);
      }
      ended(files.some((file) => typesAdvice(file).length > 0) ? EXIT.problems : EXIT.ok);
    },
  );
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;
