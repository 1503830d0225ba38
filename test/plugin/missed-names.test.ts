import { describe, expect, test } from "vitest";
import { BUNDLERS, bundledProgram } from "../support/bundlers.ts";

// What a header cannot give is said where a program names it, and else nothing is.

const HEADER = `#include <stdarg.h>
int plain(int x);
void vlog(const char *format, va_list list);
void vother(const char *format, va_list list);
_Complex int turn(void);
`;
const OTHER = `import * as shop from "./shop.h?lib=./libshop.so";
export const wanted = ["vlog", "plain"].filter((name) => name in shop);
`;
const MAIN = `import * as shop from "./shop.h?lib=./libshop.so";
import { wanted } from "./other.js";
console.log(wanted, "turn" in shop);
`;

describe.each(Object.entries(BUNDLERS))("%s", (_, bundle) => {
  test("warns of what one of the importing files names", async () => {
    const { warnings } = await bundle(bundledProgram(MAIN, { "shop.h": HEADER, "other.js": OTHER }));
    expect(warnings.flatMap((text) => /shop\.h:\d+: skipped .*/.exec(text)?.[0] ?? []).sort()).toEqual([
      expect.stringMatching(
        /^shop\.h:3: skipped 'vlog': a va_list cannot be made .*; the import's `shim` wraps functions\)/,
      ),
      expect.stringMatching(/^shop\.h:5: skipped 'turn': no binding/),
    ]);
    expect(warnings.join("\n")).not.toMatch(/va_list'|vother/);
  });
});
