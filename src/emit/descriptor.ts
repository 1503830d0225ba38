import { assertNever } from "../spec/assert-never.ts";
import type { CType } from "../spec/ctype.ts";
import type { Context } from "./context.ts";
import { functionDescriptor } from "./function-type.ts";
import { enumInteger } from "./integer.ts";
import { pointeeOf } from "./pointee.ts";
import { functionBrand, functionOf, functionTypedef, hasTypedef, isFixedArray, scalarName } from "./ts-type.ts";
import { isVaList } from "./va-list.ts";

/**
 * Expression for the run-time descriptor of a type: `c.int`, a record class, `c.pointer(sqlite3)`. `null` where `brand` is
 * `null` too. What it names must have been defined when it is evaluated: records come before everything else in a module.
 */
export function descriptor(type: CType, cx: Context): string | null {
  switch (type.kind) {
    case "qualified":
      return descriptor(type.of, cx);
    case "atomic":
      return cx.types.isPlainAtomic(type) ? descriptor(type.of, cx) : null;
    case "bool":
      return `${cx.imports.value("c")}.bool`;
    case "int":
    case "float":
    case "complex": {
      const name = scalarName(type, cx);
      return name === null ? null : `${cx.imports.value("c")}.${name}`;
    }
    case "pointer": {
      const callee = functionOf(type, cx);
      const to = callee === null ? descriptor(pointeeOf(type, cx), cx) : calleeDescriptor(type, cx);
      const c = cx.imports.value("c");
      return `${c}.pointer(${to ?? `${c}.void`})`;
    }
    case "array": {
      const element = isFixedArray(type, cx) ? descriptor(type.of, cx) : null;
      if (element === null) return null;
      return `${cx.imports.value("c")}.array(${element}, ${type.length})`;
    }
    case "vector": {
      const element = descriptor(type.of, cx);
      return element === null ? null : `${cx.imports.value("c")}.vector(${element}, ${type.length})`;
    }
    case "function":
      return calleeDescriptor(type, cx);
    case "ref":
      return refDescriptor(type.id, cx);
    case "void":
    case "other":
      return null;
    default:
      return assertNever(type);
  }
}

function calleeDescriptor(type: CType, cx: Context): string | null {
  const callee = functionOf(type, cx);
  const brand = functionBrand(type, cx);
  if (callee === null || brand === null) return null;
  return functionTypedef(type, cx) === null ? functionDescriptor(callee, brand, cx) : brand;
}

function refDescriptor(id: string, cx: Context): string | null {
  const named = cx.types.get(id);
  if (named === undefined || isVaList(id)) return null;
  switch (named.kind) {
    case "record":
      return cx.names.typeName(id)?.local ?? null;
    case "enum": {
      const integer = enumInteger(named);
      return integer === null ? null : `${cx.imports.value("c")}.${integer.c}`;
    }
    case "typedef": {
      const resolved = cx.types.resolve(named.type);
      if (resolved.kind === "enum" || resolved.kind === "void") return descriptor(named.type, cx);
      if (!hasTypedef(named, cx)) return null;
      const { local } = cx.names.ordinary(named.name);
      const isCallee = resolved.kind === "pointer" && functionOf(named.type, cx) !== null;
      return isCallee ? `${cx.imports.value("c")}.pointer(${local})` : local;
    }
    default:
      return assertNever(named);
  }
}
