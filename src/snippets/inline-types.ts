import type { CString, c, Pointer, PointerArg, Value } from "c2ts-runtime";

/** C's scalar types under every spelling that is usual; the same as `scalarOf` knows. */
interface Scalars {
  char: c.char;
  "signed char": c.schar;
  "unsigned char": c.uchar;
  short: c.short;
  "short int": c.short;
  "signed short": c.short;
  "unsigned short": c.ushort;
  "unsigned short int": c.ushort;
  int: c.int;
  signed: c.int;
  "signed int": c.int;
  unsigned: c.uint;
  "unsigned int": c.uint;
  long: c.long;
  "long int": c.long;
  "signed long": c.long;
  "unsigned long": c.ulong;
  "unsigned long int": c.ulong;
  "long long": c.longlong;
  "long long int": c.longlong;
  "signed long long": c.longlong;
  "unsigned long long": c.ulonglong;
  "unsigned long long int": c.ulonglong;
  float: c.float;
  double: c.double;
  bool: c.bool;
  _Bool: c.bool;
  int8_t: c.schar;
  int16_t: c.short;
  int32_t: c.int;
  int64_t: c.longlong;
  uint8_t: c.uchar;
  uint16_t: c.ushort;
  uint32_t: c.uint;
  uint64_t: c.ulonglong;
  intptr_t: c.longlong;
  uintptr_t: c.ulonglong;
  size_t: c.ulong;
  ssize_t: c.long;
  ptrdiff_t: c.long;
}

type Trim<S extends string> = S extends ` ${infer R}` | `\t${infer R}` | `\n${infer R}`
  ? Trim<R>
  : S extends `${infer R} ` | `${infer R}\t` | `${infer R}\n`
    ? Trim<R>
    : S;

type Qualifier = "const" | "volatile" | "restrict";

/** Without qualifiers, with single spaces. */
type Plain<S extends string> = S extends `${infer A}  ${infer B}`
  ? Plain<`${A} ${B}`>
  : S extends `${Qualifier} ${infer R}`
    ? Plain<Trim<R>>
    : S extends `${infer R} ${Qualifier}`
      ? Plain<Trim<R>>
      : S;

/** The type that a pointer type points to: all before the last `*`; `never` for others. */
type Pointee<S extends string> =
  Trim<S> extends `${infer A}*`
    ? Trim<A>
    : Trim<S> extends `${infer A}*${Qualifier}`
      ? Trim<A>
      : Trim<S> extends `${infer A} ${Qualifier}`
        ? Pointee<A>
        : never;

type Has<S extends string, W extends string> = ` ${S} ` extends `${string} ${W} ${string}` ? true : false;

/** What memory of a type is called; `unknown` where nothing is known of it. */
type Brand<S extends string> = [Pointee<S>] extends [never]
  ? Plain<Trim<S>> extends keyof Scalars
    ? Scalars[Plain<Trim<S>>]
    : unknown
  : PointerTo<Brand<Pointee<S>>>;

type PointerTo<B> = unknown extends B ? Pointer : Pointer<B>;

/** `const char *`, in any order. */
type IsText<S extends string> = Plain<Pointee<S>> extends "char" ? Has<Pointee<S>, "const"> : false;

/** What a parameter takes; `never` for what is no type that `inline` knows. */
export type InlineArgument<S extends string> = string extends S
  ? unknown
  : [Pointee<S>] extends [never]
    ? Plain<Trim<S>> extends keyof Scalars
      ? ScalarArgument<Plain<Trim<S>>>
      : never
    : IsText<S> extends true
      ? CString
      : unknown extends Brand<Pointee<S>>
        ? PointerArg
        : PointerArg<Brand<Pointee<S>>>;

/** Integers of 64 bits are written as either kind of number. */
type ScalarArgument<S extends keyof Scalars> = Scalars[S] extends c.long | c.ulong | c.longlong | c.ulonglong
  ? number | bigint
  : Value<Scalars[S]>;

/** What a call gives. */
export type InlineResult<S extends string> = string extends S
  ? unknown
  : [Pointee<S>] extends [never]
    ? Plain<Trim<S>> extends keyof Scalars
      ? ResultOf<Plain<Trim<S>>>
      : Trim<S> extends "void"
        ? Nothing
        : never
    : IsText<S> extends true
      ? string | null
      : PointerTo<Brand<Pointee<S>>> | null;

type Nothing = ReturnType<() => void>;

type ResultOf<S extends keyof Scalars> = Scalars[S] extends c.long | c.ulong ? number : Value<Scalars[S]>;

/** `int x`: the part before the name. */
type TypePart<S extends string> =
  Trim<S> extends `${infer A}*${infer B}` ? `${A}*${Stars<B>}` : WithoutLastWord<Trim<S>>;
type Stars<S extends string> = S extends `${infer A}*${infer B}` ? `${A}*${Stars<B>}` : "";
type WithoutLastWord<S extends string> = S extends `${infer A} ${infer B}`
  ? B extends `${string} ${string}`
    ? `${A} ${WithoutLastWord<B>}`
    : A
  : S;

/** Parameters as C writes them: `["int n", "const char *text"]`. */
export type WrittenArguments<P extends readonly string[]> = { [K in keyof P]: InlineArgument<TypePart<P[K]>> };

/**
 * Parameters by name. TypeScript does not know the order of names, only how many there are: each place takes what any of
 * the parameters takes. The types are exact where they are all the same; calls are checked in any case.
 */
export type NamedArguments<P extends { readonly [name: string]: string }> =
  Repeated<{ [K in keyof P]: InlineArgument<P[K]> }[keyof P], Count<keyof P>> extends infer A extends readonly unknown[]
    ? A
    : never;

type Count<U> = CountUp<U, []>;
type CountUp<U, N extends readonly unknown[]> = [U] extends [never] ? N : CountUp<Exclude<U, OneOf<U>>, [...N, 0]>;
type OneOf<U> = (U extends unknown ? (of: () => U) => void : never) extends (of: infer F) => void
  ? F extends () => infer One
    ? One
    : never
  : never;
type Repeated<T, N extends readonly unknown[]> = { [K in keyof N]: T };
