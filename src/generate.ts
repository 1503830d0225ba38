import { type Generated, type GenerateOptions, generated, readOptions } from "./generated.ts";
import { readHeadersNow } from "./read-headers-now.ts";

/** Headers in, spec and typed module out; touches no output file. */
export function generate(headers: readonly string[], options: GenerateOptions): Generated {
  return generated(readHeadersNow(headers, readOptions(options)), options);
}
