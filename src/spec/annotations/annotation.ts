import { z } from "zod";
import type { AnnotationKey } from "./annotation-keys.ts";

/**
 * What C's prototypes cannot say, said by whoever binds a library: which pointers are results, who frees what, how long arrays are,
 * which results mean failure. Annotations are checked against a spec by `planApi` and make the annotated forms, `api`.
 */
export type Annotations = { readonly [pattern: string]: Annotation };

/** What a parameter means. */
export type ParameterAnnotation = ParameterWord | ParameterRole;
type ParameterWord = "in" | "out" | "inout" | "nullable" | "nonnull" | "string" | "frees";

export interface ParameterRole {
  /** C only reads what is there: an argument is that value itself. */
  readonly in?: boolean | undefined;
  /** C only writes to it: it is no argument, but (a part of) the result. */
  readonly out?: boolean | undefined;
  /** C reads it and writes to it: an argument, and (a part of) the result. */
  readonly inout?: boolean | undefined;
  /** Number of elements it points to: a number, or the parameter that says so. Where C reads them, the argument's length is passed. */
  readonly array?: string | number | undefined;
  /** How many elements of an `out` array C has filled: `result`, or an `inout` or `out` parameter. */
  readonly used?: string | undefined;
  /** `char *` is text that ends with a NUL. */
  readonly string?: boolean | undefined;
  /** Function that frees what C gives; `true`: the one of its type; `false`: it is C's, though its type has one. */
  readonly owned?: string | boolean | undefined;
  /** Whether a failed function, too, may leave one behind to be freed: of text that is assumed, of others their type says it. */
  readonly freeOnError?: boolean | undefined;
  /** Whether NULL may be passed, or be what C gives: what a function gives that throws on failure is assumed never to be NULL. */
  readonly nullable?: boolean | undefined;
  /**
   * C frees what it is given: what the library itself allocated (`true`), or anything of C's heap (`malloc`). Assumed of functions that
   * annotations name as destructors, and of C's own `free` and `realloc`.
   */
  readonly frees?: boolean | "malloc" | undefined;
  /**
   * C reads or writes at least so many elements (of `void *`: bytes): a number, or a product of numbers, constants, parameters and calls
   * over these. What has an array's length, `array`, has at least that.
   */
  readonly atLeast?: string | number | undefined;
  /** C keeps this function for as long as there is what another parameter, or the `result`, owns. */
  readonly kept?: string | undefined;
  /** `./file.ts#name`: a `Converter` that a module exports. */
  readonly converter?: string | undefined;
}

/** What a result means. */
export type ResultAnnotation = "none" | "string" | "owned" | "nonnull" | ResultRole;

export interface ResultRole {
  /** Number of elements it points to: a number, the parameter that says so, or a call over the parameters and `result`. */
  readonly array?: string | number | undefined;
  readonly string?: boolean | undefined;
  readonly owned?: string | boolean | undefined;
  readonly nullable?: boolean | undefined;
  readonly converter?: string | undefined;
}

/** Results that mean failure. */
export type FailureTest = "negative" | "nonzero" | "zero" | "null";

export interface Throws {
  readonly when: FailureTest;
  /** Results that are none all the same: numbers, or names of constants. The result is then returned. */
  readonly unless?: readonly (number | string)[] | undefined;
  /**
   * A call over the parameters and `result` whose number `when` and `unless` are about, instead of the result's: `SSL_get_error(ssl, result)`.
   * It is asked after each call.
   */
  readonly code?: string | undefined;
  /** The reason is in errno. */
  readonly errno?: boolean | undefined;
  /**
   * The library's own words: a call of its functions, over the parameters and `result` (`gai_strerror(result)`), the parameter
   * that the words are written to, or a member of an `out` record (`error.message`).
   */
  readonly text?: string | undefined;
  /** The library's number for the failure, where that is not what is tested: a member of an `out` record (`error.code`). */
  readonly number?: string | undefined;
  /** A call that makes the library forget the failure, once its words have been read: `ERR_clear_error()`. */
  readonly clear?: string | undefined;
}

