/** A JSON number by its text: C's 64-bit integers are no JavaScript numbers, and `1.0` is no integer. */
export class Digits {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Decimal of a number as it was read; of a zero that has a sign with a point, since no integer has one. */
export function digitsOf(value: unknown): string {
  if (Object.is(value, -0)) return "-0.0";
  return value instanceof Digits ? value.text : String(value);
}
