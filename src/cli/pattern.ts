import { UsageError } from "./usage-error.ts";

/**
 * The regular expression that an option has.
 *
 * @throws UsageError that names the option
 */
export function pattern(option: string, text: string | undefined): RegExp | null {
  if (text === undefined) return null;
  try {
    return new RegExp(text, "u");
  } catch (cause) {
    throw new UsageError(`${option} ${text}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
