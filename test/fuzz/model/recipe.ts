import fc from "fast-check";

/**
 * What fast-check makes and shrinks: a tree of choices that is legal C only after `elaborate` has gone over it. Numbers pick
 * from whatever there is to pick from, modulo its length, so that any part can be left out or made smaller alone.
 */
export interface CaseRecipe {
  readonly types: readonly TypeRecipe[];
  readonly functions: readonly FunctionRecipe[];
  readonly globals: readonly GlobalRecipe[];
  /** Which values the program uses. */
  readonly seed: number;
}

export type TypeRecipe =
  | { readonly kind: "record"; readonly record: RecordRecipe; readonly naming: number; readonly typedefAligned: number }
  | { readonly kind: "enum"; readonly values: readonly number[]; readonly packed: boolean; readonly naming: number }
  | { readonly kind: "typedef"; readonly type: UseRecipe; readonly dims: readonly number[]; readonly aligned: number }
  | { readonly kind: "opaque"; readonly union: boolean };

export interface RecordRecipe {
  readonly union: boolean;
  readonly members: readonly MemberRecipe[];
  readonly packed: boolean;
  /** 0: none. */
  readonly aligned: number;
  /** 0: none; only of a record that is not written inside of another one. */
  readonly pack: number;
  readonly flexible: boolean;
}

export type MemberRecipe =
  | {
      readonly kind: "plain";
      readonly type: UseRecipe;
      readonly dims: readonly number[];
      readonly aligned: number;
      readonly packed: boolean;
      readonly name: number;
    }
  | {
      readonly kind: "bits";
      readonly base: number;
      /** Take the enum numbered `base`, if there is one, instead of an integer. */
      readonly isEnum: boolean;
      readonly width: number;
      readonly unnamed: boolean;
      readonly aligned: number;
      readonly packed: boolean;
    }
  | {
      readonly kind: "inline";
      readonly record: RecordRecipe;
      readonly dims: readonly number[];
      readonly naming: number;
    };

/** A type where it is used. */
export type UseRecipe =
  | { readonly kind: "scalar"; readonly pick: number; readonly qualifier: number }
  | { readonly kind: "exotic"; readonly pick: number }
  | { readonly kind: "named"; readonly pick: number; readonly qualifier: number }
  | { readonly kind: "pointer"; readonly to: UseRecipe; readonly qualifier: number }
  | { readonly kind: "opaque"; readonly pick: number }
  | { readonly kind: "void" }
  | { readonly kind: "function"; readonly result: UseRecipe; readonly parameters: readonly UseRecipe[] };

export interface GlobalRecipe {
  readonly type: UseRecipe;
  readonly dims: readonly number[];
  readonly name: number;
}

export interface FunctionRecipe {
  /** Whether C hands it out as a pointer, to be called through that. */
  readonly indirect: boolean;
  readonly result: UseRecipe;
  readonly parameters: readonly ParameterRecipe[];
  /** Picks of what goes into `...`; `null` for a function without. */
  readonly variadic: readonly number[] | null;
  readonly name: number;
}

export type ParameterRecipe =
  | { readonly kind: "value"; readonly type: UseRecipe; readonly name: number }
  | { readonly kind: "record-pointer"; readonly pick: number; readonly isConst: boolean; readonly name: number }
  | { readonly kind: "scalar-pointer"; readonly pick: number; readonly name: number }
  | { readonly kind: "array"; readonly pick: number; readonly length: number; readonly name: number }
  | { readonly kind: "string"; readonly name: number }
  | {
      readonly kind: "callback";
      readonly result: UseRecipe;
      readonly parameters: readonly UseRecipe[];
      readonly name: number;
    };

const pick = fc.nat({ max: 255 });
const rarely = fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 255 }) });
const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const seldom = fc.oneof(often(5, fc.constant(false)), often(1, fc.constant(true)));
const dims = fc.oneof(
  often(10, fc.constant<readonly number[]>([])),
  often(4, fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 })),
  often(1, fc.constantFrom<readonly number[]>([0], [2, 0], [0, 3], [17])),
);

