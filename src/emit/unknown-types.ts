import type { CType } from "../spec/ctype.ts";
import type { Declaration } from "../spec/declaration.ts";
import type { Context } from "./context.ts";
import { isVaList } from "./va-list.ts";

/** Reports types that declarations refer to and the spec does not have, once per declaration and type. */
export function reportUnknownTypes(declarations: readonly Declaration[], cx: Context): void {
  for (const declaration of declarations) {
    const unknown = new Set(typesOf(declaration).flatMap((type) => unknownIn(type, cx)));
    const decl = "name" in declaration && declaration.name !== null ? declaration.name : idOf(declaration);
    for (const type of unknown) cx.report({ code: "unknown-type", decl, type }, declaration);
  }
}

function idOf(declaration: Declaration): string {
  return "id" in declaration ? declaration.id : declaration.name;
}

function typesOf(declaration: Declaration): readonly CType[] {
  switch (declaration.kind) {
    case "function":
    case "typedef":
    case "global":
    case "constant":
      return [declaration.type];
    case "record":
      return (declaration.layout?.fields ?? []).map(({ type }) => type);
    case "macro":
      return declaration.meaning?.kind === "type" ? [declaration.meaning.type] : [];
    case "enum":
    case "unsupported":
      return [];
  }
}

function unknownIn(type: CType, cx: Context): readonly string[] {
  switch (type.kind) {
    case "ref":
      return cx.types.get(type.id) === undefined && !isVaList(type.id) ? [type.id] : [];
    case "pointer":
      return unknownIn(type.to, cx);
    case "array":
    case "qualified":
    case "atomic":
    case "complex":
    case "vector":
      return unknownIn(type.of, cx);
    case "function":
      return [type.result, ...type.parameters.map((parameter) => parameter.type)].flatMap((one) => unknownIn(one, cx));
    default:
      return [];
  }
}
