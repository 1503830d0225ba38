/** A header, and calls that are to give the same in C and in TypeScript. */
export interface Hostile {
  readonly name: string;
  readonly header: string;
  /** Of the library. */
  readonly source?: string;
  readonly prototypes?: readonly string[];
  /** Functions without a wrapper, and why. */
  readonly refused?: Readonly<Record<string, RegExp>>;
  /** How C prints it, what it is in C, and in TypeScript: by default the same, on `lib`. */
  readonly calls: readonly (readonly [format: string, c: string, typescript?: string])[];
  readonly inTypeScriptOnly?: Readonly<Record<string, string>>;
}
