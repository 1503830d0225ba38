import type { TypeTable } from "../abi/type-table.ts";
import { assertNever } from "../assert-never.ts";
import type { CType } from "../ctype.ts";
import type { Declaration } from "../declaration.ts";

/** Named types that the c2ffi object of a declaration names, by id. */
export interface UsedTypes {
  /** Whose definition has to be known: members, elements, what a typedef stands for. In C these form no circle. */
  readonly whole: readonly string[];
  /** Known by pointer only. */
  readonly pointed: readonly string[];
}

export function usedTypes(declaration: Declaration, types: TypeTable): UsedTypes {
  const whole: string[] = [];
  const pointed: string[] = [];
  for (const type of typesOf(declaration)) collect(type, types, whole, pointed);
  return { whole, pointed };
}

function typesOf(declaration: Declaration): readonly CType[] {
  switch (declaration.kind) {
    case "function":
      return [declaration.type.result, ...declaration.type.parameters.map(({ type }) => type)];
    case "record":
      return (declaration.layout?.fields ?? []).map(({ type }) => type);
    case "typedef":
    case "global":
    case "constant":
      return [declaration.type];
    case "enum":
    case "macro":
    case "unsupported":
      return [];
    default:
      return assertNever(declaration);
  }
}

/** Goes where `typeToC2ffi` goes: not behind function pointers, nor into what c2ffi has no tag for. */
function collect(type: CType, types: TypeTable, whole: string[], pointed: string[], behindPointer = false): void {
  switch (type.kind) {
    case "ref":
      // A record without a tag is defined where it is used, behind a pointer too.
      (behindPointer && types.get(type.id)?.name !== null ? pointed : whole).push(type.id);
      return;
    case "pointer":
      if (types.resolve(type.to).kind !== "function") collect(type.to, types, whole, pointed, true);
      return;
    case "array":
    case "qualified":
    case "complex":
      collect(type.of, types, whole, pointed, behindPointer);
      return;
    default:
  }
}
