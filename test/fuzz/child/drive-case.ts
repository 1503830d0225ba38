import { bytesOf, RecordView } from "c2ts-runtime";
import type { Spec } from "../../../src/spec/spec.ts";
import type { Case } from "../model/case.ts";
import { memberPlaces } from "../model/leaves.ts";
import { type MemberModel, type RecordModel, resolve } from "../model/type.ts";
import { format, valueFor } from "../model/values.ts";
import { recordName } from "../program/declare.ts";
import { memberSeed } from "../program/main.ts";
import { read, write } from "./access.ts";
import { driveCall } from "./drive-call.ts";
import { driveGlobal } from "./drive-global.ts";
import type { GeneratedModule } from "./module.ts";
import { attempt, say } from "./report.ts";
import { specFacts } from "./spec-facts.ts";

/** Everything that is done with one case, in the order of the C program. */
export function driveCase(one: Case, spec: Spec, module: GeneratedModule): void {
  const { index, types, functions, globals } = one;
  attempt(index, "spec", () => {
    specFacts(one, spec, (key, text) => say({ kind: "value", index, key, text }));
  });
  for (const type of types) {
    if (type.declares === "record") driveRecord(one, type, module);
    if (type.declares === "enum") {
      for (const { name, value } of type.enumerators) {
        attempt(index, `enumerator ${name}`, () => {
          const got = module.get(name);
          if (typeof got !== "number" && typeof got !== "bigint") throw new Error(`${name} is ${String(got)}`);
          if (BigInt(got) !== value) throw new Error(`${name} is ${got}, not ${value}`);
        });
      }
    }
  }
  globals.forEach((global, i) => {
    attempt(index, `global ${global.name}`, () => {
      driveGlobal(one, global, i, module);
    });
  });
  functions.forEach((fn, i) => {
    attempt(index, `call ${fn.name}`, () => {
      driveCall(one, fn, i, module);
    });
  });
}

function driveRecord(one: Case, record: RecordModel, module: GeneratedModule): void {
  const { index, seed } = one;
  const name = recordName(record);
  memberPlaces(record).forEach((leaf, n) => {
    attempt(index, `set ${name}${leaf.path}`, () => {
      const made = module.recordClass(record, one).alloc();
      if (!(made instanceof RecordView)) throw new Error(`${name} is no record`);
      write(made, leaf, valueFor(leaf, n, memberSeed(seed)));
      const bytes = Buffer.from(bytesOf(made)).toString("hex");
      say({ kind: "value", index, key: `set ${name}${leaf.path}`, text: `=${bytes} ` });
      const text = `${leaf.path}=${format(leaf.value, read(made, leaf))} `;
      say({ kind: "value", index, key: `get ${name}${leaf.path}`, text });
    });
  });
  attempt(index, `members ${name}`, () => {
    const made = module.recordClass(record, one).alloc();
    for (const member of unreadable(record.members)) checkReported(record, made, member, module);
  });
}

/** Members without any value to set: what cannot be shown is in the report, what is not in the report can be read. */
function unreadable(members: readonly MemberModel[]): readonly MemberModel[] {
  return members.filter(({ name, type }) => {
    const resolved = resolve(type);
    return name !== null && (resolved.kind === "exotic" || resolved.kind === "array");
  });
}

function checkReported(record: RecordModel, made: object, { name }: MemberModel, module: GeneratedModule): void {
  if (name === null) return;
  const ids = [`${record.tag} ${record.name}`, `${record.tag} @${record.typedef}`];
  const reported = ids.some((id) => module.memberProblem(id, name) !== undefined);
  const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(made), name);
  const readable = own?.get !== undefined || Object.getOwnPropertyDescriptor(Object.getPrototypeOf(made), `${name}_`);
  if (!readable && !reported) throw new Error(`member ${name} has no accessor, and the report does not say so`);
}
