import { type RecordModel, resolve, type Type } from "../model/type.ts";

/** C's declaration of `name` with a type: `int (*name[2])(void)`. With an empty name, the type alone. */
export function declare(type: Type, name: string, inline = false): string {
  switch (type.kind) {
    case "void":
      return joined("void", name);
    case "int":
    case "bool":
    case "float":
    case "exotic":
      return joined(type.spelling, name);
    case "enum":
      return joined(type.enum.typedef ?? `enum ${type.enum.tag}`, name);
    case "opaque":
      return joined(`${type.opaque.tag} ${type.opaque.name}`, name);
    case "typedef":
      return joined(type.typedef.name, name);
    case "record":
      return joined(inline ? recordBody(type.record) : recordName(type.record), name);
    case "qualified":
      return `${type.qualifiers} ${declare(type.of, name, inline)}`;
    case "array":
      return declare(type.of, `${name}[${type.length ?? ""}]`, inline);
    case "function":
      return declare(type.result, `${name}(${parameterList(type.parameters)})`, inline);
    case "pointer": {
      const inner = `*${joined(type.qualifiers, name)}`;
      const needsParentheses = type.to.kind === "array" || type.to.kind === "function";
      return declare(type.to, needsParentheses ? `(${inner})` : inner, inline);
    }
  }
}

function joined(left: string, right: string): string {
  return right === "" ? left : left === "" ? right : `${left} ${right}`;
}

export function parameterList(
  parameters: readonly { readonly name: string; readonly type: Type }[],
  isOpen = false,
): string {
  const list = [...parameters.map(({ name, type }) => declare(type, name)), ...(isOpen ? ["..."] : [])];
  return list.length === 0 ? "void" : list.join(", ");
}

/** How C refers to a record that has been declared. */
export function recordName(record: RecordModel): string {
  return record.typedef ?? `${record.tag} ${record.name}`;
}

/** The record written out, as deep as it goes. */
export function recordBody(record: RecordModel): string {
  const attributes = record.attributes.length === 0 ? "" : ` __attribute__((${record.attributes.join(", ")}))`;
  const head = joined(`${record.tag}${attributes}`, record.name ?? "");
  const lines = record.members.flatMap((member) => {
    const width = member.bits === null ? "" : ` : ${member.bits}`;
    const own = member.attributes.length === 0 ? "" : ` __attribute__((${member.attributes.join(", ")}))`;
    return `${declare(member.type, member.name ?? "", member.inline)}${width}${own};`.split("\n");
  });
  return `${head} {\n${lines.map((line) => `  ${line}\n`).join("")}}`;
}

/** The type's name without typedefs and qualifiers: what a plain variable of such a value is declared with. */
export function plainName(type: Type): string {
  return declare(resolve(type), "");
}
