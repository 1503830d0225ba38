import type { Outcome } from "./outcome.ts";

export interface Counts {
  readonly cases: number;
  readonly headers: number;
  readonly facts: number;
  readonly calls: number;
  /** Functions left out and reported, by the report's code. */
  readonly refused: Readonly<Record<string, number>>;
  readonly untried: number;
  /** Numbers of the cases that gcc and clang lay out differently. */
  readonly disagreements: readonly number[];
}

export function countsOf(outcomes: readonly Outcome[], headers: number, disagreements: readonly number[]): Counts {
  const refused: Record<string, number> = {};
  for (const { problem } of outcomes.flatMap((outcome) => outcome.refused)) {
    refused[problem.code] = (refused[problem.code] ?? 0) + 1;
  }
  const sum = (of: (outcome: Outcome) => number): number => outcomes.reduce((total, outcome) => total + of(outcome), 0);
  return {
    cases: outcomes.length,
    headers,
    facts: sum(({ facts }) => facts),
    calls: sum(({ calls }) => calls),
    refused,
    untried: sum(({ untried }) => untried.length),
    disagreements,
  };
}

/** What was done, for the log of a run. */
export function summary({ cases, headers, facts, calls, refused, untried, disagreements }: Counts): string {
  const list = Object.entries(refused).map(([code, count]) => `${count} ${code}`);
  const lines = [
    `${cases} cases (a case: up to six random types, every record by address, and up to four random functions) in ${headers} headers`,
    `${facts} layout facts, constants and member accesses and ${calls} calls agree with C`,
    `${list.length === 0 ? "no function" : list.join(", ")} left out, as reported; ${untried} bound but not tried for want of a value`,
  ];
  if (disagreements.length > 0) {
    lines.push(
      `gcc and clang lay out ${disagreements.length} cases differently (${disagreements.join(", ")}): compared with clang's`,
    );
  }
  return lines.join("\n");
}
