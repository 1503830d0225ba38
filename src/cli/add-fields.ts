import { type Command, Option } from "commander";
import type { Field } from "../config/fields.ts";
import { collect } from "./collect.ts";

/** Options of a command, as the fields of a config describe them. */
export function addFields(command: Command, fields: { readonly [key: string]: Field }): Command {
  for (const { flags, text, type } of Object.values(fields)) {
    const option = new Option(flags, text);
    if (typeof type === "object") option.choices(type).default(type[0]);
    else if (type === "strings") option.argParser(collect).default([], "none");
    command.addOption(option);
  }
  return command;
}
