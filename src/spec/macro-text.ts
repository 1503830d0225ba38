import type { MacroDeclaration } from "./declaration.ts";

/** Tokens that stand close to what follows them. */
const OPENING = /^(?:[([!~]|\.|->|#)$/;
/** Tokens that stand close to what precedes them. */
const CLOSING = /^(?:[)\],;]|\.|->)$/;
/** What an operator behind it has one operand only: nothing that has a value. */
const VALUE = /^(?:[\w$"'].*|[)\]])$/u;

/** The line that defines a function-like macro, spaced as C programmers write it. */
export function macroText({ name, parameters, body }: MacroDeclaration): string {
  const head = `#define ${name}${parameters === null ? "" : `(${parameters.join(", ")})`}`;
  return body.length === 0 ? head : `${head} ${macroBody(body)}`;
}

/** A replacement list as text. */
export function macroBody(body: readonly string[]): string {
  return body
    .map((token, i) => {
      const [before, previous] = [body[i - 2] ?? "", body[i - 1]];
      if (previous === undefined) return token;
      const isUnary = /^[-+*&]$/.test(previous) && !VALUE.test(before);
      const isCall = token === "(" && /^[\w$]+$/u.test(previous) && previous !== "return";
      const isClose = isUnary || isCall || OPENING.test(previous) || CLOSING.test(token);
      return isClose || (token === "[" && VALUE.test(previous)) ? token : ` ${token}`;
    })
    .join("");
}
