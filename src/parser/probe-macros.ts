import type { Diagnostic } from "./clang/diagnostics.ts";
import type { Reading } from "./clang/reading.ts";
import { Parse, type ParseOptions, type TranslationUnit } from "./clang/translation-unit.ts";
import { probedLike } from "./literal-macro.ts";
import { findAlike } from "./macro-examples.ts";
import { PROBE_DIAGNOSTICS, type ProbeOptions } from "./probe-options.ts";
import {
  type MacroProbe,
  type ProbeQuestion,
  type ProbeSource,
  probeSource,
  questionsFor,
  UNDEFINED,
} from "./probe-source.ts";
import type { ReadContext } from "./read-context.ts";
import { collectProbes, type ProbeCursors, type Probed, readProbe } from "./read-probe.ts";
import { undefinedValue } from "./undefined-value.ts";

/**
 * Who collects the types that probes use.
 *
 * @param macroAt the macro that a line of the probe source asks about: what is first declared there, the macro declares.
 */
export type ContextOf = (unit: TranslationUnit, macroAt: (line: number) => string | null) => ReadContext;

export interface ProbedMacros {
  /** What the compiler made of each macro that is a value, a type or a name. */
  readonly found: ReadonlyMap<string, Probed>;
  /** Macros that the headers themselves undefine again. */
  readonly undefined: ReadonlySet<string>;
  /** Macros that have no value since C leaves it undefined: why. */
  readonly valueless: ReadonlyMap<string, string>;
}

/**
 * Lets the compiler compute object-like macros, but for literals of which it computes one like them: most macros of most
 * headers are plain numbers. Whether they are still defined at the end is asked of all.
 *
 * @returns what reads the answers; the parse that gives most of them may go on until then.
 */
export function beginProbes(
  macros: readonly MacroProbe[],
  options: ProbeOptions,
): (contextOf: ContextOf) => Reading<ProbedMacros> {
  const alike = findAlike(macros, options.arguments);
  const asked = macros.map((macro) => (alike.has(macro.name) ? { ...macro, body: "" } : macro));
  const first = asked.length === 0 ? null : askOnce(asked, options, (parse) => options.parses.want(parse));
  return function* (contextOf) {
    if (first !== null) yield* first.parse.wait();
    return readAnswers(macros, alike, probeRounds(asked, first, options, contextOf), options, contextOf);
  };
}

function readAnswers(
  macros: readonly MacroProbe[],
  alike: ReturnType<typeof findAlike>,
  { found, undefined: undefinedNames, settled, valueless }: Rounds,
  options: ProbeOptions,
  contextOf: ContextOf,
): ProbedMacros {
  const unclear: MacroProbe[] = [];
  for (const macro of macros) {
    const { name } = macro;
    const one = alike.get(name);
    if (one === undefined || undefinedNames.has(name)) continue;
    const probed = settled.has(name) ? null : probedLike(one.literal, one.example.literal, found.get(one.example.name));
    if (probed === null) unclear.push(macro);
    else found.set(name, probed);
  }
  if (unclear.length > 0) {
    for (const [name, probed] of probeRounds(unclear, null, options, contextOf).found) found.set(name, probed);
  }
  return { found, undefined: undefinedNames, valueless };
}

interface Rounds extends Round {
  readonly found: Map<string, Probed>;
}

/**
 * Each macro becomes the initializer of a variable of its own type (`__auto_type`), or, where it may be one, a type, all in
 * one further parse with the same headers, language and arguments.
 *
 * A macro that is no expression makes an error on its own line and its probe is missing; clang goes on behind it. Some
 * (`#define BEGIN {`) take following probes down with them, so those that are missing without an error of their own are
 * probed again until nothing changes.
 *
 * @param first the first of these parses, if it has been asked for already.
 */
