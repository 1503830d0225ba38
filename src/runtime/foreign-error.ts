import { errno, errnoName } from "./errno.ts";

/** A failure that C reported. */
export class ForeignError extends Error {
  override readonly name: string = "ForeignError";
  /** The C function that failed; `null` where no call was made. */
  readonly fn: string | null;
  /** What it returned, if that is a number: the library's error code. */
  readonly result: number | bigint | boolean | null;
  /** errno's value if the failure was reported that way, else `null`. */
  readonly errno: number | null;
  /** `ENOENT` and the like, as Node's own errors have it; `null` if there is no errno or it has no name. */
  readonly code: string | null;

  constructor(
    message: string,
    options: {
      readonly fn?: string;
      readonly result?: number | bigint | boolean | null;
      readonly errno?: number;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.fn = options.fn ?? null;
    this.result = options.result ?? null;
    this.errno = options.errno ?? null;
    this.code = options.errno === undefined ? null : errnoName(options.errno);
  }

  /** The error that errno tells of, after a failed call of `fn`: `open: ENOENT`. */
  static fromErrno(fn: string, number: number = errno()): ForeignError {
    return new ForeignError(`${fn}: ${errnoName(number) ?? `errno ${number}`}`, { errno: number });
  }
}
