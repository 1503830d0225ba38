import { z } from "zod";
import { Digits } from "./digits.ts";
import { RawBytes } from "./raw-bytes.ts";

const count = z.int().nonnegative().optional();

/** What {@link import("./c2ffi-object.ts").C2ffiObject} says, checked: keys of other tools and other languages may stand beside. */
const AnyObject: z.ZodType<unknown> = z.looseObject({
  tag: z.string(),
  ns: z.int().optional(),
  name: z.string().optional(),
  id: z.int().optional(),
  location: z.string().optional(),
  kind: z.string().optional(),
  variadic: z.boolean().optional(),
  inline: z.boolean().optional(),
  "storage-class": z.string().optional(),
  get parameters() {
    return z.array(AnyObject).optional();
  },
  get "return-type"() {
    return AnyObject.optional();
  },
  "bit-offset": count,
  "bit-size": count,
  "bit-alignment": count,
  width: count,
  get fields() {
    return z.array(AnyObject).optional();
  },
  get type() {
    return AnyObject.optional();
  },
  size: count,
  value: z.union([z.number(), z.string(), z.instanceof(Digits), z.instanceof(RawBytes)]).optional(),
});

export const C2ffiFile: z.ZodType<unknown> = z.array(AnyObject);

/** What the first object of a file says, if c2ts wrote it. */
export const Moves: z.ZodType<readonly (readonly [number, number])[]> = z.array(
  z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
);
