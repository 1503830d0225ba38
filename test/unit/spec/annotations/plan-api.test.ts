import { readFileSync } from "node:fs";
import { type Annotations, emitModule, loadSpec } from "c2ts";
import { expect, test } from "vitest";
import { Annotations as AnnotationsSchema } from "../../../../src/spec/annotations/annotation.ts";
import type { Declaration } from "../../../../src/spec/declaration.ts";
import type { MacroMeaning } from "../../../../src/spec/macro-meaning.ts";
import { FIXTURES } from "../../../support/fixtures.ts";

const spec = loadSpec(readFileSync(`${FIXTURES}annotations/spec.json`, "utf8"), "annotations");

function faults(annotations: Annotations): readonly string[] {
  try {
    emitModule(spec, { library: "x", annotations });
    return [];
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "AnnotationError") throw error;
    return error.message
      .split("\n")
      .slice(1)
      .map((line) => line.trim());
  }
}

test.for<{ name: string; given: Annotations; want: string }>([
  {
    name: "a name that nothing has",
    given: { store_opn: { throws: "nonzero" } },
    want: "annotations.store_opn: the headers declare no function, record or typedef of this name; did you mean 'store_open'?",
  },
  {
    name: "a parameter with a slip in its name, and a word",
    given: { store_open: { out_stor: "out" } },
    want: "annotations.store_open.out_stor: 'store_open' has no such parameter: it has 'name', 'out_store'; did you mean 'out_store'?",
  },
  {
    name: "a word with a slip in it",
    given: { store_open: { trows: "out" } },
    want: "annotations.store_open.trows: 'store_open' has no such parameter: it has 'name', 'out_store'; did you mean 'throws'?",
  },
  {
    name: "a record with a slip in its name, and a function for it",
    given: { stor: { free: "store_close" } },
    want: "annotations.stor: the headers declare no function, record or typedef of this name; did you mean 'store' or 'store_any' or 'store_dial'?",
  },
  {
    name: "a destructor with a slip in its name",
    given: { store: { free: "store_clos" } },
    want: "annotations.store.free: the headers declare no function 'store_clos'; did you mean 'store_close' or 'store_slow'?",
  },
  {
    name: "a parameter that the function has not",
    given: { store_open: { ppStore: "out" } },
    want: "annotations.store_open.ppStore: 'store_open' has no such parameter: it has 'name', 'out_store'",
  },
  {
    name: "a pattern that matches nothing",
    given: { "/^shop_/": { throws: "nonzero" } },
    want: "annotations./^shop_/: no function's name matches",
  },
  {
    name: "a pattern that is none",
    given: { "/(/": { throws: "nonzero" } },
    want: "annotations./(/: Invalid regular expression: /(/u: Unterminated group",
  },
  {
    name: "a parameter that no function of a pattern has",
    given: { "/^store_/": { zz: "out" } },
    want: "annotations./^store_/.zz: no function that matches has a parameter of this name",
  },
  {
    name: "what does not fit one of the functions of a pattern",
    given: { "/^store_(open|free_text)$/": { throws: "nonzero" } },
    want: "annotations./^store_(open|free_text)$/.throws: store_free_text: its result is no number; for pointers there is 'null'",
  },
  {
    name: "something of types said of a function",
    given: { store_open: { free: "store_close" } },
    want: "annotations.store_open.free: this is said of types, and 'store_open' is a function",
  },
  {
    name: "something of functions said of a type",
    given: { store: { throws: "null" } },
    want: "annotations.store.throws: 'store' is a type: of types can be said free, freeOnError, errorText, nonnull, converter, isText, opaque and rename",
  },
  {
    name: "a destructor that is not there",
    given: { store: { free: "store_shut" } },
    want: "annotations.store.free: the headers declare no function 'store_shut'",
  },
  {
    name: "a destructor of something else",
    given: { store: { free: "count_open" } },
    want: "annotations.store.free: 'count_open' does not take one argument, a pointer to 'store'",
  },
  {
    name: "kept, of what is no function",
    given: { dot: { a: { kept: "b" } } },
    want: "annotations.dot.a: it is no pointer to a function: only of these does C keep what is called later",
  },
  {
    name: "kept by nobody",
    given: { bell_echo: { echo: { kept: "bells" } } },
    want: "annotations.bell_echo.echo: 'bell_echo' has no parameter 'bells': it has 'b', 'echo'",
  },
  {
    name: "kept by a result that nobody owns",
    given: { bell_new: { ring: { kept: "result" } } },
    want: "annotations.bell_new: a function is 'kept' by the result, and nothing says that this is owned",
  },
  {
    name: "out, of what is no pointer",
    given: { dot: { n: "out" } },
    want: "annotations.dot.n: it is no pointer: C can neither write to it nor find an array there",
  },
  {
    name: "out, of what has no size",
    given: { store_close: { s: "out" } },
    want: "annotations.store_close.s: what it points to has no size: there is nothing that C could write to",
  },
  {
    name: "out, of what is const",
    given: { sum: { values: "out" } },
    want: "annotations.sum.values: it points to what is const: C does not write there",
  },
  {
    name: "a length that is no parameter",
    given: { sum: { values: { array: "count" } } },
    want: "annotations.sum.values: 'sum' has no parameter 'count': it has 'values', 'n'",
  },
  {
    name: "a length that is no number",
    given: { join: { buffer: { out: true, array: "parts" } } },
    want: "annotations.join.buffer: 'parts' is no number of elements, nor a pointer to one",
  },
  {
    name: "text that is none",
    given: { next_id: { id: { out: true, string: true } } },
    want: "annotations.next_id.id: 'string' is said of pointers, and this is none",
  },
  {
    name: "strings that are none",
    given: { sum: { values: { array: "n", string: true } } },
    want: "annotations.sum.values: 'string' and 'array' are said together of `char **`, and this is another pointer",
  },
  {
    name: "what is owned, and nothing says how to free it",
    given: { store_find: { result: "owned" } },
    want: "annotations.store_find.result: nothing says how to free this: name the function, or give its type `free`",
  },
  {
    name: "an array that is a number",
    given: { odd: { result: { array: 2 } } },
    want: "annotations.odd.result: it is no pointer: there is no array",
  },
  {
    name: "an array of what has no size",
    given: { store_find: { result: { array: 2 } } },
    want: "annotations.store_find.result: what it points to has no size: it is no array",
  },
  {
    name: "an array of texts that are numbers",
    given: { store_lengths: { result: { array: "count", string: true } } },
    want: "annotations.store_lengths.result: 'string' and 'array' are said together of `char *` and `char **`, and this is another pointer",
  },
  {
    name: "records that would be freed before they are read",
    given: { store_entries: { result: { array: 2, owned: "store_close" } } },
    want: "annotations.store_entries.result: records are shown in place: 'owned' would free them before they are read",
  },
  {
    name: "an array that is owned, and nothing says how to free it",
    given: { store_words: { result: { array: 3, owned: true } } },
    want: "annotations.store_words.result: nothing says how to free an array: name the function",
  },
  {
    name: "words in no record",
    given: { store_next: { e: "out", throws: { when: "nonzero", text: "e.name" } } },
    want: "annotations.store_next.throws.text: 'e.name' is no text in a record that a parameter is `out` for",
  },
  {
    name: "a number in a record that C only reads",
    given: { weekday: { e: "in", throws: { when: "nonzero", number: "e.id" } } },
    want: "annotations.weekday.throws.number: 'e.id' is no number in a record that a parameter is `out` for",
  },
  {
    name: "the number of elements of a result, by a parameter that is not there",
    given: { store_words: { result: { array: "n" } } },
    want: "annotations.store_words.result: 'store_words' has no parameter 'n': it has 's'; did you mean 's'?",
  },
  {
    name: "the number of elements of a result, by a function that gives none",
    given: { store_words: { result: { array: "store_name(s)" } } },
    want: "annotations.store_words.result: 'store_name' gives no number of elements",
  },
  {
    name: "text, of a number",
    given: { odd: { n: "string" } },
    want: "annotations.odd.n: 'string' alone is said of what points to characters, and this does not",
  },
  {
    name: "what is freed, of what C gives nothing",
    given: { store_size: { s: { owned: true } } },
    want: "annotations.store_size.s: 'owned' is said together with 'out' or 'inout'",
  },
  {
    name: "characters that are a record",
    given: { entry: { isText: true } },
    want: "annotations.entry.isText: 'entry' is no character: it is said of a typedef of `unsigned char` or the like",
  },
  {
    name: "NULL, of a number",
    given: { odd: { throws: "null" } },
    want: "annotations.odd.throws: its result is no pointer, so it is never NULL",
  },
  {
    name: "negative, of a pointer",
    given: { store_find: { throws: "negative" } },
    want: "annotations.store_find.throws: its result is no number, so it is never negative",
  },
  {
    name: "a constant that is not there",
    given: { odd: { throws: { when: "nonzero", unless: ["STORE_LESS"] } } },
    want: "annotations.odd.throws.unless: the headers have no constant 'STORE_LESS'",
  },
  {
    name: "words of no function",
    given: { store_size: { throws: { when: "nonzero", text: "why(s)" } } },
    want: "annotations.store_size.throws.text: the headers declare no function 'why'",
  },
  {
    name: "words with arguments that are not there",
    given: { store_size: { throws: { when: "nonzero", text: "store_error(db)" } } },
    want: "annotations.store_size.throws.text: 'store_size' has no parameter 'db'",
  },
  {
    name: "words that are no call",
    given: { store_size: { throws: { when: "nonzero", text: "store_error(s" } } },
    want: "annotations.store_size.throws.text: 'store_error(s' is no call: expected 'function(parameter, …)', where 'result' is the result",
  },
])("$name", ({ given, want }) => {
  expect(faults(given)).toEqual([want]);
});

