import type { TypeTable } from "../spec/abi/type-table.ts";
import type { CType, IntType } from "../spec/ctype.ts";
import type { ConstantValue, Field, MemberValue, RecordDeclaration } from "../spec/declaration.ts";
import { type Asking, together } from "./ask-expressions.ts";
import { floatText } from "./constant-number.ts";
import { narrowText } from "./string-literal.ts";

/** `inexact` is a number that the compiler knows and that no `double` is equal to. */
export type Asked = ConstantValue | "inexact" | null;

/** What asking needs to know. */
export interface AskContext {
  readonly types: TypeTable;
  /** Names that mean something else in an expression than the member of that name: macros. */
  readonly macros: ReadonlySet<string>;
}

/** Elements and members that one constant may have. */
const MOST = 4096;

/** Finds the value of a C expression of a type that is more than one number for clang's evaluator. */
export function* askValue(expression: string, type: CType, context: AskContext): Asking<Asked> {
  const resolved = context.types.resolve(type);
  switch (resolved.kind) {
    case "bool":
      return yield* askInteger(expression, { bits: 8, signed: false });
    case "int":
      return yield* askInteger(expression, resolved);
    case "enum":
      return resolved.enum.underlying === null ? null : yield* askInteger(expression, resolved.enum.underlying);
    case "float":
      return yield* askFloat(expression);
    case "pointer":
      return yield* askPointer(expression, resolved.to, context);
    case "record":
      return yield* askRecord(expression, resolved.record, context);
    case "array":
      return resolved.length === null ? null : yield* askArray(expression, resolved.of, resolved.length, context);
    default:
      return null;
  }
}

/** An integer of up to 128 bits, in halves. */
function* askInteger(expression: string, { bits, signed }: Pick<IntType, "bits" | "signed">): Asking<Asked> {
  const low = `(unsigned long long)(${expression})`;
  const answers = yield bits <= 64 ? [low] : [low, `(unsigned long long)((unsigned __int128)(${expression}) >> 64)`];
  const halves = answers.map((answer) => (answer?.kind === "int" ? BigInt.asUintN(64, answer.value) : null));
  const [least = null, most = 0n] = halves;
  if (least === null || most === null) return null;
  const value = (most << 64n) | least;
  return { kind: "int", value: String(signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value)) };
}

/** A number of any floating type, which must be one that a `double` holds. NaN is equal to nothing. */
function* askFloat(expression: string): Asking<Asked> {
  const back = `(__typeof__(${expression}))(double)(${expression})`;
  const [value, isExact, isNumber] = yield [
    `(double)(${expression})`,
    `(${expression}) == ${back}`,
    `(${expression}) == (${expression})`,
  ];
  if (value?.kind !== "float" || isExact?.kind !== "int" || isNumber?.kind !== "int") return null;
  if (isNumber.value === 0n) return { kind: "float", value: "nan" };
  return isExact.value === 0n ? "inexact" : { kind: "float", value: floatText(value.value) };
}

/** A pointer is a number, or text; any other address is known to the linker only. */
function* askPointer(expression: string, to: CType, { types }: AskContext): Asking<Asked> {
  const [address] = yield [`(__UINTPTR_TYPE__)(${expression})`];
  if (address?.kind === "int") return { kind: "pointer", value: String(BigInt.asUintN(64, address.value)) };
  const pointee = types.resolve(to);
  return pointee.kind === "int" && pointee.name === "char" ? yield* askText(expression, null) : null;
}

/**
 * The characters that an expression points to, if it points into a string literal.
 *
 * @param length where it is an array of known length, its NUL not counted; else the text ends at the first NUL.
 */
export function* askText(expression: string, length: number | null): Asking<Asked> {
  const [found] = length === null ? yield [`__builtin_strlen(${expression})`] : [];
  const count = length ?? (found?.kind === "int" ? Number(found.value) : MOST + 1);
  if (count > MOST) return null;
  const answers = yield Array.from({ length: count }, (_, i) => `(${expression})[${i}] & 0xff`);
  const bytes = answers.flatMap((answer) => (answer?.kind === "int" ? [Number(answer.value)] : []));
  return bytes.length === count ? narrowText(Uint8Array.from(bytes)) : null;
}

function* askArray(expression: string, of: CType, length: number, context: AskContext): Asking<Asked> {
  if (length > MOST) return null;
  const elements = Array.from({ length }, (_, i) => askValue(`(${expression})[${i}]`, of, context));
  const values = whole(yield* together(elements));
  return values === null ? null : { kind: "array", value: values };
}

function* askRecord(expression: string, record: RecordDeclaration, context: AskContext): Asking<Asked> {
  const members = yield* askMembers(expression, record, context);
  return members === null ? null : { kind: "record", value: members };
}

type Members = readonly MemberValue[] | null;

function* askMembers(expression: string, record: RecordDeclaration, context: AskContext): Asking<Members> {
  const fields = (record.layout?.fields ?? []).filter((field) => isSet(field, context));
  const found = yield* together(fields.map((field) => askMember(expression, field, context)));
  if (record.layout === null) return null;
  // Of a union the compiler can read only the member that has been written.
  if (record.tag === "union") return fields.length === 0 ? [] : (found.find((members) => members !== null) ?? null);
  const all = found.flatMap((members) => members ?? []);
  return found.includes(null) ? null : all;
}

/** Whether an initializer can reach a member: not one of no length or without a name. */
function isSet({ name, type, bitWidth }: Field, { types }: AskContext): boolean {
  const resolved = types.resolve(type);
  if (resolved.kind === "array") return resolved.length !== null && resolved.length > 0;
  return name !== null || (bitWidth === null && resolved.kind === "record");
}

function* askMember(expression: string, { name, type }: Field, context: AskContext): Asking<Members> {
  if (name === null) {
    const inner = context.types.resolve(type);
    return inner.kind === "record" ? yield* askMembers(expression, inner.record, context) : null;
  }
  if (context.macros.has(name)) return null;
  const value = yield* askValue(`(${expression}).${name}`, type, context);
  return value === null || value === "inexact" ? null : [{ name, value }];
}

function whole(values: readonly Asked[]): readonly ConstantValue[] | null {
  const known = values.filter((value) => value !== null && value !== "inexact");
  return known.length === values.length ? known : null;
}
