import { type Resolved, TypeTable } from "../spec/abi/type-table.ts";
import { assertNever } from "../spec/assert-never.ts";
import type { ConstantDeclaration, EnumDeclaration } from "../spec/declaration.ts";
import type { Spec, Target } from "../spec/spec.ts";
import { exactly, type Fact, type NumberFact, numbers } from "./fact.ts";
import { objectQuestion } from "./object-facts.ts";
import { scalarFact } from "./scalar-class.ts";

type Asked = Pick<Fact, "question" | "faults">;

/** What a spec says about values: type, sign and value of each constant, and the value of each enumerator. */
export function constantFacts(spec: Spec): Fact[] {
  const types = new TypeTable(spec);
  return spec.declarations.flatMap((declaration): Fact[] => {
    if (declaration.kind === "enum") return enumeratorFacts(declaration);
    if (declaration.kind !== "constant") return [];
    const { name: decl, location } = declaration;
    const asked = questionsOf(declaration, types, spec.target);
    const names = declaration.origin === "macro" ? "macros" : "declarations";
    return asked.map((fact) => ({ decl, location, about: "constant", names, ...fact }));
  });
}

function enumeratorFacts({ enumerators, location }: EnumDeclaration): Fact[] {
  return enumerators.map(({ name, value }) => ({
    decl: name,
    location,
    about: "constant",
    names: "declarations",
    ...numbers(valueFacts(name, value, 64)),
  }));
}

function questionsOf({ name, value, type: spelled }: ConstantDeclaration, types: TypeTable, target: Target): Asked[] {
  const type = types.resolve(spelled);
  const scalar = scalarFact("type", name, type, target);
  const typed = scalar === null ? [] : [scalar];
  switch (value.kind) {
    case "int":
      return [numbers([...valueFacts(name, value.value, bitsOf(type)), ...typed])];
    case "float":
      return [...(scalar === null ? [] : [numbers([scalar])]), floatQuestion(name, value.value)];
    case "pointer":
      return [
        numbers([
          exactly("value", `(__UINTPTR_TYPE__)(${name})`, BigInt(value.value)),
          exactly("class of type (5 is a pointer)", `__builtin_classify_type(${name})`, 5),
        ]),
      ];
    case "string":
    case "bytes":
      return type.kind === "pointer" ? [textQuestion(name, value)] : stringQuestions(name, value, type, target);
    case "record":
    case "array":
      return [objectQuestion(name, value, spelled, types, target)];
    default:
      return assertNever(value);
  }
}

/** The low 64 bits, those above where there are any, and the sign: together the value. */
function valueFacts(name: string, decimal: string, bits: number): NumberFact[] {
  const value = BigInt(decimal);
  const low: NumberFact = {
    what: "value",
    expression: name,
    compare: (answer) => {
      if (answer === BigInt.asUintN(64, value)) return null;
      return { spec: decimal, compiler: String(value < 0n ? BigInt.asIntN(64, answer) : answer) };
    },
  };
  const negative: NumberFact = {
    what: "sign",
    expression: `(${name}) < 0`,
    compare: (answer) => {
      if (answer === (value < 0n ? 1n : 0n)) return null;
      return { spec: decimal, compiler: answer === 1n ? "negative" : "not negative" };
    },
  };
  const high = bits > 64 ? [exactly("high half", `(${name}) >> 64`, BigInt.asUintN(64, value >> 64n))] : [];
  return [low, ...high, negative];
}

function bitsOf(type: Resolved): number {
  if (type.kind === "int") return type.bits;
  return type.kind === "enum" ? (type.enum.underlying?.bits ?? 64) : 64;
}

/** As a `double`, which holds every `float`, and which is all that a spec says of a `long double`. */
function floatQuestion(name: string, decimal: string): Asked {
  const words = new Map([
    ["inf", Number.POSITIVE_INFINITY],
    ["-inf", Number.NEGATIVE_INFINITY],
    ["nan", Number.NaN],
    ["-nan", Number.NaN],
  ]);
  const wanted = words.get(decimal) ?? Number(decimal);
  return {
    question: { type: "double", value: `(${name})` },
    faults: (answer, byteOrder) => {
      const got = new DataView(answer.buffer).getFloat64(0, byteOrder === "little");
      return Object.is(got, wanted) ? [] : [{ what: "value", spec: decimal, compiler: String(got) }];
    },
  };
}

function stringQuestions(
  name: string,
  value: Extract<ConstantDeclaration["value"], { readonly kind: "string" | "bytes" }>,
  type: Resolved,
  target: Target,
): Asked[] {
  const element = type.kind === "array" && type.of.kind === "int" ? type.of : null;
  const size = (element?.bits ?? 8) / 8;
  const wanted = value.kind === "bytes" ? value.value : encoded(value.value, size, target).toString("hex");
  const terminated = wanted + "00".repeat(size);
  // Not by name: `wchar_t` is `int` to clang and `long` to gcc where the two are the same, as on i386.
  const sign = `(__typeof__((${name})[0]))-1 < 0`;
  const facts = [
    exactly("bytes of a character", `sizeof((${name})[0])`, size),
    ...(element === null ? [] : [exactly("sign of a character", sign, element.signed ? 1 : 0)]),
  ];
  return [
    numbers(facts),
    {
      question: { type: `__typeof__((${name})[0]) [sizeof(${name}) / sizeof((${name})[0])]`, value: name },
      faults: (answer) => {
        const got = Buffer.from(answer).toString("hex");
        return got === terminated ? [] : [{ what: "bytes", spec: terminated, compiler: got }];
      },
    },
  ];
}

/** What a pointer points to: compilers compute `strcmp` of two literals, up to the first NUL. */
function textQuestion(
  name: string,
  value: Extract<ConstantDeclaration["value"], { readonly kind: "string" | "bytes" }>,
): Asked {
  const bytes = value.kind === "bytes" ? Buffer.from(value.value, "hex") : Buffer.from(value.value);
  const literal = [...bytes].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
  return numbers([
    exactly("strcmp with the spec's text", `__builtin_strcmp((const char *)(${name}), "${literal}")`, 0),
  ]);
}

/** Text as C stores it: UTF-8, UTF-16 or UTF-32 by the size of a character, without the NUL at its end. */
function encoded(text: string, size: number, { endian }: Target): Buffer {
  if (size === 1) return Buffer.from(text, "utf8");
  const units =
    size === 2
      ? Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
      : Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const memory = new DataView(new ArrayBuffer(units.length * size));
  units.forEach((unit, i) => {
    if (size === 2) memory.setUint16(2 * i, unit, endian === "little");
    else memory.setUint32(4 * i, unit, endian === "little");
  });
  return Buffer.from(memory.buffer);
}