/** What there is to say of a function or of a type. Other keys are names of parameters (`arg0` for the first, if it has none). */
export interface Annotation {
  /** Of functions: throw a `ForeignError` instead of returning this. */
  readonly throws?: FailureTest | Throws | undefined;
  /** Of functions: errno is a part of the result. */
  readonly errno?: boolean | undefined;
  /** Of functions that block or join threads: they are called on another thread, and give a promise. */
  readonly async?: "only" | undefined;
  readonly result?: ResultAnnotation | undefined;
  /** Of functions: parameters whose names mean something else here. */
  readonly parameters?: { readonly [name: string]: ParameterAnnotation } | undefined;
  /** Of types: the function that frees one. */
  readonly free?: string | undefined;
  /** Of types: whether a failed function, too, may leave one behind to be freed, as `sqlite3_open` does. */
  readonly freeOnError?: boolean | undefined;
  /** Of types: the function that tells, of one, what went wrong: `sqlite3_errmsg`. */
  readonly errorText?: string | undefined;
  /** Of types: functions take no NULL for a pointer to one, but those whose parameter is `nullable`, and those that free it. */
  readonly nonnull?: boolean | undefined;
  /** Of types: as for parameters, wherever a function takes or gives a value of the type; not in records. */
  readonly converter?: string | undefined;
  /** Of typedefs of characters: pointers to `const` ones are text that ends with a NUL, as `const char *` is. */
  readonly isText?: boolean | undefined;
  /** Of records: only their name is bound, and pointers to them. */
  readonly opaque?: boolean | undefined;
  /** Of functions and types: their name in TypeScript. */
  readonly rename?: string | undefined;
  readonly [parameter: string]: unknown;
}

const Owned = z.union([z.string(), z.boolean()], { error: "expected the name of a function, true or false" });
const Converter = z.string().regex(/^[^#]+#[\p{ID_Start}$_][\p{ID_Continue}$]*$/u, "expected './file.ts#name'");
const TESTS = ["negative", "nonzero", "zero", "null"] as const;
const WORDS = ["in", "out", "inout", "nullable", "nonnull", "string", "frees"] as const;

export const ParameterAnnotation: z.ZodType<ParameterAnnotation> = z
  .union([
    z.enum(WORDS),
    z.strictObject({
      in: z.boolean().optional(),
      out: z.boolean().optional(),
      inout: z.boolean().optional(),
      array: z.union([z.string(), z.int().positive()], { error: "expected a parameter's name or a number" }).optional(),
      used: z.string().optional(),
      string: z.boolean().optional(),
      owned: Owned.optional(),
      freeOnError: z.boolean().optional(),
      nullable: z.boolean().optional(),
      frees: z.union([z.boolean(), z.literal("malloc")], { error: "expected true, false or 'malloc'" }).optional(),
      atLeast: z
        .union([z.string(), z.int().positive()], { error: "expected a number, or an expression over parameters" })
        .optional(),
      kept: z.string().optional(),
      converter: Converter.optional(),
    }),
  ])
  .meta({ id: "ParameterAnnotation" });

const Throws = z.union([
  z.enum(TESTS),
  z.strictObject({
    when: z.enum(TESTS),
    unless: z.array(z.union([z.number(), z.string()])).optional(),
    code: z.string().optional(),
    errno: z.boolean().optional(),
    text: z.string().optional(),
    number: z.string().optional(),
    clear: z.string().optional(),
  }),
]);

const ResultAnnotation = z.union([
  z.enum(["none", "string", "owned", "nonnull"]),
  z.strictObject({
    array: z.union([z.string(), z.int().positive()], { error: "expected a parameter, a call or a number" }).optional(),
    string: z.boolean().optional(),
    owned: Owned.optional(),
    nullable: z.boolean().optional(),
    converter: Converter.optional(),
  }),
]);

const KNOWN = {
  throws: Throws.optional(),
  errno: z.boolean().optional(),
  async: z.literal("only").optional(),
  result: ResultAnnotation.optional(),
  parameters: z.record(z.string(), ParameterAnnotation).optional(),
  free: z.string().optional(),
  freeOnError: z.boolean().optional(),
  errorText: z.string().optional(),
  nonnull: z.boolean().optional(),
  converter: Converter.optional(),
  isText: z.boolean().optional(),
  opaque: z.boolean().optional(),
  rename: z.string().min(1).optional(),
} satisfies Record<AnnotationKey, z.ZodType>;

export const Annotation: z.ZodType<Annotation> = z
  .object(KNOWN)
  .catchall(ParameterAnnotation)
  .meta({ id: "Annotation" });

export const Annotations: z.ZodType<Annotations> = z.record(z.string(), Annotation);
