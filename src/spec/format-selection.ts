import type { Declaration } from "./declaration.ts";
import { declarationKey } from "./declaration-key.ts";
import type { Declared } from "./declared.ts";
import type { SourceLocation } from "./location.ts";
import type { Spec } from "./spec.ts";

const HELP = `# One line for each declaration of HEADERS. c2ts reads it back: --select FILE
# A line that is gone or starts with # is not taken, except for types that others need.
# A line that starts with - is never taken: if another declaration needs it, that is an error.
`;

interface Line {
  readonly mark: "" | "- " | "# ";
  readonly kind: string;
  readonly name: string;
  readonly place: string;
}

/** Text of a selection file: what the selected files declare, and, as comments, what that needs of other files. */
export function formatSelection(spec: Spec, declared: readonly Declared[]): string {
  const held = new Map(spec.declarations.map((declaration) => [declarationKey(declaration), declaration]));
  const own = new Set(declared.flatMap(({ key, line }) => (line === null ? [key] : [key, line])));
  const lines = [
    ...declared.flatMap((one) => lineOf(one, held.get(one.key))),
    ...[...held].flatMap(([key, declaration]) =>
      own.has(key) || own.has(`${declaration.kind} ${declaration.name}`) ? [] : comment(declaration),
    ),
  ];
  const width = (part: (line: Line) => string): number => Math.max(0, ...lines.map((line) => part(line).length));
  const kinds = width(({ mark, kind }) => mark + kind);
  const names = width(({ name }) => name);
  const body = lines.map(
    ({ mark, kind, name, place }) => `${(mark + kind).padEnd(kinds)}  ${name.padEnd(names)}  ${place}\n`,
  );
  return HELP.replace("HEADERS", spec.headers.join(", ")) + body.join("");
}

function lineOf({ line, excluded, location }: Declared, declaration: Declaration | undefined): readonly Line[] {
  if (line === null) return declaration?.kind === "unsupported" ? comment(declaration) : [];
  const [kind = "", name = ""] = line.split(" ");
  // Whether a macro is a constant is known of those that were read.
  const shown = declaration?.kind === "constant" && kind === "macro" ? "constant" : kind;
  const mark = excluded === null ? "" : excluded.never ? "- " : "# ";
  return [{ mark, kind: shown, name, place: placeOf(location) }];
}

function comment({ kind, name, location }: Declaration): readonly Line[] {
  return name === null ? [] : [{ mark: "# ", kind, name, place: placeOf(location) }];
}

function placeOf({ file, line }: SourceLocation): string {
  return `${file}:${line}`;
}
