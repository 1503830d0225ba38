import type { CType } from "../ctype.ts";
import type { FunctionDeclaration } from "../declaration.ts";
import type { FailureTest } from "./annotation.ts";

/** A function in its annotated form: what each parameter is to who calls it. */
export interface ApiFunction {
  readonly declaration: FunctionDeclaration;
  /** In C's order. */
  readonly parameters: readonly ApiParameter[];
  /** `null` where the result says nothing that is not said otherwise: it is void, checked, or the length of something. */
  readonly result: ApiValue | ApiElements | null;
  readonly failure: Failure | null;
  /** Whether errno is a part of the result. */
  readonly errno: boolean;
  readonly async: boolean;
}

export type ApiParameter =
  | {
      readonly role: "plain";
      readonly nullable: boolean | null;
      /** Text that ends with a NUL for C. */
      readonly string: boolean;
      readonly converter: string | null;
    }
  /** A cell that C reads where `initial`, and writes to where there is a `value`; `of`: what is in the cell. */
  | {
      readonly role: "cell";
      readonly of: CType;
      readonly initial: boolean;
      readonly value: ApiValue | null;
      readonly converter: string | null;
    }
  /** Elements that C reads. `strings`: each is a `char *`. `fixed`: how many there must be, where no parameter says it. */
  | {
      readonly role: "array";
      readonly of: CType;
      readonly strings: boolean;
      readonly nullable: boolean;
      readonly fixed: number | null;
      /** Of each element; of text and bytes that one parameter is given as, of the whole. */
      readonly converter: string | null;
    }
  /** Room for elements, which C writes. */
  | {
      readonly role: "buffer";
      readonly of: CType;
      readonly capacity: Count;
      /** How many C has written; `null`: all. */
      readonly used: Count | null;
      readonly string: boolean;
      /** Of each element, or of the text. */
      readonly converter: string | null;
    }
  /** A function that C keeps for as long as there is what the parameter at this place, or the result, owns. */
  | { readonly role: "kept"; readonly by: number | "result" }
  /** The length of the arrays at these places, which all have the same. */
  | { readonly role: "length"; readonly arrays: readonly number[] };

/** A number of elements: fixed, the value of a parameter (of the cell it points to), or the result. */
export type Count =
  | { readonly kind: "fixed"; readonly number: number }
  | { readonly kind: "parameter"; readonly index: number }
  | { readonly kind: "result" };

/** Something that C gives. */
export interface ApiValue {
  readonly role: "value";
  readonly type: CType;
  /** Text behind a `char *`, copied. */
  readonly string: boolean;
  /** Function that frees it; `free`: that of the C library, which the header does not declare. */
  readonly free: FunctionDeclaration | "free" | null;
  /** Whether a failed function may leave one behind. */
  readonly freeOnError: boolean;
  /** `false`: NULL is an error. `null`: as C says. */
  readonly nullable: boolean | null;
  readonly converter: string | null;
}

/** A pointer to the first of several elements. */
export interface ApiElements {
  readonly role: "elements";
  readonly of: CType;
  /** A call is made once C has returned. */
  readonly count: Count | TextCall;
  /** Of characters: text. Of pointers to such: a list of texts. */
  readonly string: boolean;
  /** Function that frees it, once its elements have been copied. */
  readonly free: FunctionDeclaration | null;
  readonly nullable: boolean | null;
  /** Of each element, or of the text. */
  readonly converter: string | null;
}

export interface Failure {
  readonly when: FailureTest;
  readonly unless: readonly (number | string)[];
  /** Gives the number that is tested; `null`: that is the result. */
  readonly code: TextCall | null;
  readonly errno: boolean;
  readonly text: TextCall | { readonly parameter: number } | MemberOf | null;
  /** Is shown instead of what is tested. */
  readonly number: MemberOf | null;
  /** What follows once the words have been read. */
  readonly clear: TextCall | null;
}

/** A member of the record that a parameter points to. */
export interface MemberOf {
  readonly parameter: number;
  readonly member: string;
}

/** `name(arguments)`: what the library says of a failure. */
export interface TextCall {
  readonly function: FunctionDeclaration;
  readonly arguments: readonly (TextCall | { readonly parameter: number } | "result")[];
}
