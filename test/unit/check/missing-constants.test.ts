import { expect, test } from "vitest";
import { findCompiler } from "../../../src/check/c-compiler.ts";
import { missingConstants } from "../../../src/check/missing-constants.ts";
import { dump } from "../../../src/parser/dump.ts";
import { installedLibclang } from "../../support/libclang.ts";

const TEXT = `
#define ANSWER 42
#define HALF 0.5
#define TEXT "abc"
#define LARGEST 0xffffffffffffffffUL
#define OCTAL 01777777777777777777777
/* No type holds these: no constants (C17 6.4.4p2), whatever gcc makes of them. */
#define UUID 0x0000000000001000800000805F9B34FB
#define TOO_LARGE 18446744073709551616
#define NO_CONSTANT errno
`;

test("what a C compiler takes for a constant and a spec has no value for", () => {
  const { spec } = dump(["memory.h"], {
    libclang: installedLibclang(19),
    files: [{ file: "memory.h", text: TEXT }],
  });
  const compiler = findCompiler("gcc", []);
  expect(missingConstants(spec, TEXT, compiler)).toEqual([]);
  const unknown = spec.declarations.find(({ kind }) => kind === "macro");
  if (unknown?.kind !== "macro") throw new Error("no macro without a value");
  const macros = [...TEXT.matchAll(/#define (\w+) (.*)/g)].map(([, name = "", token = ""]) => ({
    ...unknown,
    name,
    body: [token],
  }));
  const unknowing = { ...spec, declarations: macros };
  expect(missingConstants(unknowing, TEXT, compiler).map(({ name }) => name)).toEqual([
    "ANSWER",
    "HALF",
    "TEXT",
    "LARGEST",
    "OCTAL",
  ]);
});
