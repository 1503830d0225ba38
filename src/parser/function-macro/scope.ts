import type { Expression } from "../../spec/expression.ts";
import type { Cursor } from "../clang/cursor.ts";
import type { Identity } from "../clang/identity.ts";
import type { IsTypeName } from "./parse-syntax.ts";
import { Refusal } from "./refusal.ts";
import type { Typed, TypeReader } from "./typed.ts";

/** What all scopes of one macro share. */
interface Shared {
  readonly types: TypeReader;
  readonly isTypeName: IsTypeName;
  readonly taken: Set<string>;
}

/** Something that has to be computed before the value of a block: `name` is `null` for a mere effect. */
interface Step {
  readonly name: string | null;
  readonly value: Expression;
}

/** What names mean inside of a macro's expansion, and what has to happen before its value is known. */
export class Scope {
  readonly #shared: Shared;
  /** By clang's address of the declaration. */
  readonly #known: Map<Identity, Typed>;
  /** Inline functions that are being read, by address: one that calls itself has no end. */
  readonly #callers: readonly Identity[];
  readonly #steps: Step[] = [];

  private constructor(shared: Shared, known: Map<Identity, Typed>, callers: readonly Identity[]) {
    this.#shared = shared;
    this.#known = known;
    this.#callers = callers;
  }

  static outermost(types: TypeReader, isTypeName: IsTypeName): Scope {
    return new Scope({ types, isTypeName, taken: new Set() }, new Map(), []);
  }

  get types(): TypeReader {
    return this.#shared.types;
  }

  get isTypeName(): IsTypeName {
    return this.#shared.isTypeName;
  }

  /** A scope in this one. */
  inner(): Scope {
    return new Scope(this.#shared, new Map(this.#known), this.#callers);
  }

  /** The scope of a function that is called here: it sees nothing of this one. */
  called(definition: Cursor): Scope {
    const { identity } = definition;
    if (this.#callers.includes(identity)) throw new Refusal(`'${definition.spelling}' calls itself`);
    return new Scope(this.#shared, new Map(), [...this.#callers, identity]);
  }

  lookup(declaration: Cursor): Typed | null {
    return this.#known.get(declaration.identity) ?? null;
  }

  parameter(declaration: Cursor, index: number): void {
    const { type } = declaration;
    const expression: Expression = { kind: "parameter", type: this.types.type(type, true), index };
    this.#known.set(declaration.identity, { key: this.types.key(type), expression });
  }

  /** Gives a variable its value. Where that is as simple as a name it stands for the variable itself. */
  declare(variable: Cursor, value: Typed): void {
    const { type } = variable;
    const key = this.types.key(type);
    if (isSimple(value.expression)) {
      this.#known.set(variable.identity, { key, expression: value.expression });
      return;
    }
    const name = this.#free(variable.spelling);
    this.#steps.push({ name, value: value.expression });
    this.#known.set(variable.identity, { key, expression: { kind: "local", type: this.types.type(type, true), name } });
  }

  /** Notes that something is evaluated for what it does. */
  discard({ expression }: Typed): void {
    if (hasEffect(expression)) this.#steps.push({ name: null, value: expression });
  }

  /** The value of `right`, after what `left` does. */
  sequence(left: Typed, right: Typed): Typed {
    return hasEffect(left.expression)
      ? { key: right.key, expression: comma(left.expression, right.expression) }
      : right;
  }

  /** The value of a block whose last statement has this one. */
  close(result: Typed): Typed {
    const expression = this.#steps.reduceRight(
      (body, { name, value }): Expression =>
        name === null ? comma(value, body) : { kind: "let", type: body.type, name, value, body },
      result.expression,
    );
    return { key: result.key, expression };
  }

  #free(wanted: string): string {
    const { taken } = this.#shared;
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted}_${n}`;
    taken.add(name);
    return name;
  }
}

function comma(left: Expression, right: Expression): Expression {
  return { kind: "comma", type: right.type, left, right };
}

function isSimple(expression: Expression): boolean {
  switch (expression.kind) {
    case "int":
    case "float":
    case "parameter":
    case "local":
      return true;
    case "cast":
      return expression.type.kind === "pointer" && isSimple(expression.of);
    default:
      return false;
  }
}

/** Whether evaluating an expression can do anything but give its value. */
export function hasEffect(expression: Expression): boolean {
  switch (expression.kind) {
    case "call":
      return true;
    case "int":
    case "float":
    case "string":
    case "parameter":
    case "local":
    case "global":
      return false;
    case "unary":
    case "cast":
    case "member":
    case "dereference":
    case "address":
      return hasEffect(expression.of);
    case "binary":
    case "comma":
      return hasEffect(expression.left) || hasEffect(expression.right);
    case "conditional":
      return [expression.condition, expression.whenTrue, expression.whenFalse].some(hasEffect);
    case "let":
      return hasEffect(expression.value) || hasEffect(expression.body);
  }
}
