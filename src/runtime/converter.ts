/**
 * How a C type, or one parameter, is to look in TypeScript: both ways. `C` is what the plain function takes and gives. Name it in
 * annotations, as `./file.ts#name`.
 */
export interface Converter<C, T> {
  /** What C is given. What it throws, the call throws before C is called. */
  toC(value: T): C;
  /** What the program is given. */
  fromC(value: C): T;
}
