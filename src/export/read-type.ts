import { c, type Exportable } from "c2ts-runtime";
import type { Node } from "ts-morph";
import { tsMorph } from "../compile/ts-morph.ts";
import type { CUse } from "./c-api.ts";
import {
  baseOf,
  type GeneratedType,
  generatedClass,
  generatedTypedef,
  layoutOf,
  SCALAR_INCLUDES,
} from "./generated-type.ts";
import { initializerOf, originOf, originsOf } from "./origin.ts";
import { quoted, refuse } from "./place.ts";

const WANTED = "a C type: c.int, c.string, c.pointer(T), or a class of a generated module";

/** The C type that an expression such as `c.int` or `shop.item` stands for, where a value of it is passed. */
export function readType(expression: Node): CUse {
  const { Node: is } = tsMorph();
  const value = initializerOf(expression);
  if (value.kind === "runtime") {
    const scalar = scalarOf(value.path);
    if (scalar === null) refuse(expression, `${quoted(expression)} is not ${WANTED}`);
    const named = typedefOf(expression);
    return named === null ? scalar : { ...scalar, c: named.c, includes: named.includes };
  }
  const { node } = value;
  if (is.isCallExpression(node)) {
    const [target] = node.getArguments();
    if (!isRuntime(node.getExpression(), "c", "pointer") || target === undefined) {
      refuse(expression, `${quoted(expression)} is not ${WANTED}`);
    }
    return { ...pointerTo(target), descriptor: c.pointer(c.void), byAddress: false };
  }
  if (!is.isClassDeclaration(node)) refuse(expression, `cannot see what ${quoted(expression)} is: give ${WANTED}`);
  const base = baseOf(node);
  if (base !== "RecordView") {
    const why = base === "FlexibleRecordView" ? "its last member has no fixed length" : "it is incomplete";
    refuse(
      expression,
      `${quoted(expression)} cannot be passed by value, ${why}: give c.pointer(${expression.getText()})`,
    );
  }
  const { c: name, includes } = generatedClass(node);
  // All that a signature tells of a record is how it is laid out.
  const descriptor = { name, ...layoutOf(node), "~native": null } as unknown as Exportable;
  return { c: name, includes, descriptor, byAddress: true };
}

function scalarOf(path: readonly string[]): CUse | null {
  const [from, name = ""] = path;
  if (from !== "c" || path.length !== 2 || !Object.hasOwn(c, name)) return null;
  const key = name as keyof typeof c;
  if (key === "pointer" || key === "array" || key === "vector" || key === "void") return null;
  const descriptor = c[key] as Exportable;
  if (key === "string") return { c: "const char *", descriptor, byAddress: false, includes: [] };
  const include = SCALAR_INCLUDES[key];
  const { "~native": native } = c[key];
  return {
    c: descriptor.name,
    descriptor,
    byAddress: native === null,
    includes: include === undefined ? [] : [include],
  };
}

/** `T *`. */
function pointerTo(target: Node): Pick<CUse, "c" | "includes"> {
  const { Node: is } = tsMorph();
  const star = ({ c: name, pointer, includes }: GeneratedType): Pick<CUse, "c" | "includes"> => ({
    c: pointer ? name : `${name}${name.endsWith("*") ? "*" : " *"}`,
    includes,
  });
  const typedef = typedefOf(target);
  if (typedef !== null) return star(typedef);
  const value = initializerOf(target);
  if (value.kind === "runtime") {
    const [from, name] = value.path;
    if (from === "c" && name === "void") return { c: "void *", includes: [] };
    if (from === "c" && name === "string") return { c: "char **", includes: [] };
    const scalar = scalarOf(value.path);
    if (scalar !== null) return star({ ...scalar, pointer: false });
  } else if (is.isClassDeclaration(value.node)) {
    return star(generatedClass(value.node));
  } else if (is.isCallExpression(value.node)) {
    return star({ ...readType(target), pointer: false });
  }
  refuse(target, `${quoted(target)} is nothing that C could point to: give ${WANTED}`);
}

/** The typedef of a generated module that an expression names. */
function typedefOf(expression: Node): GeneratedType | null {
  const { Node: is } = tsMorph();
  for (const origin of originsOf(expression)) {
    const typedef =
      origin.kind === "declaration" && is.isVariableDeclaration(origin.node) ? generatedTypedef(origin.node) : null;
    if (typedef !== null) return typedef;
  }
  return null;
}

/** Whether an expression is a name of `c2ts-runtime`. */
export function isRuntime(expression: Node, ...path: readonly string[]): boolean {
  const origin = originOf(expression);
  return origin.kind === "runtime" && origin.path.join(".") === path.join(".");
}
