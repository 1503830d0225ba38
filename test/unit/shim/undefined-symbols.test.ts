import { expect, test } from "vitest";
import { undefinedSymbols } from "../../../src/shim/undefined-symbols.ts";

// As the linkers said it.

test.each([
  [
    "GNU's",
    "/usr/bin/ld: /tmp/c2ts/shim.o: in function `c2ts_shim_f':\nshim.c:(.text.c2ts_shim_f+0x1): undefined reference to `g'\n",
  ],
  [
    "lld",
    "ld.lld: error: undefined symbol: g\n>>> referenced by shim.c\n>>>               /tmp/c2ts/shim.o:(.text.c2ts_shim_f+0x1)\n",
  ],
  [
    "zig's",
    "ld.lld: error: undefined symbol: g\n>>> referenced by shop.h:101\n>>>               /tmp/c2ts/shim.o:(c2ts_shim_f)\n",
  ],
])("%s", (_, said) => {
  expect(undefinedSymbols(said)).toEqual([["c2ts_shim_f", "g"]]);
});
