/** A shim could not be built: there is no compiler, it refuses the headers, or the linker finds no cause that could be left out. */
export class ShimError extends Error {
  override readonly name = "ShimError";
}
