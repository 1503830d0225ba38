import type { TypeTable } from "../abi/type-table.ts";
import type { CType } from "../ctype.ts";
import type { ConstantDeclaration, Declaration } from "../declaration.ts";

/**
 * A constant of c2ffi's with the value that its type says: c2ffi writes some negative integers as unsigned ones, and a
 * typedef shows only here whether it is of a float. Unsupported where value and type do not fit together.
 */
export function certainConstant(declaration: Declaration, types: TypeTable): Declaration {
  if (declaration.kind !== "constant") return declaration;
  const { value, type } = declaration;
  const resolved = types.resolve(type);
  if (resolved.kind === "float" && resolved.bits > 64) return inexact(declaration);
  const isNumber = value.kind === "int" || value.kind === "float" || value.kind === "pointer";
  if (isNumber && resolved.kind === "float") {
    const text = value.kind === "float" ? value.value : String(Number(value.value));
    if (/^-?(\d|inf$|nan$)/.test(text)) return { ...declaration, value: { kind: "float", value: text } };
  }
  if (value.kind === "int") {
    if (resolved.kind === "pointer" && !value.value.startsWith("-")) {
      return { ...declaration, value: { kind: "pointer", value: value.value } };
    }
    const integer = resolved.kind === "enum" ? resolved.enum.underlying : resolved;
    const exact = integer?.kind === "int" ? wrapped(BigInt(value.value), integer.bits, integer.signed) : null;
    if (exact !== null) return { ...declaration, value: { kind: "int", value: String(exact) } };
    if (resolved.kind === "bool" && /^[01]$/.test(value.value)) return declaration;
  }
  if (value.kind === "pointer" && !value.value.startsWith("-")) return declaration;
  if ((value.kind === "string" || value.kind === "bytes") && isText(type, types)) return declaration;
  const { kind: _kind, origin: _origin, type: _type, value: _value, ...rest } = declaration;
  return {
    ...rest,
    kind: "unsupported",
    reason: "its value does not fit its type, or its type is not in the c2ffi file",
  };
}

/** c2ffi writes the nearest `double`, and not whether it is the number. */
function inexact({ kind: _kind, origin: _origin, type, value: _value, ...rest }: ConstantDeclaration): Declaration {
  return { ...rest, kind: "macro", parameters: null, body: [], meaning: { kind: "inexact", type } };
}

/** `null` where the value needs more bits than there are. */
function wrapped(value: bigint, bits: number, signed: boolean): bigint | null {
  const fits = BigInt.asUintN(bits, value) === value || BigInt.asIntN(bits, value) === value;
  if (!fits) return null;
  return signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

function isText(type: CType, types: TypeTable): boolean {
  const resolved = types.resolve(type);
  return resolved.kind === "array" && types.resolve(resolved.of).kind === "int";
}