const leaf: fc.Arbitrary<UseRecipe> = fc.oneof(
  { withCrossShrink: true },
  often(6, fc.record({ kind: fc.constant("scalar" as const), pick, qualifier: rarely })),
  often(5, fc.record({ kind: fc.constant("named" as const), pick, qualifier: rarely })),
);
const value: fc.Arbitrary<UseRecipe> = fc.oneof(
  { withCrossShrink: true },
  often(14, leaf),
  often(1, fc.record({ kind: fc.constant("exotic" as const), pick })),
);
const pointee: fc.Arbitrary<UseRecipe> = fc.oneof(
  { withCrossShrink: true },
  often(4, leaf),
  often(1, fc.constant<UseRecipe>({ kind: "void" })),
  often(2, fc.record({ kind: fc.constant("opaque" as const), pick })),
  often(1, fc.record({ kind: fc.constant("pointer" as const), to: leaf, qualifier: rarely })),
  often(
    2,
    fc.record({
      kind: fc.constant("function" as const),
      result: fc.oneof(leaf, fc.constant<UseRecipe>({ kind: "void" })),
      parameters: fc.array(leaf, { maxLength: 4 }),
    }),
  ),
);
const use: fc.Arbitrary<UseRecipe> = fc.oneof(
  { withCrossShrink: true },
  often(4, value),
  often(1, fc.record({ kind: fc.constant("pointer" as const), to: pointee, qualifier: rarely })),
);
const result: fc.Arbitrary<UseRecipe> = fc.oneof(
  { withCrossShrink: true },
  often(1, fc.constant<UseRecipe>({ kind: "void" })),
  often(5, use),
);

const member = (depth: number): fc.Arbitrary<MemberRecipe> =>
  fc.oneof(
    { withCrossShrink: true },
    often(
      6,
      fc.record({
        kind: fc.constant("plain" as const),
        type: use,
        dims,
        aligned: rarely,
        packed: seldom,
        name: rarely,
      }),
    ),
    often(
      4,
      fc.record({
        kind: fc.constant("bits" as const),
        base: pick,
        isEnum: seldom,
        width: pick,
        unnamed: seldom,
        aligned: fc.oneof(often(8, fc.constant(0)), often(1, pick)),
        packed: seldom,
      }),
    ),
    ...(depth === 0
      ? []
      : [
          often(
            2,
            fc.record({ kind: fc.constant("inline" as const), record: record(depth - 1, 4), dims, naming: pick }),
          ),
        ]),
  );

const record = (depth: number, maxLength: number): fc.Arbitrary<RecordRecipe> =>
  fc.record({
    union: fc.oneof(often(3, fc.constant(false)), often(1, fc.constant(true))),
    members: fc.array(member(depth), { maxLength }),
    packed: seldom,
    aligned: rarely,
    pack: rarely,
    flexible: seldom,
  });

const type: fc.Arbitrary<TypeRecipe> = fc.oneof(
  { withCrossShrink: true },
  often(
    6,
    fc.record({
      kind: fc.constant("record" as const),
      record: record(2, 6),
      naming: pick,
      typedefAligned: rarely,
    }),
  ),
  often(
    2,
    fc.record({
      kind: fc.constant("enum" as const),
      values: fc.array(pick, { minLength: 1, maxLength: 5 }),
      packed: seldom,
      naming: pick,
    }),
  ),
  often(2, fc.record({ kind: fc.constant("typedef" as const), type: use, dims, aligned: rarely })),
  often(1, fc.record({ kind: fc.constant("opaque" as const), union: fc.boolean() })),
);

const parameter: fc.Arbitrary<ParameterRecipe> = fc.oneof(
  { withCrossShrink: true },
  often(9, fc.record({ kind: fc.constant("value" as const), type: use, name: rarely })),
  often(2, fc.record({ kind: fc.constant("record-pointer" as const), pick, isConst: fc.boolean(), name: rarely })),
  often(1, fc.record({ kind: fc.constant("scalar-pointer" as const), pick, name: rarely })),
  often(1, fc.record({ kind: fc.constant("string" as const), name: rarely })),
  often(
    1,
    fc.record({ kind: fc.constant("array" as const), pick, length: fc.integer({ min: 1, max: 4 }), name: rarely }),
  ),
  often(
    2,
    fc.record({
      kind: fc.constant("callback" as const),
      result,
      parameters: fc.oneof(
        { withCrossShrink: true },
        often(3, fc.array(value, { maxLength: 4 })),
        often(1, fc.array(value, { minLength: 6, maxLength: 12 })),
      ),
      name: rarely,
    }),
  ),
);

const functions: fc.Arbitrary<FunctionRecipe> = fc.record({
  indirect: seldom,
  result,
  parameters: fc.oneof(
    { withCrossShrink: true },
    often(3, fc.array(parameter, { maxLength: 4 })),
    // Enough to run out of registers.
    often(1, fc.array(parameter, { minLength: 6, maxLength: 16 })),
  ),
  variadic: fc.oneof(often(5, fc.constant(null)), often(1, fc.array(pick, { maxLength: 6 }))),
  name: rarely,
});

const global: fc.Arbitrary<GlobalRecipe> = fc.record({ type: use, dims, name: rarely });

/** A case: some types, and functions and variables that use them. */
export const caseRecipe: fc.Arbitrary<CaseRecipe> = fc.record({
  types: fc.array(type, { minLength: 1, maxLength: 6 }),
  functions: fc.array(functions, { maxLength: 4 }),
  globals: fc.array(global, { maxLength: 2 }),
  seed: fc.nat({ max: 0xffff }),
});
