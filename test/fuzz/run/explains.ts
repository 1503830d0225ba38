import type { Problem } from "../../../src/spec/diagnostic.ts";
import type { Case, FunctionModel } from "../model/case.ts";
import { type RecordModel, resolve, type Type } from "../model/type.ts";
import { ownName } from "../program/layout-facts.ts";

/**
 * Whether a function was left out for a reason that it has. Leaving out everything would pass all other comparisons.
 * @returns why the report's reason is none, or `null` if all is well.
 */
export function explains(one: Case, key: string, problem: Problem, facts: ReadonlyMap<string, string>): string | null {
  const global = one.globals.find(({ name }) => key === `global ${name}`);
  if (global !== undefined)
    return problem.code === "unsupported-type" ? globalReason(global.type) : "no such reason is known";
  const fn = one.functions.find(({ name }) => key === `call ${name}`);
  if (fn === undefined) return "there is no such function";
  const types = passedTypes(fn);
  switch (problem.code) {
    case "unsupported-by-value":
    case "unsupported-callback":
      return reasonless(problem.reason, fn, types, facts);
    default:
      return "no such reason is known";
  }
}

/** All that goes by value, to the function itself and to what it calls back. */
function passedTypes({ result, parameters }: FunctionModel): readonly Type[] {
  return [
    result,
    ...parameters.flatMap(({ type, role }) =>
      role.kind === "callback" ? [role.result, ...role.parameters.map((parameter) => parameter.type)] : [type],
    ),
  ];
}

/** Why the reason does not hold of any type that goes by value; `null` if it does of one. */
function reasonless(
  reason: string,
  fn: FunctionModel,
  types: readonly Type[],
  facts: ReadonlyMap<string, string>,
): string | null {
  const records = types.map(resolve).flatMap((type) => (type.kind === "record" ? [type.record] : []));
  const exotics = types.map(resolve).flatMap((type) => (type.kind === "exotic" ? [type.spelling] : []));
  const size = (record: RecordModel): number => Number(facts.get(`sizeof(${ownName(record)})`));
  // C cannot ask for the alignment that a record without a tag has by itself; it may be any.
  const align = (record: RecordModel): number => Number(facts.get(`_Alignof(${ownName(record)})`) ?? 64);
  const inside = (...spellings: readonly string[]): boolean =>
    exotics.some((spelling) => spellings.includes(spelling)) ||
    records.some((record) => exoticsIn(record).some((spelling) => spellings.includes(spelling)));
  const words = records.reduce((total, record) => total + size(record) / 8, 0) + types.length;
  const holds = [
    reason.includes("aligned to") && records.some((record) => align(record) > 16),
    reason.includes("are padding") && records.some((record) => size(record) > 8),
    reason.includes("nothing but padding") && records.some(isPadding),
    reason.includes("flexible array") && records.some(hasNoLengthArray),
    reason.includes("array of no elements") &&
      records.some((record) => members(record).some((m) => hasNoElements(m.type))),
    reason.includes("unnamed bit-field") && records.some(hasUnnamedBits),
    reason.includes("atomic members") && records.some(hasAtomic),
    reason.includes("vectors, and floats of 16 or 128") && inside("fz_float4", "_Float16"),
    reason.includes("x87 stack") && inside("long double", "long double _Complex"),
    reason.includes("too many stack words") && words > 50,
    reason.includes("before variadic") && fn.variadic !== null,
    reason.includes("of a member's type") && inside("fz_float4"),
  ].some(Boolean);
  const shapes = records.map((record) => `${ownName(record)} ${size(record)}/${align(record)}`);
  return holds ? null : `of ${[...shapes, ...exotics].join(", ") || "plain types"}`;
}

function members(record: RecordModel): readonly RecordModel["members"][number][] {
  return record.members.flatMap((member) => {
    const inner = elementOf(member.type);
    return inner.kind === "record" ? [member, ...members(inner.record)] : [member];
  });
}

function elementOf(type: Type): ReturnType<typeof resolve> {
  const resolved = resolve(type);
  return resolved.kind === "array" ? elementOf(resolved.of) : resolved;
}

function hasUnnamedBits(record: RecordModel): boolean {
  return members(record).some(({ name, bits }) => name === null && bits !== null);
}

function hasAtomic(record: RecordModel): boolean {
  return members(record).some(({ type }) => isAtomic(type));
}

function isAtomic(type: Type): boolean {
  if (type.kind === "array") return isAtomic(type.of);
  if (type.kind === "typedef") return isAtomic(type.typedef.type);
  return type.kind === "qualified" && (type.qualifiers === "_Atomic" || isAtomic(type.of));
}

function isPadding(record: RecordModel): boolean {
  return record.members.every(({ name, type }) => {
    if (hasNoElements(type)) return true;
    const inner = elementOf(type);
    return inner.kind === "record" ? isPadding(inner.record) : name === null;
  });
}

function hasNoLengthArray(record: RecordModel): boolean {
  return members(record).some(({ type }) => type.kind === "array" && (type.length ?? 0) === 0);
}

/** Why a variable could have been bound; `null` if it is of a type without values, elements or TypeScript function. */
function globalReason(type: Type): string | null {
  if (spellingsIn(type).includes("fz_float4") || hasNoElements(type)) return null;
  const element = elementOf(type);
  const to = element.kind === "pointer" ? resolve(element.to) : null;
  if (to?.kind !== "function") return "its type has values";
  const passed = [to.result, ...to.parameters.map((parameter) => parameter.type)];
  return passed.some((one) => ["exotic", "record"].includes(resolve(one).kind)) ? null : "its function is a plain one";
}

function hasNoElements(type: Type): boolean {
  const resolved = resolve(type);
  return resolved.kind === "array" && (resolved.length === 0 || hasNoElements(resolved.of));
}

function spellingsIn(type: Type): readonly string[] {
  const element = elementOf(type);
  return element.kind === "record" ? exoticsIn(element.record) : element.kind === "exotic" ? [element.spelling] : [];
}

function exoticsIn(record: RecordModel): readonly string[] {
  return members(record)
    .map(({ type }) => elementOf(type))
    .flatMap((type) => (type.kind === "exotic" ? [type.spelling] : []));
}
