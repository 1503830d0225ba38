import { errno, errnoName } from "./errno.ts";

/** A failure that C reported. */
export class ForeignError extends Error {
  override readonly name: string = "ForeignError";
  /** errno's value if the failure was reported that way, else `null`. */
  readonly errno: number | null;
  /** `ENOENT` and the like, as Node's own errors have it; `null` if there is no errno or it has no name. */
  readonly code: string | null;

  constructor(message: string, options: { readonly errno?: number; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.errno = options.errno ?? null;
    this.code = options.errno === undefined ? null : errnoName(options.errno);
  }

  /** The error that errno tells of, after a failed call of `fn`: `open: ENOENT`. */
  static fromErrno(fn: string, number: number = errno()): ForeignError {
    return new ForeignError(`${fn}: ${errnoName(number) ?? `errno ${number}`}`, { errno: number });
  }
}
