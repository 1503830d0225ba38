import type { ExoticType, IntType, Scalar } from "./type.ts";

const int = (spelling: string, bits: IntType["bits"], signed: boolean, as: IntType["as"] = "number"): IntType => ({
  kind: "int",
  spelling,
  bits,
  signed,
  as,
});

/** The integer types of C on x86-64 Linux, the plainest first: shrinking goes that way. */
export const BASIC_INTS: readonly IntType[] = [
  int("int", 32, true),
  int("unsigned int", 32, false),
  int("char", 8, true),
  int("signed char", 8, true),
  int("unsigned char", 8, false),
  int("short", 16, true),
  int("unsigned short", 16, false),
  int("long", 64, true, "long"),
  int("unsigned long", 64, false, "long"),
  int("long long", 64, true, "bigint"),
  int("unsigned long long", 64, false, "bigint"),
];

/** Integers by the names that headers have them under. */
export const NAMED_INTS: readonly IntType[] = [
  int("int8_t", 8, true),
  int("uint8_t", 8, false),
  int("int16_t", 16, true),
  int("uint16_t", 16, false),
  int("int32_t", 32, true),
  int("uint32_t", 32, false),
  int("int64_t", 64, true, "bigint"),
  int("uint64_t", 64, false, "bigint"),
  int("size_t", 64, false, "long"),
  int("ptrdiff_t", 64, true, "long"),
  int("intptr_t", 64, true, "bigint"),
  int("wchar_t", 32, true),
  int("char16_t", 16, false),
  int("char32_t", 32, false),
];

export const SCALARS: readonly Scalar[] = [
  ...BASIC_INTS,
  { kind: "float", spelling: "double", bits: 64 },
  { kind: "float", spelling: "float", bits: 32 },
  { kind: "bool", spelling: "_Bool" },
  ...NAMED_INTS,
  { kind: "bool", spelling: "bool" },
];

const EXOTIC_SPELLINGS: readonly ExoticType["spelling"][] = [
  "long double",
  "float _Complex",
  "double _Complex",
  "__int128",
  "unsigned __int128",
  "long double _Complex",
  "_Float16",
  "fz_float4",
];

/** Their size and alignment must hold, whatever else can be had of them. */
export const EXOTICS: readonly ExoticType[] = EXOTIC_SPELLINGS.map((spelling) => ({ kind: "exotic", spelling }));

/** What may stand before the colon of a bit-field. */
export const BIT_FIELD_TYPES: readonly Scalar[] = [
  ...BASIC_INTS,
  { kind: "bool", spelling: "_Bool" },
  ...NAMED_INTS.filter(({ spelling }) => !/^(wchar|char)/.test(spelling)),
];
