import type { EnumDeclaration } from "../spec/declaration.ts";
import type { Context } from "./context.ts";
import { emitComment } from "./emit-comment.ts";
import { isEnumObject } from "./enum-style.ts";
import { enumInteger } from "./integer.ts";
import type { ModuleWriter } from "./module-writer.ts";

/** A constant per enumerator, as in C, and an object and a literal-union type of the enum's name; see `ENUM_STYLES`. */
export function emitEnum(declaration: EnumDeclaration, writer: ModuleWriter, cx: Context): void {
  const suffix = enumInteger(declaration)?.kind === "bigint" ? "n" : "";
  const { deprecated, location } = declaration;
  for (const { name, value, doc, deprecated } of declaration.enumerators) {
    if (!cx.names.owns(declaration, name)) continue; // reported by a pass
    const { local, exported } = cx.names.ordinary(name);
    emitComment({ doc, deprecated, prototype: null, location }, writer);
    writer.writeLine(`${exported === local ? "export " : ""}const ${local} = ${value}${suffix};`);
  }
  const name = cx.names.typeName(declaration.id);
  if (name === null) return;
  const { local, exported } = name;
  const prefix = exported === local ? "export " : "";
  const owner = cx.names.owner(declaration.id);
  const anonymous = owner === null ? "enum { … }" : `typedef enum { … } ${owner.name}`;
  const prototype = declaration.name === null ? anonymous : `enum ${declaration.name}`;
  emitComment({ doc: declaration.doc ?? owner?.doc ?? null, deprecated, prototype, location }, writer);
  if (declaration.enumerators.length === 0) {
    writer.writeLine(`${prefix}type ${local} = number;`);
    return;
  }
  if (!isEnumObject(declaration, cx)) {
    writeUnion(`${prefix}type ${local} =`, declaration, suffix, writer);
    return;
  }
  const keys = cx.names.keysOf(declaration);
  writer.writeLine(`${prefix}const ${local} = {`);
  for (const [i, enumerator] of declaration.enumerators.entries()) {
    if (enumerator.deprecated !== null) {
      writer.setIndentationLevel(1);
      emitComment({ doc: null, deprecated: enumerator.deprecated, prototype: null, location }, writer);
      writer.setIndentationLevel(0);
    }
    writer.writeLine(`  ${propertyKey(keys[i] ?? enumerator.name)}: ${enumerator.value}${suffix},`);
  }
  writer.writeLine("} as const;");
  writer.writeLine(`${prefix}type ${local} = (typeof ${local})[keyof typeof ${local}];`);
}

/** The union of the values, each once. */
function writeUnion(head: string, { enumerators }: EnumDeclaration, suffix: string, writer: ModuleWriter): void {
  const values = [...new Set(enumerators.map(({ value }) => `${value}${suffix}`))];
  const line = `${head} ${values.join(" | ")};`;
  if (line.length <= 120) {
    writer.writeLine(line);
    return;
  }
  writer.writeLine(head);
  for (const [i, value] of values.entries()) writer.writeLine(`  | ${value}${i === values.length - 1 ? ";" : ""}`);
}

/** In an object literal `__proto__: x` would set the prototype. */
function propertyKey(name: string): string {
  return name === "__proto__" ? '["__proto__"]' : name;
}
