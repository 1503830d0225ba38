import type { EnumModel, OpaqueModel, ParameterModel, RecordModel, Scalar, Type, TypedefModel } from "./type.ts";

/** One case: declarations for one stretch of a header, and what is done with them. Nothing in it is random any more. */
export interface Case {
  /** Place in its header; names of the case begin with `c<index>_`, but for those that are odd on purpose. */
  readonly index: number;
  /** In source order. */
  readonly types: readonly (RecordModel | EnumModel | TypedefModel | OpaqueModel)[];
  readonly functions: readonly FunctionModel[];
  readonly globals: readonly GlobalModel[];
  /** First of the seeds that its values come from. */
  readonly seed: number;
}

export interface GlobalModel {
  readonly name: string;
  readonly type: Type;
  /** Name of the function by which C logs it and fills it anew. */
  readonly see: string;
}

export interface FunctionModel {
  readonly name: string;
  /** Typedef of the pointer that a function without parameters, of this name, gives out; `null` if it is called itself. */
  readonly through: string | null;
  readonly result: Type;
  readonly parameters: readonly GivenParameter[];
  /** Types of what follows the parameters; `null` for a function without `...`. */
  readonly variadic: readonly Scalar[] | null;
}

/** A parameter, and what a program does with it. */
export type GivenParameter = ParameterModel & {
  readonly role:
    | { readonly kind: "value" }
    /** A record that C reads and, unless it is const, fills anew. */
    | { readonly kind: "record"; readonly record: RecordModel; readonly isConst: boolean }
    /** One number that C reads and overwrites. */
    | { readonly kind: "scalar"; readonly scalar: Scalar }
    | { readonly kind: "string" }
    /** Numbers that C reads and overwrites: the type is what the pointer is adjusted from. */
    | { readonly kind: "array"; readonly scalar: Scalar; readonly length: number }
    /** A function that C calls once. */
    | { readonly kind: "callback"; readonly result: Type; readonly parameters: readonly ParameterModel[] };
};
