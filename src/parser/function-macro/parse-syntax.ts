import { cTokens, type Token } from "./c-tokens.ts";
import { Refusal } from "./refusal.ts";
import type { Statement, Syntax, Variable } from "./syntax.ts";

/** Whether a name is that of a type, as far as it decides what `(name)(x)` is. */
export type IsTypeName = (name: string) => boolean;

const TYPE_WORDS = new Set(
  `void char short int long float double signed unsigned bool struct union enum const volatile restrict typeof
   _Bool _Complex _Atomic _Float16 _Float32 _Float64 _Float128 _Float32x _Float64x __float128 __int128 __auto_type
   __typeof __typeof__ __const __const__ __volatile __volatile__ __restrict __restrict__ __signed __signed__
   __complex__ __builtin_va_list __int128_t __uint128_t register static extern`.split(/\s+/),
);

const STATEMENT_WORDS = new Set(
  `if else do while for switch case default return goto break continue asm __asm __asm__ _Static_assert typedef`.split(
    /\s+/,
  ),
);

const MEASURES = new Set(["sizeof", "_Alignof", "alignof", "__alignof", "__alignof__"]);

/** How tight an operator binds (C17 6.5.5 to 6.5.17). */
const BINDING: ReadonlyMap<string, number> = new Map(
  [
    [","],
    ["=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="],
    ["?"],
    ["||"],
    ["&&"],
    ["|"],
    ["^"],
    ["&"],
    ["==", "!="],
    ["<", ">", "<=", ">="],
    ["<<", ">>"],
    ["+", "-"],
    ["*", "/", "%"],
  ].flatMap((operators, level) => operators.map((operator) => [operator, level])),
);
const COMMA = 0;
const ASSIGNMENT = 1;
const CONDITIONAL = 2;

const PREFIXES = new Set(["-", "+", "~", "!", "*", "&", "++", "--", "__extension__", "__real__", "__imag__"]);

/**
 * Reads the expansion of a macro as one expression.
 *
 * @throws Refusal with what it is instead.
 */
export function parseMacroText(text: string, isTypeName: IsTypeName): Syntax {
  const parser = new Parser(cTokens(text), isTypeName);
  return parser.wholeExpression();
}

/**
 * Reads the text of a function definition.
 *
 * @throws Refusal
 */
