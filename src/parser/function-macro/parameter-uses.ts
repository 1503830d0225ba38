import type { Declared, GuessedType, TypeGuess } from "./declared.ts";
import { Refusal } from "./refusal.ts";
import type { Statement, Syntax } from "./syntax.ts";

/** How a macro uses the value of a parameter. */
export type Use =
  /** Where a value of a known type goes: an argument, or (`kept`) the initializer of a variable. */
  | { readonly kind: "typed"; readonly type: GuessedType; readonly kept: boolean }
  /** An explicit conversion; `pointed`: what it points to is then used. */
  | { readonly kind: "cast"; readonly type: GuessedType; readonly pointed: boolean }
  /** `*p`, `p[i]`; with the name of the member, `p->m`. */
  | { readonly kind: "pointed"; readonly member: string | null }
  /** `x.m` */
  | { readonly kind: "member"; readonly member: string }
  /** Beside an operator; `other` is `null` where the other side does not matter for the type. */
  | { readonly kind: "operand"; readonly operator: string; readonly other: Syntax | null; readonly isRight: boolean }
  | { readonly kind: "truth" }
  /** It is what the macro, or a part of it whose type follows from its parts, is. */
  | { readonly kind: "result" }
  | { readonly kind: "discarded" }
  /** An argument of a function that takes any type there. */
  | { readonly kind: "variadic" }
  | { readonly kind: "fault"; readonly reason: string };

/** Builtins that are their first argument. */
const TRANSPARENT = new Set(["__builtin_expect", "__builtin_expect_with_probability", "__builtin_assume_aligned"]);
const SWAPS: ReadonlyMap<string, GuessedType> = new Map([
  ["__builtin_bswap16", { text: "unsigned short", guess: { kind: "int", rank: 2, signed: false } }],
  ["__builtin_bswap32", { text: "unsigned int", guess: { kind: "int", rank: 3, signed: false } }],
  ["__builtin_bswap64", { text: "unsigned long long", guess: { kind: "int", rank: 5, signed: false } }],
]);
const ASSIGNMENT = /^(<<|>>|[-+*/%&|^])?=$/;

/**
 * Every use of each parameter in an expression.
 *
 * @param names of the parameters in `syntax`.
 * @throws Refusal where the whole is nothing that a function could be.
 */
export function parameterUses(
  syntax: Syntax,
  names: readonly string[],
  declared: Declared,
): readonly (readonly Use[])[] {
  const finder = new UseFinder(names, declared);
  finder.visit(syntax, { kind: "result" });
  return finder.uses;
}

class UseFinder {
  readonly uses: Use[][];
  readonly #declared: Declared;
  /** Parameters, and variables that stand for one, by name. */
  readonly #indices = new Map<string, number>();

  constructor(names: readonly string[], declared: Declared) {
    this.uses = names.map(() => []);
    this.#declared = declared;
    for (const [index, name] of names.entries()) this.#indices.set(name, index);
  }

  /** @param use what is made of the value of `syntax`. */
  visit(syntax: Syntax, use: Use): void {
    switch (syntax.kind) {
      case "name":
        this.#add(syntax.name, use);
        return;
      case "group":
        this.visit(syntax.of, use);
        return;
      case "number":
      case "character":
      case "string":
      case "type":
        return;
      case "measure":
        if (syntax.of !== null)
          this.visit(syntax.of, { kind: "fault", reason: "is measured, but has no size of its own" });
        return;
      case "cast":
        this.#cast(syntax.type, syntax.of, use);
        return;
      case "prefix":
        this.#prefix(syntax.operator, syntax.of, use);
        return;
      case "postfix":
        throw new Refusal("it changes a variable");
      case "binary":
        this.#binary(syntax, use);
        return;
      case "conditional":
        this.#conditional(syntax, use);
        return;
      case "call":
        this.#call(syntax.callee, syntax.arguments, use);
        return;
      case "member":
        this.visit(syntax.of, { kind: syntax.operator === "->" ? "pointed" : "member", member: syntax.name });
        return;
      case "index":
        this.visit(syntax.of, { kind: "pointed", member: null });
        this.visit(syntax.index, { kind: "operand", operator: "[]", other: null, isRight: true });
        return;
      case "block":
        this.#block(syntax.statements, use);
        return;
    }
  }

