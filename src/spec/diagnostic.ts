import { assertNever } from "./assert-never.ts";
import type { Declaration } from "./declaration.ts";
import { declarationKey } from "./declaration-key.ts";
import type { SourceLocation } from "./location.ts";

/** Every reason we report. Add the variant first: the catalogues below stop compiling until it has a text and a severity. */
export type Problem =
  /** No TypeScript for a type; the whole declaration is left out. */
  | { readonly code: "unsupported-type"; readonly decl: string; readonly type: string; readonly where: string }
  /** No accessor for one member; the record keeps its size and its other members. */
  | { readonly code: "unsupported-member"; readonly decl: string; readonly member: string; readonly type: string }
  /** A record passed or returned by value that this target's calling convention has no proven lowering for. */
  | { readonly code: "unsupported-by-value"; readonly decl: string; readonly type: string; readonly reason: string }
  /** A parameter that takes a pointer to a function, but no TypeScript function. */
  | { readonly code: "unsupported-callback"; readonly decl: string; readonly where: string; readonly reason: string }
  | { readonly code: "unsupported-convention"; readonly decl: string; readonly convention: string }
  | { readonly code: "va-list"; readonly decl: string; readonly where: string }
  /** A shim was asked for, and has no wrapper of it. */
  | { readonly code: "no-wrapper"; readonly decl: string; readonly reason: string }
  /** `static`: nothing to link against. */
  | { readonly code: "no-symbol"; readonly decl: string }
  /** `__attribute__((visibility("hidden")))`: the library keeps it to itself. */
  | { readonly code: "hidden-symbol"; readonly decl: string }
  /** `__attribute__((unavailable))`: a C program that uses it does not compile. */
  | { readonly code: "unavailable"; readonly decl: string; readonly message: string }
  /** Bound, but the library may not export it. */
  | { readonly code: "inline-symbol"; readonly decl: string }
  /** clang and gcc lay a record out differently; it has clang's layout, and a library may have the other. */
  | { readonly code: "layout-of-clang"; readonly decl: string; readonly member: string }
  /** Made of a c2ffi file, which does not say all that matters. */
  | { readonly code: "foreign-spec"; readonly spec: string }
  | { readonly code: "renamed"; readonly decl: string; readonly to: string; readonly reason: string }
  /** The user asked for another name, and that cannot be. */
  | { readonly code: "not-renamed"; readonly decl: string; readonly to: string; readonly reason: string }
  /** Two declarations of one name; the first is emitted. */
  | { readonly code: "duplicate-name"; readonly decl: string; readonly kept: string }
  /** A function-like macro of a function's name, which does something else than to call that with its own arguments. */
  | { readonly code: "macro-over-function"; readonly decl: string; readonly body: string }
  /** A macro that is neither a value nor a type nor a name: keywords, attributes, parts of declarations, expressions. */
  | {
      readonly code: "macro-not-a-value";
      readonly decl: string;
      readonly body: string;
      /** Why, where more is known than that it is none. */
      readonly reason: string | null;
    }
  /** Defined and undefined again by the headers. */
  | { readonly code: "macro-undefined"; readonly decl: string }
  /** A macro that is another name of something without a binding. */
  | { readonly code: "alias-left-out"; readonly decl: string; readonly target: string }
  /** A function-like macro that is no function in TypeScript. */
  | { readonly code: "macro-with-parameters"; readonly decl: string; readonly body: string; readonly reason: string }
  /** A constant of a type wider than a `double`, whose value TypeScript cannot hold. */
  | { readonly code: "inexact-constant"; readonly decl: string; readonly type: string }
  /** A constant that is an object with a part that the module cannot set. */
  | { readonly code: "unsupported-constant"; readonly decl: string; readonly type: string }
  /** The parser itself had no kind for it. */
  | { readonly code: "declared-unsupported"; readonly decl: string; readonly reason: string }
  /** A record that neither a tag nor a typedef, variable or member gives a name. */
  | { readonly code: "unnamed"; readonly decl: string }
  /** A type that the spec refers to and does not declare; it becomes an untyped pointer or is left out. */
  | { readonly code: "unknown-type"; readonly decl: string; readonly type: string }
  /** An option that names declarations (`--include`), or a line of a selection file, that nothing matches. */
  | { readonly code: "unmatched-pattern"; readonly option: string; readonly pattern: string };

export type Severity = "info" | "warning";

/** Where a problem goes. `null` for what is about no declaration. */
export type Report = (problem: Problem, about: Declaration | null) => void;

export interface LocatedProblem {
  readonly problem: Problem;
  readonly location: SourceLocation | null;
  /** The declaration it is about, by {@link declarationKey}. */
  readonly about: string | null;
}

/** Puts what is reported at the end of a list. */
export function reportTo(problems: LocatedProblem[]): Report {
  return (problem, about) => {
    problems.push({
      problem,
      location: about?.location ?? null,
      about: about === null ? null : declarationKey(about),
    });
  };
}

type Text = { readonly [K in Problem["code"]]: (problem: Extract<Problem, { code: K }>) => string };

