import { addressOf, type Pointer, pointer } from "c2ts-runtime";
import type { struct_CXUnsavedFile } from "./libclang.ts";

/** `struct CXUnsavedFile { const char *Filename; const char *Contents; unsigned long Length; }` as three words. */
const WORDS = 3;

/** Files in memory as libclang wants them; `keep` is called after the call so that the texts outlive it. */
export function unsavedFile(files: readonly { readonly file: string; readonly text: string }[]): {
  readonly table: Pointer<struct_CXUnsavedFile>;
  readonly count: number;
  keep(): void;
} {
  const buffers = files.map(({ file, text }) => ({ name: Buffer.from(`${file}\0`), text: Buffer.from(text) }));
  const table = new BigUint64Array(buffers.length * WORDS);
  buffers.forEach(({ name, text }, i) => {
    table[i * WORDS] = addressOf(name);
    table[i * WORDS + 1] = addressOf(text);
    table[i * WORDS + 2] = BigInt(text.length);
  });
  return {
    table: pointer(addressOf(table)),
    count: files.length,
    keep: () => void [buffers.length, table.length],
  };
}
