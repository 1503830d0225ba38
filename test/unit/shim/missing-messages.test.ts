import { expect, test } from "vitest";
import { missingMessages } from "../../../src/shim/missing-messages.ts";

// As the linkers said it. The files are not there, so that a column is only known where the compiler has warned.

const IMPLICIT = {
  file: "/p/a.c",
  line: 3,
  column: 10,
  kind: "warning",
  text: "implicit declaration of function 'g'",
} as const;

test.each([
  [
    "GNU's",
    "/usr/bin/ld: /tmp/c2ts/shim.o: in function `f':\n/p/a.c:3: undefined reference to `g'\n/usr/bin/ld: /p/a.c:3: undefined reference to `g'\n/usr/bin/ld: /p/a b.c:9: undefined reference to `h'\ncollect2: error: ld returned 1 exit status\n",
  ],
  [
    "lld",
    "ld.lld: error: undefined symbol: g\n>>> referenced by a.c:3 (/p/a.c:3)\n>>>               /tmp/c2ts/shim.o:(f)\n\nld.lld: error: undefined symbol: h\n>>> referenced by a b.c:9 (/p/a b.c:9)\n>>>               /tmp/c2ts/shim.o:(f)\n",
  ],
])("%s", (_, said) => {
  expect(missingMessages(said, [IMPLICIT, { ...IMPLICIT, line: 4 }])).toEqual([
    { file: "/p/a.c", line: 3, column: 10, kind: "error", text: "undefined reference to 'g'" },
    IMPLICIT,
    { file: "/p/a b.c", line: 9, column: 1, kind: "error", text: "undefined reference to 'h'" },
  ]);
});

test("no line, no error", () => {
  expect(missingMessages("shim.c:(.text.f+0x1): undefined reference to `g'\n", [])).toEqual([]);
});
