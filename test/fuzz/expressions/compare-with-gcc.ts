import { dump } from "c2ts";
import { type Comparison, compareMacros } from "./compare-macros.ts";

const PRELUDE = `#include <stddef.h>
#include <stdint.h>
enum fz_color { FZ_RED = -1, FZ_BLUE = 7 };
static inline int fz_twice(int x) { int y = x & 0xffff; return y * 2; }
`;

/** Makes a macro of three parameters of each body, and compares what it gives in TypeScript with what it gives in C. */
export function compareWithGcc(bodies: readonly string[], seed: number): Promise<Comparison> {
  const header = `${PRELUDE}${bodies.map((body, i) => `#define FZ_${i}(a, b, c) ${body}\n`).join("")}`;
  const { spec } = dump(["fz.h"], { files: [{ file: "fz.h", text: header }] });
  return compareMacros({ header, spec, takes: () => true, seed });
}
