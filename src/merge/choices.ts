/** What stands for a target: text of its own. */
export interface Alternative {
  readonly target: number;
  readonly text: string;
}

/** Writes what is chosen by the target that a program runs on, which a constant of the module numbers. */
export class Choices {
  /** Local name of that constant. */
  readonly index: string;
  readonly #count: number;
  readonly #free: (wanted: string) => string;
  readonly #either: () => string;
  /** Names of numbers, by the expression that chooses them. */
  readonly #numbers = new Map<string, string>();

  /**
   * @param either local name of the runtime's function that makes one descriptor of several.
   * @param free gives a name that nothing in the module has.
   */
  constructor(index: string, count: number, free: (wanted: string) => string, either: () => string) {
    this.index = index;
    this.#count = count;
    this.#free = free;
    this.#either = either;
  }

  /** An expression, as it stands alone. */
  expression(alternatives: readonly Alternative[]): string {
    const groups = grouped(alternatives);
    const chosen = groups
      .map(({ text, targets }, i) => (i === groups.length - 1 ? text : `${this.isOneOf(targets)} ? ${text} : `))
      .join("");
    const isType = groups.length > 1 && groups.every(({ text }) => /^\$*c\.\w+$/.test(text));
    return isType ? `${this.#either()}(${chosen})` : chosen;
  }

  /** The same in a list. A number has a name, since records that are laid out alike need it again and again. */
  argument(alternatives: readonly Alternative[]): string {
    const chosen = this.expression(alternatives);
    const isNumber = alternatives.every(({ text }) => /^\d+$/.test(text));
    return isNumber && grouped(alternatives).length > 1 ? this.#number(chosen, alternatives) : chosen;
  }

  /** The same beside operators. */
  operand(alternatives: readonly Alternative[]): string {
    const chosen = this.argument(alternatives);
    return chosen.includes("?") ? `(${chosen})` : chosen;
  }

  /** Statements; those of a function that returns leave it. */
  statements(alternatives: readonly Alternative[], returns: boolean): string {
    const groups = grouped(alternatives);
    return groups
      .map(({ text, targets }, i) => {
        const block = `{\n${indented(text)}\n}`;
        if (i < groups.length - 1) return `if (${this.isOneOf(targets)}) ${block}`;
        return returns ? text : block;
      })
      .join(returns ? "\n" : " else ");
  }

  /** Whether the program runs on one of some targets. */
  isOneOf(targets: readonly number[]): string {
    const sorted = [...targets].sort((a, b) => a - b);
    const [low = 0, high = 0] = [sorted[0], sorted.at(-1)];
    const isRun = high - low + 1 === sorted.length;
    if (sorted.length > 1 && isRun && low === 0) return `${this.index} < ${high + 1}`;
    if (sorted.length > 1 && isRun && high === this.#count - 1) return `${this.index} >= ${low}`;
    const [other, ...more] = this.others(sorted);
    if (sorted.length > 1 && other !== undefined && more.length === 0) return `${this.index} !== ${other}`;
    return sorted.map((target) => `${this.index} === ${target}`).join(" || ");
  }

  /** Targets but these. */
  others(targets: readonly number[]): readonly number[] {
    return Array.from({ length: this.#count }, (_, i) => i).filter((i) => !targets.includes(i));
  }

  /** Statements that make the numbers, once for the whole module. */
  lines(): readonly string[] {
    return [...this.#numbers].map(([chosen, name]) => `const ${name} = ${chosen};`);
  }

  #number(chosen: string, alternatives: readonly Alternative[]): string {
    const known = this.#numbers.get(chosen);
    if (known !== undefined) return known;
    const name = this.#free(`$${alternatives.map(({ text }) => text).join("_")}`);
    this.#numbers.set(chosen, name);
    return name;
  }
}

/** Each text once, in the order of its first target; what most have comes last, where it needs no condition. */
function grouped(
  alternatives: readonly Alternative[],
): readonly { readonly text: string; readonly targets: readonly number[] }[] {
  const targets = new Map<string, number[]>();
  for (const { text, target } of alternatives) targets.set(text, [...(targets.get(text) ?? []), target]);
  const groups = [...targets].map(([text, all]) => ({ text, targets: all }));
  const most = Math.max(...groups.map((group) => group.targets.length));
  const last = groups.findLast((group) => group.targets.length === most);
  return [...groups.filter((group) => group !== last), ...(last === undefined ? [] : [last])];
}

/** One step deeper. */
export function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ");
}
