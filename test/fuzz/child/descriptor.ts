import { type CType, c } from "c2ts-runtime";
import type { Scalar } from "../model/type.ts";

/** The runtime's descriptor of a basic type: `c.uint` for `unsigned int`. */
export function descriptor({ spelling }: Scalar): CType<unknown, unknown> {
  const special: Readonly<Record<string, string>> = { _Bool: "bool", "signed char": "schar" };
  const name = special[spelling] ?? spelling.replace("unsigned ", "u").replaceAll(" ", "");
  const found: unknown = Reflect.get(c, name);
  if (typeof found !== "function") throw new Error(`c has no ${name}`);
  return found as CType<unknown, unknown>;
}

export function arrayDescriptor(scalar: Scalar, length: number): CType<unknown, unknown> {
  return c.array(descriptor(scalar), length) as unknown as CType<unknown, unknown>;
}
