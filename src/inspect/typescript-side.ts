import type { EmittedModule } from "../emit/emit-module.ts";
import { assertNever } from "../spec/assert-never.ts";
import type { Declaration } from "../spec/declaration.ts";

/** What a module has for a declaration, read from the module's own text. */
export interface TypeScriptSide {
  /** Head of the declaration, without its body: `twice(x: number): number`. */
  readonly text: string;
  /** Names under which programs import it. */
  readonly exports: readonly string[];
  /** Of a class: types of its getters, by name. */
  readonly accessors: ReadonlyMap<string, string>;
}

/** A module, read for what its declarations share. */
export interface ModuleText {
  readonly codeOf: EmittedModule["codeOf"];
  /** Names under which the module exports what is called otherwise in it, by that. */
  readonly exportedAs: ReadonlyMap<string, readonly string[]>;
  /** What the module calls that which it exports under a name. */
  readonly localOf: ReadonlyMap<string, string>;
}

export function moduleText({ code, codeOf }: EmittedModule): ModuleText {
  const exportedAs = new Map<string, string[]>();
  const localOf = new Map<string, string>();
  for (const { from, to } of aliases(code)) {
    const names = exportedAs.get(from);
    if (names === undefined) exportedAs.set(from, [to]);
    else names.push(to);
    if (!localOf.has(to)) localOf.set(to, from);
  }
  return { codeOf, exportedAs, localOf };
}

/** `null` for what has no piece of the module of its own. */
export function typeScriptSide(declaration: Declaration, module: ModuleText): TypeScriptSide | null {
  const code = withoutComments(module.codeOf(declaration));
  const head = headOf(declaration, code);
  if (head === null) return withoutHead(declaration, code, module);
  const { isExported, local, text } = head;
  const renamed = module.exportedAs.get(local) ?? [];
  const exports = [...(isExported ? [local] : []), ...renamed];
  // Where C's name is a word of the language, the module calls it otherwise and exports it under the name of C.
  const name = isExported ? local : (exports.find((one) => one === declaration.name) ?? exports[0] ?? local);
  return { text: text.replace(NAME, name), exports, accessors: accessorsOf(code) };
}

/** An enum without a name is its enumerators and nothing else; a macro may be another name of something. */
function withoutHead(
  declaration: Declaration,
  code: string,
  { exportedAs, localOf }: ModuleText,
): TypeScriptSide | null {
  const accessors = new Map<string, string>();
  if (declaration.kind === "enum" && code !== "") {
    return { text: "a constant for each enumerator", exports: [], accessors };
  }
  if (declaration.kind !== "macro") return null;
  const { name, meaning } = declaration;
  // What the header declares by the macro has the macro's name, and its own besides.
  const isOwn = meaning?.kind === "name" && (exportedAs.get(name) ?? []).includes(meaning.name);
  const other = localOf.get(name) ?? (isOwn ? meaning.name : null);
  return other === null ? null : { text: `${name}: another name of ${other}`, exports: [name], accessors };
}

/** Stands for the declaration's own name. */
const NAME = "\u0000";

interface Head {
  readonly isExported: boolean;
  readonly local: string;
  readonly text: string;
}

function headOf(declaration: Declaration, code: string): Head | null {
  for (const [form, pattern] of FORMS[declaration.kind]) {
    const found = pattern.exec(code);
    if (found === null) continue;
    const [, exported, local = "", rest = ""] = found;
    const oneLine = rest.replaceAll(/\s+/g, " ").replaceAll("( ", "(").replaceAll(", )", ")");
    return { isExported: exported !== undefined, local, text: textOf(form, oneLine, code) };
  }
  return null;
}

/** `export`, the name, and what follows the name, of the part of a declaration that tells most. */
const PATTERNS = {
  called: /^(export )?const (\S+): \S*CFunction<([\s\S]*?)> = \/\* @__PURE__ \*\/ \S+\(function /m,
  function: /^(export )?function ([^(<]+)([\s\S]*?) \{$/m,
  class: /^(export )?class (\S+)( extends \w+)/m,
  enum: /^(export )?type (\S+) =([^;]*);$/m,
  type: /^(export )?(?:type|const) (\S+)(?:: | = )(.*);$/m,
  global: /^(export )?const (\S+)(: .*?) = /m,
  constant: /^(export )?const (\S+?)((?:: .*?)? = .*);$/m,
} as const;

type Form = keyof typeof PATTERNS;

const form = (name: Form): readonly [Form, RegExp] => [name, PATTERNS[name]];

/** What each kind of declaration may have become. */
const FORMS: { readonly [K in Declaration["kind"]]: readonly (readonly [Form, RegExp])[] } = {
  function: [form("called"), form("function")],
  record: [form("class")],
  enum: [form("enum")],
  typedef: [form("type")],
  global: [form("global")],
  constant: [form("constant"), form("function")],
  macro: [form("function"), form("type"), form("constant")],
  unsupported: [],
};

function textOf(form: Form, rest: string, code: string): string {
  switch (form) {
    case "class":
      return `class ${NAME}${rest}`;
    case "enum":
      return `${NAME}: ${enumText(rest, code)}`;
    case "type":
      return `type ${NAME} = ${rest}`;
    case "constant":
      return `const ${NAME}${rest.replaceAll("/* @__PURE__ */ ", "")}`;
    case "called":
      return `${NAME}${asSignature(rest)}`;
    case "function":
    case "global":
      return `${NAME}${rest}`;
    default:
      return assertNever(form);
  }
}

/** `(a: A) => B` as `(a: A): B`. */
function asSignature(type: string): string {
  let depth = 0;
  for (const [i, character] of [...type].entries()) {
    if (character === "(") depth++;
    if (character === ")" && --depth === 0) return type.slice(0, i + 1) + type.slice(i + 1).replace(" => ", ": ");
  }
  return type;
}

/** Which of the forms that `ENUM_STYLES` lists the module has. */
function enumText(type: string, code: string): string {
  const isObject = type.includes("keyof typeof");
  if (!/^(?:export )?const \S+ = [^{]/m.test(code)) return isObject ? "an object and a type" : "a type";
  return isObject ? "an object and a type; each enumerator is a constant too" : "a type; each enumerator is a constant";
}

/** Without the comments in front of declarations and members. Text in a string keeps what looks like one. */
function withoutComments(code: string): string {
  return code.replaceAll(/^ *\/\*\*[\s\S]*?\*\/\n/gm, "");
}

interface Alias {
  readonly from: string;
  readonly to: string;
}

/** `export { delete_ as delete, opaque as struct_opaque };` */
function aliases(code: string): readonly Alias[] {
  const lists = [...code.matchAll(/^export (?:type )?\{([^}]*)\};$/gm)].map(([, list = ""]) => list);
  return lists.flatMap((list) =>
    [...list.matchAll(/(\S+) as ([^\s,]+)/g)].map(([, from = "", to = ""]) => ({ from, to })),
  );
}

function accessorsOf(code: string): ReadonlyMap<string, string> {
  const getters = [...code.matchAll(/^ {2}(?:override )?get (.+?)\(\): (.*) \{$/gm)];
  return new Map(getters.map(([, key = "", type = ""]) => [key.startsWith('"') ? String(JSON.parse(key)) : key, type]));
}
