import type { BindingReport, ReportedProblem } from "./binding-report.ts";

/** Of a report's problems those that are to be told in any case: what the user wrote did nothing. */
export function notices({ problems }: BindingReport): readonly ReportedProblem[] {
  return problems.filter(({ code }) => code === "unmatched-pattern" || code === "not-renamed");
}
