import type { Declared } from "../spec/declared.ts";
import type { LocatedProblem, Problem } from "../spec/diagnostic.ts";
import type { SourceLocation } from "../spec/location.ts";
import type { SourcePosition } from "./clang/source-position.ts";
import type { RelativeFiles } from "./relative-file.ts";

/** Counts what the selected files declare, and collects what is to be said about it. */
export class Census {
  readonly declared: Declared[] = [];
  readonly problems: LocatedProblem[] = [];
  readonly #names: RelativeFiles;

  constructor(names: RelativeFiles) {
    this.#names = names;
  }

  location(place: SourcePosition): SourceLocation {
    return { file: this.#names.name(place.file), line: place.line, column: place.column };
  }

  /** `given.h:3:8` */
  placeOf(place: SourcePosition): string {
    return `${this.#names.name(place.file)}:${place.line}:${place.column}`;
  }

  add({ place, ...declared }: Omit<Declared, "location"> & { readonly place: SourcePosition }): void {
    this.declared.push(Object.assign(declared, { location: this.location(place) }));
  }

  /** @param about key of what has been added. */
  report(problem: Problem, about: string, place: SourcePosition): void {
    this.problems.push({ problem, location: this.location(place), about });
  }
}
