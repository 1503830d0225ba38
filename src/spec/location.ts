import { z } from "zod";

/** Where a declaration stands. */
export interface SourceLocation {
  /** Relative to the include directory that it was found in: `sys/stat.h`, never an absolute path. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in bytes, as clang counts. */
  readonly column: number;
}

export const SourceLocation: z.ZodType<SourceLocation> = z
  .strictObject({ file: z.string(), line: z.int().nonnegative(), column: z.int().nonnegative() })
  .meta({ id: "SourceLocation" });
