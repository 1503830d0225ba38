/** A number where it is exact, else a bigint, whatever the C type is. */
export function integerLiteral(decimal: string): string {
  return Number.isSafeInteger(Number(decimal)) ? String(Number(decimal)) : `${decimal}n`;
}

/** The double that a spec's words are for: `nan`, `-inf`, `1e+300`. */
export function floatValue(text: string): number {
  switch (text) {
    case "inf":
      return Number.POSITIVE_INFINITY;
    case "-inf":
      return Number.NEGATIVE_INFINITY;
    case "nan":
    case "-nan":
      return Number.NaN;
    default:
      return Number(text);
  }
}
