import type { Node } from "ts-morph";
import { refuse } from "./place.ts";

/** What neither C nor C++ takes for a name; C++ includes the header too. */
const KEYWORDS = new Set(
  (
    "alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t class compl concept const " +
    "consteval constexpr constinit const_cast continue co_await co_return co_yield decltype default delete do double dynamic_cast else " +
    "enum explicit export extern false float for friend goto if inline int long mutable namespace new noexcept not not_eq nullptr " +
    "operator or or_eq private protected public register reinterpret_cast requires restrict return short signed sizeof static " +
    "static_assert static_cast struct switch template this thread_local throw true try typedef typeid typename typeof typeof_unqual union " +
    "unsigned using virtual void volatile wchar_t while xor xor_eq"
  ).split(" "),
);

/** The name of an exported function, or of all of them. @throws ExportError */
export function checkName(name: string, node: Node): void {
  if (!/^[A-Za-z_]\w*$/.test(name)) refuse(node, `'${name}' is no identifier of C`);
  if (KEYWORDS.has(name)) refuse(node, `'${name}' is a keyword of C or C++`);
  if (name.startsWith("c2ts_")) refuse(node, `'${name}' begins with c2ts_, as names of the generated C file do`);
}

/** What the generated functions use themselves. */
const USED = new Set(["NULL", "atomic_load", "memset"]);

/**
 * A parameter's name in C, after the one in TypeScript if that can be one.
 * @param taken other parameters, and the types of all, which it would hide.
 */
export function parameterName(given: string, index: number, taken: ReadonlySet<string>): string {
  let name = /^[A-Za-z_]\w*$/.test(given) && !given.startsWith("c2ts_") ? given : `arg${index + 1}`;
  while (KEYWORDS.has(name) || USED.has(name) || taken.has(name)) name += "_";
  return name;
}
