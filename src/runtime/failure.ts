import { getSystemErrorMap } from "node:util";
import { errno, errnoName, restoreErrno } from "./errno.ts";
import { ForeignError } from "./foreign-error.ts";

/**
 * The error for a result that means failure, straight after the call.
 * @param options `errno`: the reason is there; `text`: asks the library for its own words.
 */
export function failure(
  fn: string,
  result: unknown,
  options: { readonly errno?: boolean; readonly text?: () => string | null } = {},
): ForeignError {
  const left = errno();
  const number = options.errno === true ? left : null;
  if (options.text !== undefined) restoreErrno(left); // some libraries' words are those of errno, of this thread
  const told = options.text?.() ?? null;
  const shown = typeof result === "number" || typeof result === "bigint" || typeof result === "boolean" ? result : null;
  const words = [told, number === null ? null : errnoText(number)].filter((text) => text !== null && text !== "");
  const code = shown === null ? "NULL" : String(shown);
  const message =
    words.length === 0
      ? `it returned ${code}`
      : `${words.join(": ")}${number === null && shown !== null ? ` (${code})` : ""}`;
  return new ForeignError(`${fn}: ${message}`, { fn, result: shown, ...(number === null ? {} : { errno: number }) });
}

/** `ENOENT: no such file or directory`. */
function errnoText(number: number): string {
  const name = errnoName(number) ?? `errno ${number}`;
  const words = getSystemErrorMap().get(-number)?.[1];
  return words === undefined ? name : `${name}: ${words}`;
}
