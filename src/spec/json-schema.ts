import { z } from "zod";
import { Spec } from "./spec.ts";

/** JSON Schema (2020-12) of a spec file, as published in docs/spec.schema.json. */
export function specJsonSchema(): object {
  return z.toJSONSchema(Spec);
}
