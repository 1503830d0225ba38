import type { Declaration, EnumDeclaration, Enumerator } from "../declaration.ts";
import { baseFromC2ffi } from "./base-from-c2ffi.ts";
import type { C2ffiObject } from "./c2ffi-object.ts";
import { Digits } from "./digits.ts";
import { plainDeclaration } from "./plain-declaration.ts";
import { declaredId, type PlainContext } from "./type-from-c2ffi.ts";

export interface ForeignContext extends PlainContext {
  /** Whether the file is of a C++ header: its functions have symbols that c2ffi does not say. */
  readonly isCpp: boolean;
  readonly typedefs: ReadonlyMap<string, C2ffiObject>;
  /** Bits of the members that are an enum, by its id. */
  readonly enumBits: ReadonlyMap<string, number>;
}

/** The declarations of one object, as far as they are certain. */
export function foreignDeclarations(object: C2ffiObject, cx: ForeignContext): readonly Declaration[] {
  if (isSilent(object)) return [];
  const reason = uncertainty(object, cx);
  if (reason !== null) return [unsupported(object, object.name || object.tag, reason)];
  if (object.tag === "struct" || object.tag === "union") return recordDeclarations(object, cx);
  const declaration = plainDeclaration(object, cx);
  return declaration.kind === "enum" ? enumDeclarations(declaration, object, cx) : [declaration];
}

/** Why an object cannot be believed as it stands; `null` if it can. */
function uncertainty(object: C2ffiObject, cx: ForeignContext): string | null {
  if ((object.ns ?? 0) > 0) return "it is in a namespace of C++";
  switch (object.tag) {
    case "function":
      if (cx.isCpp) return "c2ffi does not say the symbol of a function of a C++ header";
      if (/^i\d86-.*(windows|mingw|win32)/.test(cx.target.triple)) return "c2ffi does not say its calling convention";
      return null;
    case "extern":
      return isPointer(object.type, cx)
        ? "c2ffi does not say whether it is a pointer or an array of unknown size"
        : null;
    case "const":
      // What C++'s streams print of a double by default, or printf's %e.
      return object.value instanceof Digits && /^-?\d\.\d{6}e[+-]\d{2,}$/.test(object.value.text)
        ? "c2ffi rounded its value to seven digits"
        : null;
    default:
      return null;
  }
}

function isPointer(type: C2ffiObject | undefined, cx: ForeignContext): boolean {
  const seen = new Set<C2ffiObject>();
  for (let at = type; at !== undefined && !seen.has(at); at = cx.typedefs.get(at.tag)) {
    if (at.tag === ":pointer") return true;
    seen.add(at);
  }
  return false;
}

/** Declarations that give a program nothing to use. */
function isSilent({ tag, kind = "" }: C2ffiObject): boolean {
  return tag === "unhandled" && ["Empty", "StaticAssert", "FileScopeAsm"].includes(kind);
}

/** Older files have no sizes and offsets. Without them a record is as good as incomplete. */
function recordDeclarations(object: C2ffiObject, cx: ForeignContext): readonly Declaration[] {
  const fields = object.fields ?? [];
  const isSized = object["bit-size"] !== undefined && fields.every((field) => field["bit-offset"] !== undefined);
  if (fields.length === 0 || isSized) return [plainDeclaration(object, cx)];
  const opaque: C2ffiObject = { ...object, "bit-size": 0, "bit-alignment": 0, fields: [] };
  const reason = "the c2ffi file has no sizes and offsets; there are only pointers to it";
  return [plainDeclaration(opaque, cx), unsupported(object, declaredId(object), reason)];
}

/**
 * c2ffi extends negative enumerators with zeros, to 32 bits if they are an `int`: 4294967295 is -1, or what it says. With
 * one of these the sign of the whole enum is not known, so that only pointers to it can be had.
 */
function enumDeclarations(
  declaration: EnumDeclaration,
  object: C2ffiObject,
  cx: ForeignContext,
): readonly Declaration[] {
  const certain: Enumerator[] = [];
  const uncertain: Declaration[] = [];
  for (const enumerator of declaration.enumerators) {
    const value = BigInt(enumerator.value);
    const negative = BigInt.asIntN(value < 1n << 32n ? 32 : 64, value);
    const reason = `its value is ${value} or ${negative}, which c2ffi writes alike`;
    if (negative === value) certain.push(enumerator);
    else uncertain.push(unsupported(object, enumerator.name, reason));
  }
  const bits = cx.enumBits.get(declaration.id);
  if (bits !== undefined && declaration.underlying?.bits !== bits) {
    const reason = `c2ffi does not say the integer type of its ${bits} bits; there are only pointers to it`;
    uncertain.push(unsupported(object, declaration.id, reason));
  }
  const underlying = uncertain.length === 0 ? declaration.underlying : null;
  return [{ ...declaration, underlying, enumerators: certain }, ...uncertain];
}

function unsupported(object: C2ffiObject, name: string, reason: string): Declaration {
  return { kind: "unsupported", name, reason, ...baseFromC2ffi(object) };
}
