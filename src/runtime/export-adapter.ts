import { wrongType } from "./argument-error.ts";
import { checkText } from "./check-text.ts";
import type { CType } from "./ctype.ts";
import type { Exportable, Exported } from "./exported.ts";
import type { Signature } from "./function-type.ts";
import { heapHandOver } from "./heap.ts";
import { allocString } from "./heap-memory.ts";
import type { NativeScalar } from "./native-type.ts";
import type { Pointer } from "./pointer.ts";
import { isRecordClass, type RecordClass, type RecordView } from "./record.ts";
import { elementType } from "./record-type.ts";
import { allocate } from "./slab.ts";
import { cstring } from "./text.ts";
import type { Target } from "./trampoline.ts";
import { windowAt } from "./window.ts";

/**
 * What the C file of an export passes to TypeScript and how that becomes what the function sees. Scalars and pointers go as they are;
 * whatever is no scalar to the engine (records by value, `__int128`, `long double`) goes by its address, in memory of the C function's,
 * so that the C compiler cares for the calling convention.
 */
export function nativeOf(type: Exportable): NativeScalar | null {
  const native = isRecordClass(type) ? null : type["~native"];
  return native?.startsWith("str") ? "ptr" : native;
}

/** The signature of the function pointer that the C file calls: an address for the result comes first. */
export function exportedSignature({ result, parameters }: Exported): Signature {
  const native = result === null ? "void" : nativeOf(result);
  const given = parameters.map((type) => nativeOf(type) ?? "ptr");
  if (native === null) return { result: "void", parameters: ["ptr", ...given], lowering: null };
  return { result: native, parameters: given, lowering: null };
}

/** How a declaration is compared with the C file that was made of it: `price_of(i32,str)f64`. */
export function exportSignature(name: string, result: Exportable | null, parameters: readonly Exportable[]): string {
  return `${name}(${parameters.map(token).join(",")})${result === null ? "void" : token(result)}`;
}

function token(type: Exportable): string {
  return (isRecordClass(type) ? null : type["~native"]) ?? `${type.size}:${type.align}`;
}

/** The function behind the C function pointer: it calls `fn` with what TypeScript sees, and returns what C gets. */
export function exportTarget(name: string, { result, parameters, fn }: Exported, owner: string): Target {
  const hidden = result !== null && nativeOf(result) === null;
  const incoming = parameters.map(incomingOf);
  const outgoing = result === null ? null : outgoingOf(result, owner, name);
  const first = hidden ? 1 : 0;
  return (...native) => {
    const value = fn(...incoming.map((convert, i) => convert(native[first + i])));
    return outgoing === null ? undefined : outgoing(value, native[0]);
  };
}

function incomingOf(type: Exportable): (value: unknown) => unknown {
  if (isRecordClass(type)) return (address) => copied(type, address as bigint);
  if (type["~native"] === "str") return (address) => cstring(address as Pointer | null);
  if (type["~native"] !== null) return (value) => value; // the trampoline has converted it
  const scalar = elementType(type as CType<unknown, unknown>);
  return (address) => {
    const { view, base } = windowAt(Number(address));
    return scalar.read(view, Number(address) - base);
  };
}

/** A record that C passed by value: a copy, since C's is gone when the call ends. */
function copied(type: RecordClass<RecordView>, address: bigint): RecordView {
  const made = allocate(type.size, type.align, type);
  const { view, base } = windowAt(Number(address));
  const from = new Uint8Array(view.buffer, Number(address) - base, type.size);
  new Uint8Array(made["~m"].buffer, made["~m"].byteOffset + made["~o"], type.size).set(from);
  return made;
}

function outgoingOf(type: Exportable, owner: string, name: string): (value: unknown, address: unknown) => unknown {
  const what = `the result of '${name}'`;
  if (!isRecordClass(type)) {
    if (type["~native"] === "str") return (text) => textForC(text, owner, what);
    if (type["~native"] !== null) return (value) => value; // the trampoline checks it
  }
  const value = elementType(type as CType<unknown, unknown>);
  return (given, address) => {
    const { view, base } = windowAt(Number(address));
    value.write(view, Number(address) - base, given, owner, what);
  };
}

function textForC(text: unknown, owner: string, what: string): unknown {
  if (typeof text !== "string" && text !== null) throw wrongType(owner, what, "a string or null", text);
  const p = allocString(text === null ? null : checkText(text, owner, what));
  if (p !== null) heapHandOver(p);
  return p;
}
