import fc from "fast-check";
import { expect, test } from "vitest";
import { BINARY, expression, TYPES } from "./expressions/arbitrary.ts";
import { compareWithGcc } from "./expressions/compare-with-gcc.ts";
import { command, settingsFrom } from "./run/settings.ts";

const settings = settingsFrom(process.env);
const again = `again: ${command(settings, `C2TS_FUZZ_RUNS=${settings.runs}`)}`;
const isFloat = (type: string): boolean => type === "float" || type === "double";

test("every operator on every type", async () => {
  const floats = ["%", "&", "|", "^"];
  const bodies = TYPES.flatMap((type) => {
    const [a, b, count] = [`((${type})(a))`, `((${type})(b))`, "((int)(c) & 63)"];
    const binary = BINARY.filter((operator) => !(isFloat(type) && floats.includes(operator)));
    const unary = isFloat(type) ? ["-", "+", "!"] : ["-", "+", "!", "~"];
    const shifts = isFloat(type) ? [] : [`${a} << ${count}`, `${a} >> ${count}`, `${a} >> 3`, `${a} << 3`];
    return [
      ...binary.map((operator) => `(${a} ${operator} ${b})`),
      ...unary.map((operator) => `(${operator}${a})`),
      ...shifts,
    ];
  });
  const { wrong, bound, refused, computed } = await compareWithGcc(bodies, settings.seed);
  expect(wrong, again).toEqual([]);
  expect({ refused, computed }, again).toEqual({ refused: 0, computed: 0 });
  expect(bound).toBe(bodies.length);
});

test("every conversion", async () => {
  const bodies = TYPES.flatMap((from) => TYPES.map((to) => `((${to})(${from})(a))`));
  const { wrong, bound, refused, computed } = await compareWithGcc(bodies, settings.seed);
  expect(wrong, again).toEqual([]);
  expect({ refused, computed }, again).toEqual({ refused: 0, computed: 0 });
  expect(bound).toBe(bodies.length);
});

test("random expressions", async () => {
  const bodies = fc.sample(expression, { numRuns: settings.runs, seed: settings.seed });
  const compared = await compareWithGcc(bodies, settings.seed);
  const { wrong, bound, values, refused } = compared;
  console.log(
    `seed ${settings.seed}; ${again}; ${bound} of ${bodies.length} macros bound, ${values} values, ${compared.undefined} of them undefined in C`,
  );
  expect(wrong, again).toEqual([]);
  // gcc drops some operations before it looks at them: of `-x ? 1 : 0` it computes no `-x`.
  expect(refused, again).toBeLessThan(values / 200);
  expect(bound).toBeGreaterThan(bodies.length * 0.8);
  expect(compared.undefined).toBeLessThan(values / 2);
});
