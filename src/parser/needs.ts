import type { Choice, Choices } from "./choices.ts";
import type { Cursor } from "./clang/cursor.ts";
import * as clang from "./clang/libclang.ts";
import type { PositionReader } from "./clang/source-position.ts";
import type { FileScope } from "./file-scope.ts";
import type { Unmatched } from "./select.ts";

/** A declaration that is being read, as messages name it: `function 'f' (x.h:3)`. */
export type Needer = string;

/** What is done with a type that something needs. */
export type Use =
  /** It is read like any other. */
  | "whole"
  /** A record becomes an incomplete one. */
  | "opaque"
  /** What it stands for is taken instead: a typedef's type, an enum's integer. */
  | "inline"
  /** It must not be there; `check` says so. */
  | "refused";

export interface NeedsOptions {
  /** Tags and typedef names of records that are to be incomplete. */
  readonly opaque: readonly string[];
  /** Whether types of files that were not asked for come along. */
  readonly transitive: boolean;
}

/** Types cannot be done without that the user has excluded. */
export class SelectionError extends Error {
  override readonly name = "SelectionError";
}

/** Decides what comes along with what was asked for. */
export class Needs {
  readonly #options: NeedsOptions;
  readonly #opaque: ReadonlySet<string>;
  readonly #hits = new Set<string>();
  readonly #choices: Choices | null;
  readonly #conflicts = new Map<string, string>();

  /** @param choices `null` where every type is welcome. */
  constructor(options: NeedsOptions, scope: FileScope, choices: Choices | null) {
    this.#options = options;
    this.#choices = choices;
    this.#opaque = new Set(options.opaque.length === 0 ? [] : this.#findOpaque(scope));
  }

  /** @param needer what needs it; `null` for what was asked for itself. */
  use(declaration: Cursor, positions: PositionReader, needer: Needer | null): Use {
    if (this.#isOpaque(declaration)) return "opaque";
    if (declaration.kind === clang.CXCursor_TypedefDecl && this.#hits.has(declaration.spelling)) return "whole";
    const choice = this.#choices?.ofType(declaration, positions) ?? null;
    if (choice === null) return "whole";
    if (choice.excludedBy !== null && needer !== null) {
      this.#refuse(choice, choice.excludedBy, needer, isRecord(declaration.type.canonical.declaration));
      return "refused";
    }
    return this.#options.transitive || choice.isOwn ? "whole" : foreign(declaration);
  }

  /** @throws SelectionError where something needs what is excluded. */
  check(): void {
    const all = [...this.#conflicts.values()];
    if (all.length === 0) return;
    const more = all.length > SHOWN ? `\n  and ${all.length - SHOWN} more` : "";
    throw new SelectionError(`${all.slice(0, SHOWN).join("\n  ")}${more}`);
  }

  /** Names of `--opaque` that no record has. */
  get unmatched(): readonly Unmatched[] {
    const names = this.#options.opaque.filter((name) => !this.#hits.has(name));
    return names.map((pattern) => ({ option: "--opaque", pattern }));
  }

  #isOpaque(declaration: Cursor): boolean {
    if (this.#options.opaque.length === 0 || !isRecord(declaration)) return false;
    if (this.#opaque.has(declaration.usr)) return true;
    // A tag that is declared inside of another record is at file scope for C, but not for clang's tree.
    if (!this.#options.opaque.includes(declaration.spelling)) return false;
    this.#hits.add(declaration.spelling);
    return true;
  }

  /** USRs of the records that `--opaque` names by tag or typedef. */
  #findOpaque(scope: FileScope): readonly string[] {
    const names = new Set(this.#options.opaque);
    return scope.entities.flatMap(({ kind, name, typedefName, cursors: [cursor] }) => {
      const known = [name, typedefName].find((one) => one !== null && names.has(one));
      if (known === undefined || known === null) return [];
      const record = kind === "typedef" ? cursor.typedefUnderlying.canonical.declaration : cursor;
      if (!isRecord(record)) return [];
      this.#hits.add(known);
      return [record.usr];
    });
  }

  #refuse({ kind, name, place }: Choice, by: string, needer: Needer, canBeOpaque: boolean): void {
    const key = `${kind} ${name}`;
    if (this.#conflicts.has(key)) return;
    const way = canBeOpaque ? `keep only its name with --opaque ${name}, or exclude both` : "exclude both, or neither";
    this.#conflicts.set(key, `${kind} '${name}' (${place}) is excluded by ${by}, but ${needer} needs it: ${way}`);
  }
}

/** Conflicts that one message lists. */
const SHOWN = 10;

/**
 * A type of a file that was not asked for. A record stays a type of its own, and so does a typedef for one. So does a
 * typedef for a 64-bit integer, whose name tells data (`int64_t`) from a count (`size_t`).
 */
function foreign(declaration: Cursor): Use {
  if (isRecord(declaration)) return "opaque";
  if (declaration.kind !== clang.CXCursor_TypedefDecl) return "inline";
  const { kind, size } = declaration.typedefUnderlying.canonical;
  if (kind === clang.CXType_Record) return "whole";
  return INTEGERS.has(kind) && size === 8 ? "whole" : "inline";
}

const INTEGERS = new Set<number>([
  clang.CXType_Long,
  clang.CXType_ULong,
  clang.CXType_LongLong,
  clang.CXType_ULongLong,
]);

function isRecord({ kind }: Cursor): boolean {
  return kind === clang.CXCursor_StructDecl || kind === clang.CXCursor_UnionDecl;
}
