import { assertNever } from "../spec/assert-never.ts";
import { printDeclaration, printType } from "../spec/c-printer.ts";
import type { ConstantDeclaration, ConstantValue } from "../spec/declaration.ts";
import type { Context } from "./context.ts";
import { emitComment } from "./emit-comment.ts";
import type { ModuleWriter } from "./module-writer.ts";
import { floatValue, integerLiteral } from "./number-literal.ts";
import { objectConstant } from "./object-constant.ts";
import { pointerType } from "./ts-type.ts";

interface Literal {
  /** `null` where TypeScript infers the literal type itself. */
  readonly type: string | null;
  readonly code: string;
}

/** Returns whether the constant's value could be written. */
export function emitConstant(declaration: ConstantDeclaration, writer: ModuleWriter, cx: Context): boolean {
  const { local, exported } = cx.names.ordinary(declaration.name);
  const prefix = exported === local ? "export " : "";
  const { value } = declaration;
  if (value.kind === "record" || value.kind === "array") {
    const object = objectConstant(value, declaration.type, cx);
    if (object === null) {
      const type = printType(declaration.type);
      cx.report({ code: "unsupported-constant", decl: declaration.name, type }, declaration);
      return false;
    }
    emitComment({ prototype: prototype(declaration), ...declaration }, writer);
    writer.writeLine(`${prefix}function ${local}(): ${object.type} {`);
    for (const line of object.lines) writer.writeLine(`  ${line}`);
    writer.writeLine("}");
    return true;
  }
  const literal = literalOf(value, declaration, cx);
  emitComment({ prototype: prototype(declaration), ...declaration }, writer);
  const type = literal.type === null ? "" : `: ${literal.type}`;
  writer.writeLine(`${prefix}const ${local}${type} = ${literal.code};`);
  return true;
}

function prototype(declaration: ConstantDeclaration): string {
  return declaration.origin === "macro"
    ? `#define ${declaration.name}`
    : printDeclaration(declaration.type, declaration.name);
}

type PlainValue = Exclude<ConstantValue, { readonly kind: "record" | "array" }>;

function literalOf(value: PlainValue, declaration: ConstantDeclaration, cx: Context): Literal {
  switch (value.kind) {
    case "int": {
      const isBool = cx.types.resolve(declaration.type).kind === "bool";
      return { type: null, code: isBool ? String(value.value !== "0") : integerLiteral(value.value) };
    }
    case "float":
      return floatLiteral(value.value);
    case "string":
      return { type: null, code: stringLiteral(value.value) };
    case "bytes": {
      const bytes = value.value.match(/../g) ?? [];
      return {
        type: "Uint8Array",
        code: `/* @__PURE__ */ Uint8Array.of(${bytes.map((byte) => `0x${byte}`).join(", ")})`,
      };
    }
    case "pointer":
      return pointerLiteral(value.value, declaration, cx);
    default:
      return assertNever(value);
  }
}

/** JavaScript's own names for some doubles; linters ask for them. */
const MATH = ["E", "LN10", "LN2", "LOG10E", "LOG2E", "PI", "SQRT1_2", "SQRT2"] as const;

/** JavaScript's name for a double; `null` if it has none. */
export function mathConstant(value: number): string | null {
  const known = MATH.find((name) => Math[name] === value);
  return known === undefined ? null : `Math.${known}`;
}

/** The spec says what is exact as a double, whatever the C type. */
function floatLiteral(text: string): Literal {
  const number = floatValue(text);
  if (!Number.isFinite(number)) return { type: "number", code: String(number) };
  const known = mathConstant(number);
  if (known !== null) return { type: "number", code: known };
  return { type: null, code: Object.is(number, -0) ? "-0" : String(number) };
}

function stringLiteral(text: string): string {
  const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(text).replaceAll(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
}

function pointerLiteral(decimal: string, declaration: ConstantDeclaration, cx: Context): Literal {
  if (BigInt(decimal) === 0n) return { type: "null", code: "null" };
  const resolved = cx.types.resolve(declaration.type);
  const type = resolved.kind === "pointer" ? pointerType(resolved, cx) : cx.imports.type("Pointer");
  return { type, code: `/* @__PURE__ */ ${cx.imports.value("pointer")}(0x${BigInt(decimal).toString(16)}n)` };
}