test("every fault is told, not only the first", () => {
  expect(faults({ a: {}, b: {}, sum: { x: "out" } })).toHaveLength(3);
});

test("rename, and opaque", () => {
  const annotations: Annotations = { store_open: { rename: "open_store", out_store: "out" }, entry: { opaque: true } };
  const { code } = emitModule(spec, { library: "x", annotations });
  expect(code).toContain("export const open_store: CFunction<");
  expect(code).toMatch(/^ {2}open_store\(name: CString\)/m);
  expect(code).toContain("export class entry extends Opaque");
});

test("a later key adds to a pattern, and goes before it", () => {
  const annotations: Annotations = {
    odd: { throws: "nonzero" },
    "/^(odd|step)$/": { throws: "negative", errno: true },
  };
  const { code } = emitModule(spec, { library: "x", annotations });
  expect(code).toMatch(/odd\(n: number\): number {\n.*\n.*\n\s*if \(\$result !== 0\)/);
  expect(code).toMatch(/step\(.*\): { result: bigint; errno: number } {\n.*\n.*\n\s*if \(\$result < 0n\)/);
});

test("the names that macros give to functions and types", () => {
  const declared = (name: string) => {
    const found = spec.declarations.find((one) => one.kind !== "macro" && "name" in one && one.name === name);
    if (found === undefined) throw new Error(`the fixture has no ${name}`);
    return found;
  };
  const macro = (name: string, meaning: MacroMeaning): Declaration => {
    const { location } = declared("store_open");
    return {
      kind: "macro",
      name,
      location,
      doc: null,
      deprecated: null,
      unavailable: null,
      parameters: null,
      body: [name],
      meaning,
    };
  };
  const store = declared("store");
  if (!("id" in store)) throw new Error("store is no type");
  const declarations = [
    ...spec.declarations,
    macro("shop", { kind: "type", type: { kind: "ref", id: store.id } }),
    macro("shop_open", { kind: "name", of: "function", name: "store_open", declares: false }),
    macro("shop_close", { kind: "name", of: "function", name: "store_close", declares: false }),
  ];
  const annotations: Annotations = {
    shop: { free: "shop_close" },
    shop_open: { out_store: "out" },
    "/^shop_/": { throws: "nonzero" },
  };
  const { code } = emitModule({ ...spec, declarations }, { library: "x", annotations });
  expect(code).toContain("store_open(name: CString): Owned<store> {");
  expect(code).toContain("store_close(s: PointerArg<store>): void {");
});

test("a name of C's in the way", () => {
  const declarations = spec.declarations.map((one) =>
    one.kind === "function" && one.name === "odd" ? { ...one, name: "api" } : one,
  );
  const { code, problems } = emitModule(
    { ...spec, declarations },
    { library: "x", annotations: { step: { throws: "negative" } } },
  );
  expect(code).toContain("export const api_ = {");
  expect(problems.map(({ problem }) => problem)).toContainEqual(
    expect.objectContaining({ code: "renamed", decl: "api", to: "api_" }),
  );
});

test("what the schema takes is what the types say", () => {
  const roles = { in: true, out: true, inout: true, array: 3, used: "result", string: true, owned: true } as const;
  const annotation = { f: { p: { ...roles, freeOnError: true, nullable: true, converter: "./x.ts#y" } } };
  expect(AnnotationsSchema.parse(annotation)).toEqual(annotation);
});
