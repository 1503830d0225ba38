import type { Case, FunctionModel, GivenParameter, GlobalModel } from "../model/case.ts";
import { memberPlaces } from "../model/leaves.ts";
import { type RecordModel, resolve } from "../model/type.ts";
import { declare, parameterList, recordName } from "./declare.ts";
import { layoutProgram } from "./layout-facts.ts";
import { assign, log, textKind } from "./leaf-code.ts";
import { arrayOf, plain, variable } from "./library.ts";
import {
  fill,
  globalSeeds,
  type Helpers,
  helpersOf,
  helperText,
  ROUND,
  ROUNDS,
  type Seeds,
  seedsOf,
  show,
} from "./shared.ts";

/** The C program that does with a case what TypeScript does, and prints one line for each thing there is to compare. */
export function mainText(one: Case): string {
  const helpers = helpersOf(one);
  const calls = one.functions.map((fn, i) => call(one, fn, seedsOf(one, i), helpers));
  const globals = one.globals.flatMap((global, i) => variables(one, global, globalSeeds(one, i).set, helpers));
  const members = one.types.flatMap((type) => (type.declares === "record" ? [accessors(one, type)] : []));
  const steps = [
    ...layoutProgram(one),
    ...members.flat(),
    ...one.functions.map((_, i) => rounds(`fz_c${one.index}_call${i}();`)),
    ...globals,
  ];
  return `${helperText(one)}${calls.map(({ text }, i) => `${text.replaceAll("FZ_CALL", `fz_c${one.index}_call${i}`)}`).join("")}
static void fz_c${one.index}(void) {
${steps.map((step) => `  ${step}\n`).join("")}}
`;
}

/** Prints the current text under a key. */
function print(index: number, key: string): string {
  return `printf("${index} ${key}: %s\\n", fz_take());`;
}

function printRound(index: number, fn: string, what: string): string {
  return `printf("${index} call ${fn} %u ${what}: %s\\n", fz_round, fz_take());`;
}

function rounds(call: string): string {
  return ROUNDS.map((round) => `fz_round = ${round}; ${call}`).join(" ");
}

/** The seed of the round. */
function rounded(seed: number): string {
  return `(${seed}u + ${ROUND}u * fz_round)`;
}

function variables({ index }: Case, { name, type, see }: GlobalModel, seed: number, helpers: Helpers): string[] {
  return [
    `${fill(name, type, `${seed}u`, helpers)} ${see}(); ${print(index, `global ${name} in`)}`,
    `${show(name, name, type, helpers)} ${print(index, `global ${name} out`)}`,
  ];
}

/** Each member set by itself in zeroed memory: the bytes, and what reading gives. */
function accessors({ index, seed }: Case, record: RecordModel): string[] {
  const name = recordName(record);
  return memberPlaces(record).flatMap((leaf, n) => [
    `{ ${name} r; memset((void *)&r, 0, sizeof r); ${assign("r", leaf, n, `${memberSeed(seed)}u`)}`,
    `  fz_log_bytes("", (void *)&r, sizeof r); ${print(index, `set ${name}${leaf.path}`)}`,
    `  ${log("", "r", leaf)} ${print(index, `get ${name}${leaf.path}`)} }`,
  ]);
}

/** Even: TypeScript reads them back. */
export function memberSeed(seed: number): number {
  return seed + 0x20000000;
}

function call(one: Case, fn: FunctionModel, seeds: Seeds, helpers: Helpers): { readonly text: string } {
  const callbacks = fn.parameters.flatMap((parameter, i) => callback(parameter, i, seeds, helpers));
  const locals = fn.parameters.flatMap((parameter, i) => argument(parameter, i, seeds, helpers));
  const rest = (fn.variadic ?? []).map((scalar, i) =>
    variable(`fz_rest${i}`, scalar, rounded(seeds.variadic(i)), helpers),
  );
  const given = [
    ...fn.parameters.map(({ role }, i) => given1(role.kind, i)),
    ...(fn.variadic ?? []).map((_, i) => `fz_rest${i}`),
  ];
  const plainCall = `${fn.name}${fn.through === null ? "" : "()"}(${given.join(", ")})`;
  const isVoid = resolve(fn.result).kind === "void";
  const result = isVoid ? `${plainCall};` : `${declare(plain(fn.result), "fz_r")} = ${plainCall};`;
  const text = textKind(fn.result);
  const shown = isVoid
    ? ""
    : text !== null
      ? `fz_log_${text}("result", fz_r);`
      : show("result", "fz_r", fn.result, helpers);
  const written = fn.parameters.map(({ name, role }, i) => {
    if (role.kind === "record") return `${helpers.log(role.record)}(${JSON.stringify(name)}, (void *)&fz_p${i});`;
    if (role.kind === "array") return show(name, `fz_p${i}`, arrayOf(role), helpers);
    return role.kind === "scalar" ? show(name, `fz_p${i}`, role.scalar, helpers) : "";
  });
  const lines = [
    ...locals,
    ...rest,
    result,
    printRound(one.index, fn.name, "in"),
    `fz_use(1); ${printRound(one.index, fn.name, "callbacks")} fz_use(0);`,
    shown,
    ...written,
    printRound(one.index, fn.name, "out"),
  ];
  return {
    text: `${callbacks.join("")}static void FZ_CALL(void) {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`,
  };
}

function given1(role: GivenParameter["role"]["kind"], i: number): string {
  if (role === "callback") return `FZ_CALL_p${i}`;
  return role === "record" || role === "scalar" ? `&fz_p${i}` : `fz_p${i}`;
}

function argument({ type, role }: GivenParameter, i: number, seeds: Seeds, helpers: Helpers): readonly string[] {
  switch (role.kind) {
    case "value":
      return [variable(`fz_p${i}`, type, rounded(seeds.argument(i)), helpers)];
    case "record":
      return [
        variable(`fz_p${i}`, { kind: "record", record: role.record }, rounded(recordSeed(role, seeds, i)), helpers),
      ];
    case "scalar":
      return [variable(`fz_p${i}`, role.scalar, rounded(seeds.kept(i)), helpers)];
    case "array":
      return [variable(`fz_p${i}`, arrayOf(role), rounded(seeds.kept(i)), helpers)];
    case "string":
      return [`const char *fz_p${i} = fz_text(${rounded(seeds.argument(i))});`];
    case "callback":
      return [];
  }
}

export function recordSeed({ isConst }: { readonly isConst: boolean }, seeds: Seeds, i: number): number {
  return isConst ? seeds.kept(i) : seeds.argument(i);
}

/** What C's own program hands over as a callback. */
function callback({ name, role }: GivenParameter, i: number, seeds: Seeds, helpers: Helpers): readonly string[] {
  if (role.kind !== "callback") return [];
  const seen = role.parameters.map(({ name: own, type }) => show(`${name}.${own}`, own, type, helpers));
  const isVoid = resolve(role.result).kind === "void";
  const answer = isVoid
    ? []
    : [`${variable("fz_r", role.result, rounded(seeds.callbackResult(i)), helpers)} return fz_r;`];
  const head = declare(role.result, `FZ_CALL_p${i}(${parameterList(role.parameters)})`);
  const lines = ["fz_use(1);", ...seen, "fz_use(0);", ...answer];
  return [`static ${head} {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`];
}
