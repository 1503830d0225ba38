import type { Case } from "../model/case.ts";
import { enumInteger } from "../model/elaborate-enum.ts";
import { type RecordModel, resolve, type Type } from "../model/type.ts";
import { recordName } from "./declare.ts";

/** One fact of a layout: a key, and how C tells it. `steps` lead to it from the record, anonymous records left out. */
export interface MemberFact {
  readonly path: string;
  readonly steps: readonly (string | number)[];
  /** Bits of a bit-field; it has neither offset nor size to ask for. */
  readonly bits: number | null;
  readonly type: Type;
}

/** Every member that has a name, as deep as records are written inside of records. */
export function memberFacts(record: RecordModel): readonly MemberFact[] {
  return below(record, "", []);
}

function below(record: RecordModel, path: string, steps: readonly (string | number)[]): readonly MemberFact[] {
  return record.members.flatMap(({ name, type, bits, inline }): readonly MemberFact[] => {
    if (name === null) {
      const inner = resolve(type);
      return bits === null && inner.kind === "record" ? below(inner.record, path, steps) : [];
    }
    const here = { path: `${path}.${name}`, steps: [...steps, name], bits, type };
    return [here, ...(inline ? inside(type, here.path, here.steps) : [])];
  });
}

function inside(type: Type, path: string, steps: readonly (string | number)[]): readonly MemberFact[] {
  // Bit-fields are written to see where they are, which takes an element that is there.
  if (type.kind === "array") return (type.length ?? 0) === 0 ? [] : inside(type.of, `${path}[0]`, [...steps, 0]);
  return type.kind === "record" ? below(type.record, path, steps) : [];
}

/** The record itself, without what a typedef adds to it. */
export function ownName(record: RecordModel): string {
  return record.name === null ? recordName(record) : `${record.tag} ${record.name}`;
}

/** Keys of the facts, shared by the C program and by what the spec says. */
export const key = {
  size: (type: string): string => `sizeof(${type})`,
  align: (type: string): string => `_Alignof(${type})`,
  offset: (type: string, path: string): string => `offsetof(${type}, ${path.slice(1)})`,
  memberSize: (type: string, path: string): string => `sizeof(${type}, ${path.slice(1)})`,
  bits: (type: string, path: string): string => `bits(${type}, ${path.slice(1)})`,
  enumerator: (name: string): string => `value(${name})`,
  sign: (type: string): string => `sign(${type})`,
} as const;

/** C statements that print every layout fact of a case. */
export function layoutProgram({ index, types }: Case): readonly string[] {
  return types.flatMap((type) => typeLines(type, index));
}

function typeLines(type: Case["types"][number], index: number): readonly string[] {
  const fact = (name: string, expression: string): string =>
    `printf("${index} %s: %zu\\n", ${JSON.stringify(name)}, (size_t)(${expression}));`;
  switch (type.declares) {
    case "record":
      return recordLines(type, index, fact);
    case "enum": {
      const name = type.tag === null ? (type.typedef ?? "") : `enum ${type.tag}`;
      const format = enumInteger(type).signed ? '"%lld\\n", (long long)' : '"%llu\\n", (unsigned long long)';
      return [
        fact(key.size(name), `sizeof(${name})`),
        fact(key.sign(name), `(${name})-1 < 0`),
        ...type.enumerators.map((one) => `printf("${index} ${key.enumerator(one.name)}: " ${format}${one.name});`),
      ];
    }
    case "typedef":
      return [fact(key.size(type.name), `sizeof(${type.name})`), fact(key.align(type.name), `_Alignof(${type.name})`)];
    case "opaque":
      return [];
  }
}

function recordLines(record: RecordModel, index: number, fact: (name: string, expression: string) => string): string[] {
  const name = ownName(record);
  const hasOwnAlign = record.name !== null || record.typedefAligned === null;
  return [
    fact(key.size(name), `sizeof(${name})`),
    ...(hasOwnAlign ? [fact(key.align(name), `_Alignof(${name})`)] : []),
    ...memberFacts(record).flatMap(({ path, bits, type }) => {
      if (bits !== null) {
        const ones = resolve(type).kind === "bool" ? "1" : "-1";
        const scan = `${name} r; memset(&r, 0, sizeof r); r${path} = ${ones}; fz_log_bytes("", &r, sizeof r);`;
        return [`{ ${scan} printf("${index} ${key.bits(name, path)}: %s\\n", fz_take()); }`];
      }
      const offset = fact(key.offset(name, path), `offsetof(${name}, ${path.slice(1)})`);
      const isFlexible = type.kind === "array" && type.length === null;
      return isFlexible
        ? [offset]
        : [offset, fact(key.memberSize(name, path), `sizeof(((${name} *)0)->${path.slice(1)})`)];
    }),
  ];
}
