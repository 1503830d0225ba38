import type { Case } from "../model/case.ts";
import { headerText, PREAMBLE } from "./header.ts";
import { libraryText } from "./library.ts";
import { mainText } from "./main.ts";

/** The files of one batch: a header, a library that implements it, and a program that uses both. */
export interface BatchText {
  readonly header: string;
  readonly library: string;
  readonly main: string;
}

export function batchText(cases: readonly Case[]): BatchText {
  const includes = `#include "batch.h"\n#include "fz.h"\n`;
  return {
    header: PREAMBLE + cases.map((one) => `\n${headerText(one)}`).join(""),
    library: `#include <stdarg.h>\n${includes}${cases.map(libraryText).join("")}`,
    main: `#include <stdio.h>\n${includes}static unsigned fz_round;\n${cases.map(mainText).join("")}
int main(void) {
${cases.map(({ index }) => `  fz_c${index}();\n`).join("")}  return 0;
}
`,
  };
}
