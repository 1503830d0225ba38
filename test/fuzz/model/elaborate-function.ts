import type { FunctionModel, GivenParameter } from "./case.ts";
import type { Scope } from "./elaborate.ts";
import { elaborateUse, INT, passable, pickFrom } from "./elaborate-use.ts";
import { oddParameterName } from "./odd-names.ts";
import type { FunctionRecipe, ParameterRecipe } from "./recipe.ts";
import { SCALARS } from "./scalars.ts";
import type { ParameterModel, Scalar, Type } from "./type.ts";

const CHAR: Type = { kind: "qualified", qualifiers: "const", of: SCALARS[2] ?? INT };

export function elaborateFunction(recipe: FunctionRecipe, i: number, scope: Scope): FunctionModel {
  if (recipe.indirect) return indirect(recipe, i, scope);
  const taken = new Set<string>();
  const parameters = recipe.parameters.map((parameter, n): GivenParameter => {
    const odd = oddParameterName(parameter.name);
    // A parameter hides a typedef of its name from the parameters after it.
    const name = parameter.name % 4 === 3 && !taken.has(odd) && !scope.isTaken(odd) ? odd : `p${n}`;
    taken.add(name);
    return elaborateParameter(parameter, name, scope);
  });
  const isOpen = recipe.variadic !== null;
  // Before C23 `...` needs something in front of it.
  const first: GivenParameter = { name: "count", type: INT, role: { kind: "value" } };
  return {
    name: scope.name(`f${i}`, recipe.name),
    through: null,
    result: passable(elaborateUse(recipe.result, scope)),
    parameters: isOpen && parameters.length === 0 ? [first] : parameters,
    variadic: recipe.variadic?.map((pick) => pickFrom(VARIADIC, pick) ?? INT_SCALAR) ?? null,
  };
}

/** A function that C hands out: what it takes and gives is part of a type, so it takes plain values only. */
function indirect(recipe: FunctionRecipe, i: number, scope: Scope): FunctionModel {
  const result = passable(elaborateUse(recipe.result, scope));
  const parameters = recipe.parameters.flatMap((parameter, n): readonly GivenParameter[] => {
    if (parameter.kind !== "value") return [];
    return [{ name: `a${n}`, type: passable(elaborateUse(parameter.type, scope)), role: { kind: "value" } }];
  });
  const type: Type = { kind: "pointer", to: { kind: "function", result, parameters }, qualifiers: "" };
  const through = `${scope.prefix}fp${i}`;
  scope.typedefs.push({ declares: "typedef", name: through, type, aligned: null });
  return { name: scope.name(`f${i}`, recipe.name), through, result, parameters, variadic: null };
}

/** Types that a variadic argument can have; typedefs say nothing new after promotion. */
const VARIADIC: readonly Scalar[] = SCALARS.filter((scalar) => !/_t$|^bool$/.test(scalar.spelling));
const INT_SCALAR: Scalar = { kind: "int", spelling: "int", bits: 32, signed: true, as: "number" };

function elaborateParameter(recipe: ParameterRecipe, name: string, scope: Scope): GivenParameter {
  switch (recipe.kind) {
    case "value":
      return { name, type: passable(elaborateUse(recipe.type, scope)), role: { kind: "value" } };
    case "record-pointer": {
      const record = pickFrom(scope.records, recipe.pick);
      if (record === undefined) return { name, type: INT, role: { kind: "value" } };
      const type: Type = { kind: "record", record };
      const to: Type = recipe.isConst ? { kind: "qualified", qualifiers: "const", of: type } : type;
      const role = { kind: "record", record, isConst: recipe.isConst } as const;
      return { name, type: { kind: "pointer", to, qualifiers: "" }, role };
    }
    case "scalar-pointer": {
      const scalar = pickFrom(VARIADIC, recipe.pick) ?? INT_SCALAR;
      return { name, type: { kind: "pointer", to: scalar, qualifiers: "" }, role: { kind: "scalar", scalar } };
    }
    case "array": {
      const scalar = pickFrom(VARIADIC, recipe.pick) ?? INT_SCALAR;
      const role = { kind: "array", scalar, length: recipe.length } as const;
      return { name, type: { kind: "array", of: scalar, length: recipe.length }, role };
    }
    case "string":
      return { name, type: { kind: "pointer", to: CHAR, qualifiers: "" }, role: { kind: "string" } };
    case "callback": {
      const result = passable(elaborateUse(recipe.result, scope));
      const parameters = recipe.parameters.map(
        (parameter, n): ParameterModel => ({ name: `a${n}`, type: passable(elaborateUse(parameter, scope)) }),
      );
      const type: Type = { kind: "pointer", to: { kind: "function", result, parameters }, qualifiers: "" };
      return { name, type, role: { kind: "callback", result, parameters } };
    }
  }
}
