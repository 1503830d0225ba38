import {
  hasLowering,
  type Lowering,
  lowerCall,
  MAX_SLOTS,
  type Passed,
  partTokens,
  type Slot,
} from "../spec/abi/lowering.ts";
import type { Eightbyte } from "../spec/abi/sysv-x86-64.ts";
import { assertNever } from "../spec/assert-never.ts";
import { printType } from "../spec/c-printer.ts";
import type { CType, FunctionType } from "../spec/ctype.ts";
import { pieces } from "./argument.ts";
import type { Context } from "./context.ts";
import { resultToken } from "./integer.ts";
import { parameterNames } from "./parameter-names.ts";
import { asInteger, functionBrand, functionTypedef, inputType, valueType } from "./ts-type.ts";
import { usesVaList } from "./va-list.ts";
import { registerFault, wideScalar } from "./wide-scalar.ts";

/** TypeScript's type of a function that C calls: `(a: Pointer | null, n: number) => number`. `null` if there is none. */
export function functionSignature(type: FunctionType, cx: Context): string | null {
  if (callbackFault(type, cx) !== null) return null;
  const names = parameterNames(type.parameters.map(({ name }) => name));
  const parameters = type.parameters.map(
    (parameter, i) => `${names[i] ?? ""}: ${valueType(parameter.type, cx) ?? "never"}`,
  );
  const result = isVoid(type.result, cx) ? "void" : inputType(type.result, cx);
  return `(${parameters.join(", ")}) => ${result ?? "never"}`;
}

/** Why no TypeScript function can stand for a C function pointer of this type; `null` if one can. */
export function callbackFault(type: FunctionType, cx: Context): string | null {
  // A question, of which the module uses nothing.
  const undo = [cx.imports.mark(), cx.hoisted.mark()];
  const fault = findFault(type, cx);
  for (const forget of undo) forget();
  return fault;
}

function findFault(type: FunctionType, cx: Context): string | null {
  if (!type.prototype) return "the header does not say what its parameters are";
  if (type.variadic) return "it is variadic";
  if (type.parameters.length > MAX_SLOTS) return `it has more than ${MAX_SLOTS} parameters`;
  if (type.callingConvention !== "c") return `it has calling convention '${type.callingConvention}'`;
  for (const parameter of type.parameters) {
    if (usesVaList(parameter.type, cx.types)) return "it takes a va_list";
    const fault = passedFault(parameter.type, cx);
    if (fault !== null) return fault;
  }
  if (isVoid(type.result, cx)) return loweringFault(type, cx);
  return passedFault(type.result, cx) ?? loweringFault(type, cx);
}

function loweringFault(type: FunctionType, cx: Context): string | null {
  const passed = type.parameters.map((parameter) => passedAs(parameter.type, cx));
  const lowering = lowerCall(
    isVoid(type.result, cx) ? null : passedAs(type.result, cx),
    passed,
    false,
    cx.types,
    cx.target,
  );
  return lowering.kind === "refused" ? `${lowering.type} by value: ${lowering.reason}` : null;
}

function passedFault(type: CType, cx: Context): string | null {
  const resolved = cx.types.resolve(type);
  if (resolved.kind === "pointer") return null; // whatever it points to, the pointer itself can be had
  const wide = wideScalar(type, cx);
  if (resolved.kind === "record" || wide?.passed) {
    return hasLowering(cx.target) ? null : `it passes ${pieces(type, cx).name} by value`;
  }
  const fault = registerFault(type, cx);
  if (fault !== null) return `${printType(type)} by value: ${fault}`;
  return valueType(type, cx) === null ? `no binding for '${printType(type)}'` : null;
}

export function isVoid(type: CType, cx: Context): boolean {
  return cx.types.resolve(type).kind === "void";
}

/** Initializer of the descriptor of a function type; the caller has made sure that it has a signature. */
export function functionDescriptor(type: FunctionType, brand: string, cx: Context): string {
  const make = `${cx.imports.value("functionType")}<${brand}>`;
  const passed = type.parameters.map((parameter) => passedAs(parameter.type, cx));
  const result = isVoid(type.result, cx) ? null : passedAs(type.result, cx);
  const token = result === null ? `"void"` : callbackToken(type.result, cx);
  if (![result, ...passed].some((one) => one?.kind === "pieces")) {
    return `${make}(${token}, [${type.parameters.map((parameter) => callbackToken(parameter.type, cx)).join(", ")}])`;
  }
  const lowering = lowerCall(result, passed, false, cx.types, cx.target);
  if (lowering.kind === "refused") throw new Error(`${lowering.type}: ${lowering.reason}`);
  return `${make}(${loweredArguments(type, lowering, token, cx)})`;
}

type Lowered = Extract<Lowering, { kind: "lowered" }>;

