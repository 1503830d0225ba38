/** Bytes of a C string that are no text. In JSON, a string with one character for each. */
export class RawBytes {
  readonly hex: string;

  /** @param hex two digits for each byte. */
  constructor(hex: string) {
    this.hex = hex;
  }

  get bytes(): readonly number[] {
    return (this.hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
  }
}
