import { z } from "zod";
import { Declaration } from "./declaration.ts";

/** What a set of headers says, for one target, and nothing about TypeScript. */
export interface Spec {
  /** Version of the format, `major.minor`. */
  readonly format: string;
  readonly target: Target;
  /** The parser that saw it. */
  readonly clang: string;
  /** Arguments given to clang beyond the defaults, as the user wrote them; not the directories of headers. */
  readonly arguments: readonly string[];
  /** The headers asked for, as a program would include them: `sqlite3.h`, `openssl/ssl.h`. */
  readonly headers: readonly string[];
  /** In source order; types that others need stand where the header has them. */
  readonly declarations: readonly Declaration[];
}

/** The data model of the target: what the C standard leaves to the implementation. */
export interface Target {
  /** clang's triple, `x86_64-pc-linux-gnu`. */
  readonly triple: string;
  readonly endian: "little" | "big";
  /** Bits of `void *`. */
  readonly pointerBits: 32 | 64;
  /** Bits of `long`: 64 on LP64, 32 on LLP64 and ILP32. */
  readonly longBits: 32 | 64;
  /** Whether plain `char` is signed. */
  readonly charSigned: boolean;
  /** Bits of `wchar_t`. */
  readonly wcharBits: 16 | 32;
  readonly wcharSigned: boolean;
}

export const Target: z.ZodType<Target> = z
  .strictObject({
    triple: z.string(),
    endian: z.enum(["little", "big"]),
    pointerBits: z.literal([32, 64]),
    longBits: z.literal([32, 64]),
    charSigned: z.boolean(),
    wcharBits: z.literal([16, 32]),
    wcharSigned: z.boolean(),
  })
  .meta({ id: "Target" });

export const Spec: z.ZodType<Spec> = z
  .strictObject({
    format: z.string().regex(/^\d+\.\d+$/),
    target: Target,
    clang: z.string(),
    arguments: z.array(z.string()),
    headers: z.array(z.string()),
    declarations: z.array(Declaration),
  })
  .meta({ id: "Spec", title: "c2ts spec", description: "What a set of C headers says, for one target." });
