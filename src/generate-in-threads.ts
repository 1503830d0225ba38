import { type Generated, type GenerateOptions, generated, readOptions } from "./generated.ts";
import { readHeaders } from "./read-headers.ts";

/** As `generate`, in less time, with threads of libuv's pool that parse. */
export async function generateInThreads(headers: readonly string[], options: GenerateOptions): Promise<Generated> {
  const read = await readHeaders(headers, readOptions(options));
  await new Promise(setImmediate); // who shows how far this is has a turn, before emitting goes on without a pause
  return generated(read, options);
}