export function parseFunctionText(text: string, isTypeName: IsTypeName): readonly Statement[] {
  const tokens = cTokens(text);
  const parser = new Parser(tokens, isTypeName);
  return parser.functionBody();
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #isTypeName: IsTypeName;
  #at = 0;

  constructor(tokens: readonly Token[], isTypeName: IsTypeName) {
    this.#tokens = tokens;
    this.#isTypeName = isTypeName;
  }

  wholeExpression(): Syntax {
    const first = this.#tokens[0];
    if (first === undefined) throw new Refusal("it expands to nothing");
    if (first.text === "{" || first.text === ";" || STATEMENT_WORDS.has(first.text)) throw statement();
    if (this.#isType(0)) throw new Refusal("it is part of a declaration");
    const syntax = this.#expression(ASSIGNMENT);
    const next = this.#tokens[this.#at];
    if (next === undefined) return syntax;
    if (next.text === ",") throw new Refusal("it is a list");
    throw next.text === ";" || next.text === "{" ? statement() : unexpected(next);
  }

  functionBody(): readonly Statement[] {
    while (this.#at < this.#tokens.length && !this.#is("{")) this.#skipGroup();
    const statements = this.#block();
    if (this.#at < this.#tokens.length) throw unexpected(this.#tokens[this.#at]);
    return statements;
  }

  #is(text: string): boolean {
    return this.#tokens[this.#at]?.text === text;
  }

  #take(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#take(text)) throw unexpected(this.#tokens[this.#at]);
  }

  #isType(at: number): boolean {
    const token = this.#tokens[at];
    if (token?.kind !== "identifier") return false;
    if (token.text === "__attribute__" || token.text === "__extension__") return false;
    return TYPE_WORDS.has(token.text) || this.#isTypeName(token.text);
  }

  #expression(least: number): Syntax {
    let left = this.#prefix();
    for (;;) {
      const operator = this.#tokens[this.#at]?.text ?? "";
      const level = BINDING.get(operator);
      if (level === undefined || level < least) return left;
      this.#at++;
      if (operator === "?") left = this.#conditional(left);
      else {
        // Assignments group from the right, all others from the left.
        const right = this.#expression(level === ASSIGNMENT ? level : level + 1);
        left = { kind: "binary", operator, left, right };
      }
    }
  }

  #conditional(condition: Syntax): Syntax {
    const whenTrue = this.#is(":") ? null : this.#expression(COMMA);
    this.#expect(":");
    return { kind: "conditional", condition, whenTrue, whenFalse: this.#expression(CONDITIONAL) };
  }

  #prefix(): Syntax {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Refusal("it is only a part of an expression");
    if (MEASURES.has(token.text)) return this.#measure(token.text);
    if (PREFIXES.has(token.text)) {
      this.#at++;
      return { kind: "prefix", operator: token.text, of: this.#prefix() };
    }
    if (token.text === "(" && this.#isType(this.#at + 1)) {
      const type = this.#typeInParentheses();
      if (this.#is("{")) throw new Refusal("it makes a record or an array");
      return { kind: "cast", type, of: this.#prefix() };
    }
    return this.#postfix(this.#primary());
  }

  #measure(operator: string): Syntax {
    this.#at++;
    if (!this.#is("(") || !this.#isType(this.#at + 1)) return { kind: "measure", operator, of: this.#prefix() };
    this.#typeInParentheses();
    return { kind: "measure", operator, of: null };
  }

  #primary(): Syntax {
    const token = this.#tokens[this.#at++];
    switch (token?.kind) {
      case "identifier":
        if (STATEMENT_WORDS.has(token.text)) throw statement();
        if (/^(__attribute(__)?|__declspec)$/.test(token.text)) throw new Refusal("it is part of a declaration");
        if (token.text === "_Generic") throw new Refusal("it depends on the types of its arguments (_Generic)");
        return { kind: "name", name: token.text };
      case "number":
        return { kind: "number", text: token.text };
      case "character":
        return { kind: "character" };
      case "string":
        while (this.#tokens[this.#at]?.kind === "string") this.#at++;
        return { kind: "string" };
      default:
        if (token?.text !== "(") throw unexpected(token);
        return this.#is("{") ? this.#statementExpression() : this.#group();
    }
  }

  #group(): Syntax {
    const of = this.#expression(COMMA);
    this.#expect(")");
    return { kind: "group", of };
  }

  #statementExpression(): Syntax {
    const statements = this.#block();
    this.#expect(")");
    return { kind: "block", statements };
  }

  #postfix(first: Syntax): Syntax {
    let of = first;
    for (;;) {
      if (this.#take("(")) of = { kind: "call", callee: of, arguments: this.#arguments() };
      else if (this.#take("[")) {
        of = { kind: "index", of, index: this.#expression(COMMA) };
        this.#expect("]");
      } else if (this.#is(".") || this.#is("->")) {
        const operator = this.#tokens[this.#at++]?.text ?? "";
        const name = this.#tokens[this.#at++];
        if (name?.kind !== "identifier") throw unexpected(name);
        of = { kind: "member", of, operator, name: name.text };
      } else if (this.#is("++") || this.#is("--")) {
        of = { kind: "postfix", operator: this.#tokens[this.#at++]?.text ?? "", of };
      } else {
        const next = this.#tokens[this.#at]?.kind;
        const name = of.kind === "group" && of.of.kind === "name" ? of.of.name : null;
        if (name !== null && next !== undefined && next !== "punctuator") {
          throw new Refusal(`it uses '${name}' as a type`);
        }
        return of;
      }
    }
  }

  #arguments(): readonly Syntax[] {
    const given: Syntax[] = [];
    if (this.#take(")")) return given;
    do given.push(this.#isType(this.#at) ? this.#typeArgument() : this.#expression(ASSIGNMENT));
    while (this.#take(","));
    this.#expect(")");
    return given;
  }

  #typeArgument(): Syntax {
    const from = this.#at;
    while (this.#at < this.#tokens.length && !this.#is(",") && !this.#is(")")) this.#skipGroup();
    return { kind: "type", text: this.#textFrom(from) };
  }

  /** The text of `(type)`, without the parentheses. */
  #typeInParentheses(): string {
    const from = this.#at + 1;
    this.#skipGroup();
    return this.#tokens
      .slice(from, this.#at - 1)
      .map(({ text }) => text)
      .join(" ");
  }

  #textFrom(from: number): string {
    return this.#tokens
      .slice(from, this.#at)
      .map(({ text }) => text)
      .join(" ");
  }

  /** One token, or all that its bracket encloses. */
  #skipGroup(): void {
    const close = CLOSING.get(this.#tokens[this.#at++]?.text ?? "");
    if (close === undefined) return;
    while (!this.#is(close)) {
      if (this.#at >= this.#tokens.length) throw new Refusal("its brackets do not match");
      this.#skipGroup();
    }
    this.#at++;
  }

  #block(): readonly Statement[] {
    this.#expect("{");
    const statements: Statement[] = [];
    while (!this.#take("}")) {
      if (this.#at >= this.#tokens.length) throw new Refusal("its brackets do not match");
      if (!this.#take(";")) statements.push(this.#statement());
    }
    return statements;
  }

  #statement(): Statement {
    if (this.#take("return")) {
      const of = this.#expression(COMMA);
      this.#expect(";");
      return { kind: "return", of };
    }
    const word = this.#tokens[this.#at]?.text ?? "";
    if (word === "{" || STATEMENT_WORDS.has(word)) throw statement();
    if (this.#isType(word === "__extension__" ? this.#at + 1 : this.#at)) return this.#declaration();
    const of = this.#expression(COMMA);
    this.#expect(";");
    return { kind: "evaluate", of };
  }

  #declaration(): Statement {
    const variables: Variable[] = [];
    const from = this.#at;
    let name = from;
    while (!this.#take(";")) {
      const token = this.#tokens[this.#at];
      if (token?.kind === "identifier") name = this.#at;
      if (this.#take("=")) {
        if (this.#is("{")) throw new Refusal("it makes a record or an array");
        // Of `int a = 1, *b = &a` only the first type is all in front of the name; nothing is made of the others.
        const type = variables.length === 0 ? this.#tokens.slice(from, name).map(({ text }) => text) : [];
        const value = this.#expression(ASSIGNMENT);
        variables.push({ name: this.#tokens[name]?.text ?? "", type: type.join(" "), value });
        if (!this.#take(",") && !this.#is(";")) throw unexpected(this.#tokens[this.#at]);
      } else if (token === undefined) throw unexpected(token);
      else this.#skipGroup();
    }
    if (variables.length === 0) throw new Refusal("it declares a variable without a value");
    return { kind: "declare", variables };
  }
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

function statement(): Refusal {
  return new Refusal("it is a statement");
}

function unexpected(token: Token | undefined): Refusal {
  return new Refusal(
    token === undefined ? "it is only a part of an expression" : `it is no expression: \`${token.text}\` is unexpected`,
  );
}
