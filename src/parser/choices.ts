import { tagOf, typedefNameOf } from "./anonymous.ts";
import type { Cursor } from "./clang/cursor.ts";
import * as clang from "./clang/libclang.ts";
import type { PositionReader, SourcePosition } from "./clang/source-position.ts";
import { type Entity, type FileScope, kindOf } from "./file-scope.ts";
import type { Candidate } from "./pattern.ts";
import type { RelativeFiles } from "./relative-file.ts";
import type { Decision, Selection } from "./select.ts";

/** What the user's options say about a type that something needs. */
export interface Choice {
  readonly kind: Candidate["kind"];
  readonly name: string;
  /** `given.h:3` */
  readonly place: string;
  /** Whether it stands in a file that was asked for. */
  readonly isOwn: boolean;
  /** The option that says that it must not be there; `null` if none does. */
  readonly excludedBy: string | null;
}

/** Asks the user's options about declarations. */
export class Choices {
  readonly #scope: FileScope;
  readonly #files: RelativeFiles;
  readonly #selection: Selection;

  constructor(scope: FileScope, files: RelativeFiles, selection: Selection) {
    this.#scope = scope;
    this.#files = files;
    this.#selection = selection;
  }

  /** Whether something is asked for. One of its declarations is enough. */
  decide(entity: Entity): Decision {
    let decision: Decision = "elsewhere";
    // All are asked: an option that matches any of them has matched.
    for (const place of entity.places) {
      const one = this.#selection.decide(this.#candidate(entity, place), place.file);
      if (decision === "elsewhere" || (decision !== "selected" && one === "selected")) decision = one;
    }
    return decision;
  }

  decideMacro(name: string, place: SourcePosition): Decision {
    const candidate = {
      kind: "macro",
      names: [name],
      line: `macro ${name}`,
      file: this.#files.name(place.file),
    } as const;
    return this.#selection.decide(candidate, place.file);
  }

  /** @returns `null` for one of the compiler's own, which is nobody's choice. */
  ofType(declaration: Cursor, positions: PositionReader): Choice | null {
    const entity = this.#scope.entityOf(declaration) ?? within(declaration, positions);
    if (entity === null) return null;
    const [place] = entity.places;
    const decision = this.decide(entity);
    const excludedBy = entity.places
      .map((at) => this.#selection.excludes(this.#candidate(entity, at)))
      .find((by) => by !== null);
    return {
      kind: entity.kind,
      name: entity.name || (entity.typedefName ?? ""),
      place: `${this.#files.name(place.file)}:${place.line}`,
      isOwn: decision !== "elsewhere",
      excludedBy: decision === "selected" ? null : (excludedBy ?? null),
    };
  }

  /** What a selection file calls it; `null` for what goes with something else. */
  lineOf(entity: Entity): string | null {
    const isAlone = entity.typedefName === null && entity.kind !== "unsupported";
    return isAlone && (entity.name !== "" || entity.kind === "enum")
      ? this.#candidate(entity, entity.places[0]).line
      : null;
  }

  #candidate(entity: Entity, place: SourcePosition): Candidate {
    const { kind, name, typedefName } = entity;
    const file = this.#files.name(place.file);
    if (kind === "enum" && name === "" && typedefName === null) {
      const names = enumerators(entity.cursors[0]);
      return { kind, names, line: `enum @${names[0] ?? ""}`, file };
    }
    const line = typedefName === null ? `${kind} ${name}` : `typedef ${typedefName}`;
    return { kind, names: [name || (typedefName ?? "")], line, file };
  }
}

/** A type that is declared inside of another: for C at file scope too, if it has a tag. */
function within(declaration: Cursor, positions: PositionReader): Entity | null {
  const place = positions.position(declaration.location);
  const { usr } = declaration;
  const name = tagOf(usr);
  if (place === null || name === null) return null;
  return { kind: kindOf(declaration), name, typedefName: typedefNameOf(usr), cursors: [declaration], places: [place] };
}

function enumerators(declaration: Cursor): readonly string[] {
  return declaration.children.flatMap((child) =>
    child.kind === clang.CXCursor_EnumConstantDecl ? [child.spelling] : [],
  );
}
