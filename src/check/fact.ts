import type { SourceLocation } from "../spec/location.ts";
import type { Question } from "./ask-compiler.ts";

/** Something that a spec says and a compiler can say too. */
export interface Fact {
  /** The declaration that it belongs to, as people call it: `struct stat`, `EOF`. */
  readonly decl: string;
  readonly location: SourceLocation;
  /** What a fault of it means: memory is read wrongly, or a number is wrong. */
  readonly about: "layout" | "constant";
  /** What the names in the question are: a macro may have the name of a member (`sa_handler`), and mean something else. */
  readonly names: "declarations" | "macros";
  readonly question: Question;
  /** Compares the compiler's answer with the spec. */
  readonly faults: (answer: Uint8Array, byteOrder: ByteOrder) => readonly Difference[];
}

export type ByteOrder = "little" | "big";

export interface Difference {
  /** `sizeof(struct stat)`, `value`. */
  readonly what: string;
  readonly spec: string;
  readonly compiler: string;
}

/** One number that the compiler computes. */
export interface NumberFact {
  readonly what: string;
  /** A C expression, converted to `unsigned long long`. */
  readonly expression: string;
  /** Why the number is wrong: the spec's words and the compiler's; `null` if it is right. */
  readonly compare: (answer: bigint) => Omit<Difference, "what"> | null;
}

/** A number that is to be exactly this. */
export function exactly(what: string, expression: string, wanted: number | bigint): NumberFact {
  const compare: NumberFact["compare"] = (answer) =>
    answer === BigInt(wanted) ? null : { spec: String(wanted), compiler: String(answer) };
  return { what, expression, compare };
}

/** Several numbers in one question: they belong together, and a question costs the compiler more than a number. */
export function numbers(facts: readonly NumberFact[]): Pick<Fact, "question" | "faults"> {
  const values = facts.map(({ expression }) => `(unsigned long long)(${expression})`);
  return {
    question: { type: `unsigned long long[${facts.length}]`, value: `{ ${values.join(", ")} }` },
    faults: (answer, byteOrder) => {
      const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
      return facts.flatMap(({ what, compare }, i) => {
        const difference = compare(view.getBigUint64(8 * i, byteOrder === "little"));
        return difference === null ? [] : [{ what, ...difference }];
      });
    },
  };
}
