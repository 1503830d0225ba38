/** Why an expression cannot be written in TypeScript: ends the writing of that one macro. */
export class Refused extends Error {
  override readonly name = "Refused";
}