  #add(name: string, use: Use): void {
    const index = this.#indices.get(name);
    if (index !== undefined) this.uses[index]?.push(use);
  }

  #cast(text: string, of: Syntax, use: Use): void {
    const guess = this.#declared.type(text);
    if (guess.kind === "void") {
      this.visit(of, { kind: "discarded" });
      return;
    }
    const isPointer = guess.kind === "pointer";
    const isPointed = isPointer && (use.kind === "pointed" || (use.kind === "typed" && use.kept));
    // Of `((T *)(void *)p)->m` the outer type counts.
    const isInner = isPointer && use.kind === "cast" && use.pointed;
    this.visit(of, isInner ? use : { kind: "cast", type: { text, guess }, pointed: isPointed });
  }

  #prefix(operator: string, of: Syntax, use: Use): void {
    switch (operator) {
      case "__extension__":
        this.visit(of, use);
        return;
      case "!":
        this.visit(of, { kind: "truth" });
        return;
      case "*":
        this.visit(of, { kind: "pointed", member: null });
        return;
      case "&":
        this.visit(of, { kind: "fault", reason: "is asked for its address" });
        return;
      case "-":
      case "+":
      case "~":
        this.visit(of, { kind: "operand", operator: operator === "~" ? "~" : "sign", other: null, isRight: false });
        return;
      default:
        throw new Refusal(operator.startsWith("__") ? `it uses ${operator}` : "it changes a variable");
    }
  }

  #binary({ operator, left, right }: Extract<Syntax, { kind: "binary" }>, use: Use): void {
    if (operator === ",") {
      this.visit(left, { kind: "discarded" });
      this.visit(right, use);
      return;
    }
    if (ASSIGNMENT.test(operator)) throw new Refusal("it assigns a value");
    if (operator === "&&" || operator === "||") {
      for (const side of [left, right]) this.visit(side, { kind: "truth" });
      return;
    }
    const isShift = operator === "<<" || operator === ">>";
    this.visit(left, { kind: "operand", operator, other: isShift ? null : right, isRight: false });
    this.visit(right, { kind: "operand", operator, other: isShift ? null : left, isRight: true });
  }

  #conditional({ condition, whenTrue, whenFalse }: Extract<Syntax, { kind: "conditional" }>, use: Use): void {
    this.visit(condition, { kind: "truth" });
    const first = whenTrue ?? condition;
    const branch = (other: Syntax): Use =>
      use.kind === "result" ? { kind: "operand", operator: "?:", other, isRight: false } : use;
    this.visit(first, branch(whenFalse));
    this.visit(whenFalse, branch(first));
  }

  #call(callee: Syntax, given: readonly Syntax[], use: Use): void {
    if (callee.kind === "group") {
      this.#call(callee.of, given, use);
      return;
    }
    if (callee.kind !== "name") throw new Refusal("it calls what a pointer points to");
    const { name } = callee;
    this.#add(name, { kind: "fault", reason: "is called, but has no type of its own" });
    if (TRANSPARENT.has(name)) {
      for (const [i, one] of given.entries()) this.visit(one, i === 0 ? use : { kind: "discarded" });
    } else if (name === "__builtin_constant_p") for (const one of given) this.visit(one, { kind: "discarded" });
    else if (name === "__builtin_choose_expr") this.#choose(given, use);
    else {
      const swap = SWAPS.get(name);
      const called = this.#declared.function(name);
      const isOwn = name.startsWith("__builtin_") || this.#indices.has(name);
      if (called === null && !isOwn) throw new Refusal(`it calls '${name}', which is not declared`);
      const parameters = swap === undefined ? called?.parameters : [swap];
      given.forEach((one, i) => {
        const type = parameters?.[i];
        this.visit(one, type === undefined ? { kind: "variadic" } : { kind: "typed", type, kept: false });
      });
    }
  }

  #choose([condition, ...branches]: readonly Syntax[], use: Use): void {
    if (condition !== undefined) this.visit(condition, { kind: "discarded" });
    for (const branch of branches) this.visit(branch, use);
  }

  #block(statements: readonly Statement[], use: Use): void {
    statements.forEach((statement, i) => {
      if (statement.kind !== "declare") {
        this.visit(statement.of, i === statements.length - 1 ? use : { kind: "discarded" });
        return;
      }
      for (const variable of statement.variables) {
        const alias = indexOf(variable.value, this.#indices);
        if (alias !== undefined && /typeof|__auto_type|^$/.test(variable.type)) this.#indices.set(variable.name, alias);
        else if (/typeof|__auto_type|^$/.test(variable.type)) this.visit(variable.value, { kind: "result" });
        else {
          const guess: TypeGuess = this.#declared.type(variable.type);
          this.visit(variable.value, { kind: "typed", type: { text: variable.type, guess }, kept: true });
        }
      }
    });
  }
}

/** The parameter that an expression is, parentheses looked through. */
function indexOf(syntax: Syntax, indices: ReadonlyMap<string, number>): number | undefined {
  if (syntax.kind === "group") return indexOf(syntax.of, indices);
  return syntax.kind === "name" ? indices.get(syntax.name) : undefined;
}
