import type { CheckName, CheckReport, Fault } from "../index.ts";

/** What a report of `check` looks like for people: each fault, then a line for each check. */
export async function checkText(report: CheckReport, asked: readonly CheckName[]): Promise<string> {
  const { faultText } = await import("../index.ts");
  const faults = report.faults.map((fault) => `${place(fault)}${faultText(fault)}${advice(fault)}`);
  return [...faults, ...asked.map((name) => `${name.padEnd(WIDTH)}${result(name, report)}`)].join("\n").concat("\n");
}

/** The same for programs. */
export async function checkJson(report: CheckReport): Promise<string> {
  const { faultText } = await import("../index.ts");
  const faults = report.faults.map((fault) => ({ ...fault, text: faultText(fault) }));
  return `${JSON.stringify({ ok: faults.length === 0, ...report, faults }, null, 2)}\n`;
}

/** Room for the longest name of a check. */
const WIDTH = 11;

function place(fault: Fault): string {
  if (!("location" in fault)) return "";
  const { file, line, column } = fault.location;
  return `${file}:${line}:${column}: `;
}

/** What the user can do about a check that could not be made. */
function advice(fault: Fault): string {
  if (fault.code !== "not-checked") return "";
  const { checks, reason } = fault;
  const without = checks.map((name) => `--no-${name}`).join(" ");
  if (checks.includes("symbols")) return "";
  if (/No such file|file not found/.test(reason)) return "\n  folders of headers go behind --: -- -Iinclude";
  if (reason.startsWith("no C compiler")) {
    return `\n  install gcc or clang, name a compiler with --cc, or leave out what it is asked for: ${without}`;
  }
  return "";
}

/** The checks that a fault belongs to. */
function checksOf(fault: Fault): readonly CheckName[] {
  switch (fault.code) {
    case "stale-output":
    case "missing-output":
      return ["stale"];
    case "wrong-layout":
    case "unnamed-record":
      return ["layout"];
    case "wrong-constant":
      return ["constants"];
    case "refused-by-compiler":
      return [fault.about === "layout" ? "layout" : "constants"];
    case "missing-symbol":
      return ["symbols"];
    case "not-checked":
      return fault.checks;
    default:
      return fault satisfies never;
  }
}

const NOTHING: { readonly [K in CheckName]: string } = {
  stale: "nothing to compare: name the module with -o, the spec with --spec",
  layout: "not checked",
  constants: "not checked",
  symbols: "nothing to compare: name the library with --lib or --pkg",
};

function result(name: CheckName, { faults, checked, allowed }: CheckReport): string {
  const own = faults.filter((fault) => checksOf(fault).includes(name));
  const count = checked[name];
  if (count === null) return own.length > 0 ? "not checked" : NOTHING[name];
  const compared = `${count} ${NOUNS[name][count === 1 ? 0 : 1]}`;
  const also = name === "symbols" && allowed.length > 0 ? `, ${allowed.length} missing as allowed` : "";
  if (own.length === 0) return `${compared}, ok${also}`;
  return `${compared}, ${own.length} ${name === "symbols" ? "missing" : "wrong"}${also}`;
}

const NOUNS: { readonly [K in CheckName]: readonly [string, string] } = {
  stale: ["file", "files"],
  layout: ["record or enum", "records and enums"],
  constants: ["constant", "constants"],
  symbols: ["symbol", "symbols"],
};
