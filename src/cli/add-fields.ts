import { type Command, Option } from "commander";
import type { Field } from "../config/fields.ts";
import { collect } from "./collect.ts";

/** Options of a command, as the fields of a config describe them. */
export function addFields(command: Command, fields: { readonly [key: string]: Field }): Command {
  for (const { flags, text, type } of Object.values(fields)) {
    const option = new Option(flags, text);
    if (typeof type === "object") option.choices(type).default(type[0]);
    else if (type === "strings") repeatable(option);
    command.addOption(option);
    if (type === "strings") startEmpty(command, option);
  }
  return command;
}

/** An option that may be given several times, for what is no field of a config. */
export function addRepeatable(command: Command, flags: string, text: string): Command {
  const option = repeatable(new Option(flags, text));
  return startEmpty(command.addOption(option), option);
}

function repeatable(option: Option): Option {
  return option.argParser(collect);
}

/** As a default, which help would tell, but without its telling: an empty list goes without saying. */
function startEmpty(command: Command, option: Option): Command {
  return command.setOptionValueWithSource(option.attributeName(), [], "default");
}
