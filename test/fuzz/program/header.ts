import type { Case } from "../model/case.ts";
import type { RecordModel } from "../model/type.ts";
import { declare, parameterList, recordBody } from "./declare.ts";

/** What every generated header begins with. */
export const PREAMBLE: string = `#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>
typedef float fz_float4 __attribute__((vector_size(16)));
void fz_use(int text);
const char *fz_take(void);
`;

/** The declarations of one case, as a header has them. */
export function headerText({ types, functions, globals }: Case): string {
  const lines = [
    ...types.map(declaration),
    ...functions.map((fn) => `${prototype(fn)};`),
    ...globals.flatMap(({ name, type, see }) => [`extern ${declare(type, name)};`, `void ${see}(void);`]),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function declaration(type: Case["types"][number]): string {
  switch (type.declares) {
    case "record": {
      const body = recordBody(type);
      const aligned = type.typedefAligned === null ? "" : ` __attribute__((aligned(${type.typedefAligned})))`;
      const text = recordText(type, body, aligned);
      return type.pack === null ? text : `#pragma pack(push, ${type.pack})\n${text}\n#pragma pack(pop)`;
    }
    case "enum": {
      const attribute = type.packed ? " __attribute__((packed))" : "";
      const tag = type.tag === null ? "" : ` ${type.tag}`;
      const list = type.enumerators.map(({ name, value }) => `${name} = ${literal(value)}`).join(", ");
      const body = `enum${attribute}${tag} { ${list} }`;
      return type.typedef === null ? `${body};` : `typedef ${body} ${type.typedef};`;
    }
    case "typedef": {
      const aligned = type.aligned === null ? "" : ` __attribute__((aligned(${type.aligned})))`;
      return `typedef ${declare(type.type, type.name)}${aligned};`;
    }
    case "opaque":
      return `${type.tag} ${type.name};`;
  }
}

function recordText({ tag, name, typedef, forward }: RecordModel, body: string, aligned: string): string {
  if (typedef === null) return `${body};`;
  return forward ? `typedef ${tag} ${name} ${typedef};\n${body};` : `typedef ${body} ${typedef}${aligned};`;
}

export function prototype({ name, through, result, parameters, variadic }: Case["functions"][number]): string {
  if (through !== null) return `${through} ${name}(void)`;
  return declare(result, `${name}(${parameterList(parameters, variadic !== null)})`);
}

/** A C constant: the most negative value has no literal of its own. */
function literal(value: bigint): string {
  if (value === -(1n << 63n)) return "-0x7fffffffffffffffLL - 1";
  return value >= 1n << 63n ? `${value}ULL` : value >= 1n << 31n || value < -(1n << 31n) ? `${value}LL` : String(value);
}
