import { cTokens } from "./c-tokens.ts";
import type { Declared, GuessedType } from "./declared.ts";
import { expansionParameter } from "./expansion.ts";
import { Refusal } from "./refusal.ts";

/** What the variable arguments of a macro are: the last ones of a call, from its `position` on. */
export interface VariableArguments {
  /** The parameters of the function that has them, from there on. */
  readonly named: readonly { readonly name: string; readonly type: GuessedType }[];
  /** Whether the function takes any others behind them. */
  readonly variadic: boolean;
}

/**
 * Where a macro hands its variable arguments on.
 *
 * @param rest index of the parameter that stands for them.
 * @param expansion the macro with one variable argument.
 * @param others the same with other numbers of them, by number.
 * @returns `null` where the macro does without them.
 * @throws Refusal where it does anything else with them, or something that depends on how many there are.
 */
export function variableArguments(
  rest: number,
  expansion: string,
  others: ReadonlyMap<number, string>,
  declared: Declared,
): VariableArguments | null {
  const given = expansionParameter(rest);
  const tokens = cTokens(expansion).map(({ text }) => text);
  const places = tokens.flatMap((token, i) => (token === given ? [i] : []));
  const [at] = places;
  const isPasted = tokens.some((token) => token !== given && token.includes(given));
  if (isPasted || places.length > 1 || !isSameForAll(tokens, given, others)) {
    throw new Refusal("what it is depends on its variable arguments");
  }
  if (at === undefined) return null;
  const call = tokens[at + 1] === ")" ? callAround(tokens, at) : null;
  const called = call === null ? null : declared.function(call.name);
  if (call === null || called === null) {
    throw new Refusal("its variable arguments are not the last ones of a function that is declared");
  }
  const { parameters, names, variadic } = called;
  const named = (parameters ?? []).slice(call.position).map((type, i) => {
    const name = names[call.position + i] || `arg${call.position + i}`;
    return { name, type };
  });
  return { named, variadic: variadic || parameters === null };
}

/** Whether as many arguments as are given stand where the one does, and nothing else changes. */
function isSameForAll(tokens: readonly string[], given: string, others: ReadonlyMap<number, string>): boolean {
  return [...others].every(([count, text]) => {
    const list = Array.from({ length: count }, () => given).join(",");
    const wanted = tokens.flatMap((token) => (token === given ? (count === 0 ? [] : list.split(/(,)/)) : [token]));
    const found = cTokens(text).map((token) => token.text);
    // Without any, the comma in front may go too (`##__VA_ARGS__`, `__VA_OPT__(,)`).
    return withoutLastComma(found) === withoutLastComma(wanted);
  });
}

function withoutLastComma(tokens: readonly string[]): string {
  return tokens.join(" ").replaceAll(", )", ")");
}

/** The call whose arguments a token is among: the name in front of its parenthesis, and how many arguments stand before. */
function callAround(
  tokens: readonly string[],
  at: number,
): { readonly name: string; readonly position: number } | null {
  let depth = 0;
  let position = 0;
  for (let i = at - 1; i >= 0; i--) {
    const token = tokens[i] ?? "";
    if (/^[)\]}]$/.test(token)) depth++;
    else if (depth > 0 && /^[([{]$/.test(token)) depth--;
    else if (depth === 0 && token === ",") position++;
    else if (depth === 0 && token === "(") return { name: tokens[i - 1] ?? "", position };
    else if (depth === 0 && /^[[{;?:]$/.test(token)) return null;
  }
  return null;
}
