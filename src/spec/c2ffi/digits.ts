/** A JSON number by its text: C's 64-bit integers are no JavaScript numbers, and `1.0` is no integer. */
export class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Decimal of an integer as it was read. */
export function digitsOf(value: unknown): string {
  return value instanceof Digits ? value.text : String(value);
}