/** Native result and parameters, and how to get from them to the aggregates that TypeScript sees. */
function loweredArguments(type: FunctionType, lowering: Lowered, resultToken: string, cx: Context): string {
  const tokens = lowering.slots.map((slot) => slotToken(slot, type, cx));
  const plan = type.parameters.map((parameter, index) => parameterPlan(parameter.type, index, lowering.slots, cx));
  const result = resultPlan(type.result, lowering, cx);
  const token = result === null ? resultToken : result.token;
  const extra = result === null ? "" : `, result: ${result.plan}`;
  return `${token}, [${tokens.join(", ")}], { arguments: [${plan.join(", ")}]${extra} }`;
}

function slotToken(slot: Slot, type: FunctionType, cx: Context): string {
  switch (slot.kind) {
    case "scalar":
      return callbackToken(type.parameters[slot.index]?.type ?? { kind: "void" }, cx);
    case "part":
      return `"${slot.part.as}"`;
    case "struct":
      return structTokens(slot.parts);
    case "address":
    case "result":
      return `"ptr"`;
    case "zero":
      return `"u64"`;
    default:
      return assertNever(slot);
  }
}

function parameterPlan(type: CType, index: number, slots: readonly Slot[], cx: Context): string {
  const aggregate = aggregateOf(type, cx);
  if (aggregate === null) {
    return String(slots.findIndex((slot) => slot.kind === "scalar" && slot.index === index));
  }
  const parts = slots.flatMap((slot, native) => {
    if (slot.kind === "part" && slot.index === index) return [`[${native}, ${slot.part.offset}]`];
    return slot.kind === "struct" && slot.index === index ? [`[${native}, 0]`] : [];
  });
  return `{ ${aggregate}, parts: [${parts.join(", ")}] }`;
}

function resultPlan(type: CType, lowering: Lowered, cx: Context): { token: string; plan: string } | null {
  const aggregate = aggregateOf(type, cx);
  if (aggregate === null) return null;
  const { result } = lowering;
  if (result.kind === "parts") return { token: structTokens(result.parts), plan: `{ ${aggregate} }` };
  if (result.kind === "plain") return { token: `"void"`, plan: `{ ${aggregate} }` };
  const hidden = lowering.slots.findIndex(({ kind }) => kind === "result");
  return { token: `"ptr"`, plan: `{ ${aggregate}, hidden: ${hidden} }` };
}

/** What the runtime is told of a type that goes in pieces; `null` for one that does not. */
function aggregateOf(type: CType, cx: Context): string | null {
  const wide = wideScalar(type, cx);
  if (wide !== null) return `scalar: ${cx.imports.value("c")}.${wide.c}`;
  const resolved = cx.types.resolve(type);
  if (resolved.kind !== "record") return null;
  return `record: () => ${cx.names.typeName(resolved.record.id)?.local ?? "never"}`;
}

function structTokens(parts: readonly Eightbyte[]): string {
  const tokens = partTokens(parts).map((token) => `"${token}"`);
  return tokens.length === 1 ? tokens.join("") : `[${tokens.join(", ")}]`;
}

function passedAs(type: CType, cx: Context): Passed {
  const resolved = cx.types.resolve(type);
  if (resolved.kind === "record" || wideScalar(type, cx) !== null) return pieces(type, cx);
  return { kind: resolved.kind === "float" ? "float" : "integer" };
}

/** The descriptor of a function pointer where it is used: a typedef's, or one made for the module. `null` if it has none. */
export function functionDescriptorOf(type: CType, callee: FunctionType, wanted: string, cx: Context): string | null {
  const brand = functionBrand(type, cx);
  if (brand === null) return null;
  if (functionTypedef(type, cx) !== null) return brand;
  return cx.hoisted.constant(functionDescriptor(callee, brand, cx), wanted);
}

/** The same for a pointer that programs get and may want to call: what has no name in C is exported as `$wanted`. */
export function sharedDescriptorOf(type: CType, callee: FunctionType, wanted: string, cx: Context): string | null {
  const brand = functionBrand(type, cx);
  if (brand === null) return null;
  if (functionTypedef(type, cx) !== null) return brand;
  const typed = `${cx.imports.type("FunctionType")}<${brand}>`;
  return cx.hoisted.exported(functionDescriptor(callee, brand, cx), typed, wanted);
}

function callbackToken(type: CType, cx: Context): string {
  const resolved = cx.types.resolve(type);
  switch (resolved.kind) {
    case "bool":
      return `"bool"`;
    case "float":
      return resolved.name === "float" ? `"f32"` : `"f64"`;
    case "int":
    case "enum": {
      const integer = asInteger(type, cx);
      return integer === null ? `"ptr"` : `"${resultToken(integer)}"`;
    }
    default:
      return `"ptr"`;
  }
}
