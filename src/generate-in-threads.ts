import { type Generated, type GenerateOptions, generated, readOptions } from "./generated.ts";
import { readHeaders } from "./read-headers.ts";

/** As `generate`, in less time, with threads of libuv's pool that parse. */
export async function generateInThreads(headers: readonly string[], options: GenerateOptions): Promise<Generated> {
  return generated(await readHeaders(headers, readOptions(options)), options);
}
