/** What becomes of memory that is used after its end: one line for each use. */
import { addressOf, allocString, c, cstring, free, malloc, scope } from "c2ts-runtime";
import * as r from "../../../fixtures/records/expected.ts";

function attempt(what: string, use: () => unknown): void {
  try {
    use();
    console.log(`${what}: taken`);
  } catch (error) {
    console.log(`${what}: ${error instanceof Error ? error.name : error}`);
  }
}

const record = r.node.malloc();
const { version } = record;
const p = addressOf(record);
free(record);
attempt("member of a freed record", () => record.count);
attempt("member of a part of it", () => version.major);
attempt("pointer to it", () => r.node.at(p).count);

const numbers = c.int.mallocArray(4);
free(numbers);
attempt("freed array", () => {
  if (numbers.length === 0) throw new TypeError("empty");
});

const text = allocString("text");
free(text);
attempt("freed text", () => cstring(text));
attempt("misaligned view", () => c.int.view(c.char.offset(malloc(16), 1) as never, 1));

const kept = scope((s) => s.alloc(r.node));
attempt("record of a scope that ended", () => kept.count);
attempt("bounds of an array", () => r.node.array(2).at(2));
