/** Why a function-like macro is no expression that c2ts can read: ends the reading of that one macro. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}
