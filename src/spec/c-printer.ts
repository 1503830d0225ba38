import { assertNever } from "./assert-never.ts";
import type { CType, FunctionType, VectorType } from "./ctype.ts";
import type { FunctionDeclaration } from "./declaration.ts";

/** C spelling of a declaration of `name` with type `type`: `int (*compar)(const void *, const void *)`. */
export function printDeclaration(type: CType, name: string): string {
  return declare(type, name, "");
}

/** C spelling of a type alone: `int (*)(void)`. */
export function printType(type: CType): string {
  return declare(type, "", "");
}

/** The prototype as a programmer would write it, parameters as written before C's adjustment. */
export function printPrototype(declaration: FunctionDeclaration): string {
  const prefix = declaration.noreturn ? "_Noreturn " : "";
  const attributes = printAttributes(attributesOf(declaration));
  return `${prefix}${printDeclaration(declaration.type, declaration.name)}${attributes}`;
}

/** ` __attribute__((weak))`, or nothing. */
export function printAttributes(attributes: readonly string[]): string {
  return attributes.length === 0 ? "" : ` __attribute__((${attributes.join(", ")}))`;
}

/** What TypeScript's types do not show: parameters have their own `null`. */
function attributesOf({ warnUnusedResult, format, linkage }: FunctionDeclaration): readonly string[] {
  return [
    ...(warnUnusedResult ? ["warn_unused_result"] : []),
    ...(format === null ? [] : [`format(${format.style}, ${format.format}, ${format.first})`]),
    ...(linkage.weak ? ["weak"] : []),
  ];
}

/** `declarator` is what stands where the name does; `qualifiers` belong to the outermost type. */
function declare(type: CType, declarator: string, qualifiers: string): string {
  switch (type.kind) {
    case "qualified":
      return declare(type.of, declarator, join(qualifierWords(type), qualifiers));
    case "pointer":
      return declarePointer(type.to, `*${spaced(pointerWords(type.nullability, qualifiers), declarator)}`);
    case "array":
      return declare(type.of, `${declarator}[${type.length ?? ""}]`, qualifiers);
    case "function":
      return declareFunction(type, spaced(conventionOf(type), declarator));
    default:
      return spaced(join(qualifiers, baseName(type)), declarator);
  }
}

/** Arrays and functions bind tighter than `*`, so a pointer to one needs parentheses. */
function declarePointer(to: CType, declarator: string): string {
  const target = to.kind === "qualified" ? to.of : to;
  if (target.kind === "function") return declareFunction(target, `(${spaced(conventionOf(target), declarator)})`);
  return declare(to, target.kind === "array" ? `(${declarator})` : declarator, "");
}

function declareFunction(type: FunctionType, declarator: string): string {
  return declare(type.result, `${declarator}(${printParameters(type)})`, "");
}

/** `__attribute__((ms_abi))`; nothing for the target's own convention, and for one that has no name here. */
function conventionOf({ callingConvention }: FunctionType): string {
  return callingConvention === "c" || callingConvention === "other" ? "" : `__attribute__((${callingConvention}))`;
}

function printParameters(type: FunctionType): string {
  if (!type.prototype) return "";
  const parameters = type.parameters.map(({ name, type: adjusted, written }) =>
    printDeclaration(written ?? adjusted, name ?? ""),
  );
  if (type.variadic) parameters.push("...");
  return parameters.length === 0 ? "void" : parameters.join(", ");
}

function baseName(type: Exclude<CType, { kind: "qualified" | "pointer" | "array" | "function" }>): string {
  switch (type.kind) {
    case "void":
      return "void";
    case "bool":
      return "_Bool";
    case "int":
    case "float":
      return type.name;
    case "complex":
      return `${printType(type.of)} _Complex`;
    case "atomic":
      return `_Atomic(${printType(type.of)})`;
    case "vector":
      return `${printType(type.of)} __attribute__((${vectorAttribute(type)}))`;
    case "ref":
      return anonymousName(type.id);
    case "other":
      return type.spelling;
    default:
      return assertNever(type);
  }
}

/** clang's vectors may be larger than their elements: three take the place of four. */
function vectorAttribute({ of, length, size }: VectorType): string {
  const bits = of.kind === "int" || of.kind === "float" ? of.bits : null;
  return bits !== null && bits * length !== size * 8 ? `ext_vector_type(${length})` : `vector_size(${size})`;
}

/** The spec's ids of types without a tag are no C. */
function anonymousName(id: string): string {
  const at = id.indexOf(" @");
  return at === -1 ? id : `${id.slice(0, at)} { … }`;
}

function qualifierWords(type: { const: boolean; volatile: boolean; restrict: boolean }): string {
  const words = [type.const ? "const" : "", type.volatile ? "volatile" : "", type.restrict ? "restrict" : ""];
  return words.filter((word) => word !== "").join(" ");
}

function pointerWords(nullability: "nonnull" | "nullable" | "unspecified" | null, qualifiers: string): string {
  if (nullability === "nonnull") return join(qualifiers, "_Nonnull");
  return nullability === "nullable" ? join(qualifiers, "_Nullable") : qualifiers;
}

function join(a: string, b: string): string {
  return a === "" || b === "" ? a + b : `${a} ${b}`;
}

/** No space before a declarator that starts with a bracket or parenthesis of its own, as C programmers write. */
function spaced(words: string, declarator: string): string {
  if (words === "" || declarator === "" || declarator.startsWith("[")) return words + declarator;
  return `${words} ${declarator}`;
}