function probeRounds(
  macros: readonly MacroProbe[],
  first: AskedOnce | null,
  options: ProbeOptions,
  contextOf: ContextOf,
): Rounds {
  const found = new Map<string, Probed>();
  const undefinedNames = new Set<string>();
  const settled = new Set<string>();
  const valueless = new Map<string, string>();
  let pending = macros;
  let asked = first;
  while (pending.length > 0) {
    const round = probeOnce(pending, asked ?? askOnce(pending, options, (parse) => new Parse(parse)), contextOf);
    asked = null;
    for (const [name, probed] of round.found) found.set(name, probed);
    for (const [name, reason] of round.valueless) valueless.set(name, reason);
    for (const name of round.undefined) undefinedNames.add(name);
    for (const name of round.settled) settled.add(name);
    const rest = pending.filter(
      (macro) => !(round.found.has(macro.name) || round.settled.has(macro.name)) && questionsFor(macro).length > 0,
    );
    // Where nothing is settled, the first swallows the others and clang blames the end of the file: it has no value.
    pending = rest.length === pending.length ? rest.slice(1) : rest;
  }
  return { found, undefined: undefinedNames, settled, valueless };
}

interface Round extends ProbedMacros {
  /** Macros of which there is nothing to be found. */
  readonly settled: ReadonlySet<string>;
}

interface AskedOnce {
  readonly source: ProbeSource;
  readonly parse: Parse;
}

function askOnce(
  macros: readonly MacroProbe[],
  options: ProbeOptions,
  parsing: (parse: ParseOptions) => Parse,
): AskedOnce {
  const source = probeSource(macros, options.source);
  const given = [...options.arguments, ...PROBE_DIAGNOSTICS];
  return { source, parse: parsing({ arguments: given, source: source.text, others: options.others, macros: false }) };
}

function probeOnce(macros: readonly MacroProbe[], { source, parse }: AskedOnce, contextOf: ContextOf): Round {
  return parse.use((unit) => {
    const faults = new Map<string, Set<ProbeQuestion | null>>();
    const objections = new Map<string, { readonly errors: Diagnostic[]; readonly warnings: string[] }>();
    const undefinedNames = new Set<string>();
    for (const diagnostic of unit.diagnostics) {
      const { severity, message, position } = diagnostic;
      const place = position?.file === source.text.file ? source.placeOf(position.line) : undefined;
      if (place === undefined) continue;
      const about = objections.get(place.name) ?? { errors: [], warnings: [] };
      objections.set(place.name, about);
      if (severity !== "error" && severity !== "fatal") {
        about.warnings.push(message);
        continue;
      }
      if (place.question === "defined") {
        about.errors.push(diagnostic);
        continue;
      }
      faults.set(place.name, (faults.get(place.name) ?? new Set()).add(place.question));
      if (message === UNDEFINED) undefinedNames.add(place.name);
    }
    const context = contextOf(unit, (line) => source.placeOf(line)?.name ?? null);
    const { probes, leaks } = collectProbes(unit.cursor);
    const leaking = new Set(
      leaks.flatMap(({ location }) => source.placeOf(unit.positions.position(location)?.line ?? 0)?.name ?? []),
    );
    const firstLeaking = macros.findIndex(({ name }) => leaking.has(name));
    // What follows has been asked with declarations about that no header has: it is asked again, without what made them.
    const trusted = firstLeaking === -1 ? macros : macros.slice(0, firstLeaking);
    const found = new Map<string, Probed>();
    const settled = new Set([...leaking, ...trusted.map(({ name }) => name).filter((name) => faults.has(name))]);
    const valueless = new Map<string, string>();
    trusted.forEach(({ name }, i) => {
      const cursors = probes.get(i);
      if (cursors === undefined) return;
      const probed = readProbe(withoutFaults(cursors, faults.get(name)), context, name);
      const objection = objections.get(name);
      const isMeant = probed?.kind === "type" || probed?.kind === "name";
      const reason = objection === undefined || isMeant ? null : undefinedValue(objection, probed !== null);
      if (reason !== null) {
        valueless.set(name, reason);
        settled.add(name);
      } else if (probed !== null) found.set(name, probed);
      else if (cursors.value !== undefined) settled.add(name);
    });
    return { found, undefined: undefinedNames, settled, valueless };
  });
}

/** clang goes on behind a fault (`1 2` is 1 to it), but that is its guess. */
function withoutFaults(cursors: ProbeCursors, faults: ReadonlySet<ProbeQuestion | null> | undefined): ProbeCursors {
  if (faults === undefined) return cursors;
  return Object.fromEntries(Object.entries(cursors).filter(([question]) => !faults.has(question as ProbeQuestion)));
}
