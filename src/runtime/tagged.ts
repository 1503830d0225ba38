import type { NativeArgument } from "./engine.ts";
import type { NativeScalar } from "./native-type.ts";

/** A value together with the C type that a variadic function is to get it as; made by calling a descriptor: `c.double(1)`. */
export class Tagged {
  /** After C's default promotions: never `f32`, never below 32 bits. */
  readonly native: NativeScalar;
  readonly argument: NativeArgument;

  constructor(native: NativeScalar, argument: NativeArgument) {
    this.native = native;
    this.argument = argument;
  }
}

/** C's default argument promotions (C17 6.5.2.2p6): float to double, what is narrower than int to int. */
export function promoted(native: NativeScalar): NativeScalar {
  switch (native) {
    case "f32":
      return "f64";
    case "bool":
    case "i8":
    case "u8":
    case "i16":
    case "u16":
      return "i32";
    default:
      return native;
  }
}
