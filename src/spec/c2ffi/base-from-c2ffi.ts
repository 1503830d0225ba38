import type { DeclarationBase } from "../declaration.ts";
import type { SourceLocation } from "../location.ts";
import type { C2ffiObject } from "./c2ffi-object.ts";

/** What every declaration has, of which c2ffi says the place. */
export function baseFromC2ffi({ location = "" }: Pick<C2ffiObject, "location">): DeclarationBase {
  return { location: locationOf(location), doc: null, deprecated: null, unavailable: null };
}

/** `/usr/include/zlib.h:32:9`; what a macro expands to has ` <Spelling=…>` behind it. */
function locationOf(text: string): SourceLocation {
  const [, file, line, column] = /^(.*?):(\d+):(\d+)(?: <.*)?$/s.exec(text) ?? [];
  if (file === undefined) return { file: text, line: 0, column: 0 };
  return { file, line: Number(line), column: Number(column) };
}