export const TEXT: Text = {
  "unsupported-type": (p) => `skipped '${p.decl}': no binding for '${p.type}' (${p.where})`,
  "unsupported-member": (p) => `no accessor for member '${p.member}' of '${p.decl}': no binding for '${p.type}'`,
  "unsupported-by-value": (p) => `skipped '${p.decl}': '${p.type}' cannot be passed by value: ${p.reason}`,
  "unsupported-callback": (p) => `'${p.decl}' (${p.where}) takes no TypeScript function, only a pointer: ${p.reason}`,
  "unsupported-convention": (p) => `skipped '${p.decl}': calling convention '${p.convention}'`,
  "va-list": (p) => `skipped '${p.decl}': a va_list cannot be made outside C (${p.where})`,
  "no-symbol": (p) => `skipped '${p.decl}': it is static, so no library exports it (--shim wraps functions)`,
  "no-wrapper": (p) => `skipped '${p.decl}': the shim has no wrapper of it: ${p.reason}`,
  "hidden-symbol": (p) => `skipped '${p.decl}': its visibility is hidden, so no library exports it`,
  unavailable: (p) => `skipped '${p.decl}': it is unavailable${p.message === "" ? "" : ` (${p.message})`}`,
  "inline-symbol": (p) =>
    `'${p.decl}' is inline in the header: calling it throws if the library does not export it too`,
  "layout-of-clang": (p) =>
    `'${p.decl}' is laid out as clang does it: gcc puts bit-field '${p.member}', which is aligned to more than ` +
    "#pragma pack allows, elsewhere",
  "foreign-spec": (p) =>
    `${p.spec} was read by c2ffi, which does not show packed enums, transparent unions and asm labels: ` +
    "what has one is bound as if it had none",
  renamed: (p) => `'${p.decl}' is named '${p.to}' in TypeScript: ${p.reason}`,
  "not-renamed": (p) => `'${p.decl}' keeps its name, and is not '${p.to}': ${p.reason}`,
  "duplicate-name": (p) => `skipped '${p.decl}': the name is taken by ${p.kept}`,
  "macro-over-function": (p) =>
    `skipped macro '${p.decl}': the name stands for the function, C's '(${p.decl})(…)'; '${p.decl}(…)' in C is \`${excerpt(p.body)}\``,
  "macro-not-a-value": (p) => {
    if (p.reason !== null) return `skipped macro '${p.decl}': ${p.reason} (\`${excerpt(p.body)}\`)`;
    return `skipped macro '${p.decl}': ${p.body === "" ? "it is empty" : `\`${excerpt(p.body)}\` is no constant, type or name`}`;
  },
  "macro-undefined": (p) => `skipped macro '${p.decl}': the headers undefine it again`,
  "alias-left-out": (p) => `skipped macro '${p.decl}': it is another name of '${p.target}', which has no binding`,
  "macro-with-parameters": (p) =>
    `skipped macro '${p.decl}': ${p.reason}${p.body === "" ? "" : ` (\`${excerpt(p.body)}\`)`}`,
  "inexact-constant": (p) => `skipped '${p.decl}': a number cannot hold a value of type '${p.type}'`,
  "unsupported-constant": (p) => `skipped '${p.decl}': no binding for a value of type '${p.type}'`,
  "declared-unsupported": (p) => `skipped '${p.decl}': ${p.reason}`,
  unnamed: (p) => `skipped '${p.decl}': nothing that is bound gives it a name`,
  "unknown-type": (p) => `'${p.decl}' uses '${p.type}', which the spec does not declare`,
  "unmatched-pattern": (p) =>
    `${p.option} '${p.pattern}' matches nothing in the headers given` +
    (p.option === "--include" ? " (--include 'file:glob' adds others)" : ""),
};

export const SEVERITY: { readonly [K in Problem["code"]]: Severity } = {
  "unsupported-type": "warning",
  "unsupported-member": "warning",
  "unsupported-by-value": "warning",
  "unsupported-callback": "warning",
  "unsupported-convention": "warning",
  "va-list": "warning",
  "no-symbol": "info",
  "no-wrapper": "warning",
  "hidden-symbol": "info",
  unavailable: "info",
  "inline-symbol": "info",
  "layout-of-clang": "warning",
  "foreign-spec": "info",
  renamed: "info",
  "not-renamed": "warning",
  "duplicate-name": "info",
  "macro-over-function": "info",
  "macro-not-a-value": "info",
  "macro-undefined": "info",
  "alias-left-out": "info",
  "macro-with-parameters": "info",
  "inexact-constant": "warning",
  "unsupported-constant": "warning",
  "declared-unsupported": "warning",
  unnamed: "info",
  "unknown-type": "warning",
  "unmatched-pattern": "warning",
};

/** As much of C's text as a line of a report has room for. */
function excerpt(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59).trimEnd()}…`;
}

/** One line for people, without place and severity. */
export function problemText(problem: Problem): string {
  // The catalogue is typed per code; TypeScript cannot correlate the two sides of one indexed call.
  const text = TEXT[problem.code] as (problem: Problem) => string;
  return text(problem);
}

export function severityOf(problem: Problem): Severity {
  return SEVERITY[problem.code];
}

/** What a problem says about the declaration that it is about. */
export type Effect =
  /** Something a program could have used is missing: the whole declaration, or a part of it. */
  | "loss"
  /** It stands for no value, so there is nothing that a module could have. */
  | "no-value"
  /** Nothing is missing. */
  | "note";

export function effectOf(problem: Problem): Effect {
  switch (problem.code) {
    case "unsupported-type":
    case "unsupported-member":
    case "unsupported-by-value":
    case "unsupported-callback":
    case "unsupported-convention":
    case "va-list":
    case "no-symbol":
    case "no-wrapper":
    case "hidden-symbol":
    case "unavailable":
    case "duplicate-name":
    case "macro-over-function":
    case "macro-with-parameters":
    case "alias-left-out":
    case "inexact-constant":
    case "unsupported-constant":
    case "declared-unsupported":
    case "unknown-type":
    case "unnamed":
      return "loss";
    case "macro-not-a-value":
    case "macro-undefined":
      return "no-value";
    case "inline-symbol":
    case "layout-of-clang":
    case "foreign-spec":
    case "renamed":
    case "not-renamed":
    case "unmatched-pattern":
      return "note";
    default:
      return assertNever(problem);
  }
}
