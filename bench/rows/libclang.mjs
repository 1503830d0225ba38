// @ts-check
import * as clang from "../../dist/parser/clang/libclang.js";
import { loadLibclang } from "../../dist/parser/load-libclang.js";

/** Parsing gets no slower by self-hosting. */
const TARGET = 1;
const AGAINST = "koffi by hand, koffi.struct";
const DECLARATIONS = 64;

/**
 * What reading a header asks of libclang most, through the module that c2ts makes of libclang for itself, and through the
 * same functions bound by hand as koffi's manual has it. Both ask about one and the same unit.
 *
 * @param {import("../harness/child.mjs").Sides} sides
 * @returns {import("../harness/rounds.mjs").Case[]}
 */
export function cases({ koffi, runtime }) {
  const raw = bindByHand(koffi, loadLibclang(undefined));
  const text = Array.from({ length: DECLARATIONS }, (_, i) => `int function_${i}(const char *text, unsigned n);\n`);
  const unit = raw.parse("bench.c", text.join(""));
  const visitOurs = () => {
    /** @type {InstanceType<typeof clang.CXCursor>[]} */
    const found = [];
    const visit = (/** @type {InstanceType<typeof clang.CXCursor>} */ cursor) => found.push(cursor) && 1;
    clang.clang_visitChildren(clang.clang_getTranslationUnitCursor(runtime.pointer(unit)), visit, null);
    return found;
  };
  const [ours, theirs] = [visitOurs(), raw.visit(unit)];
  const offset = new runtime.Ref(runtime.c.uint);
  return [
    {
      name: `libclang: visit ${DECLARATIONS} declarations`,
      against: AGAINST,
      target: TARGET,
      ours: (n) => repeat(n, () => visitOurs().reduce((sum, { kind }) => sum + kind, 0)),
      theirs: (n) => repeat(n, () => raw.visit(unit).reduce((sum, { kind }) => sum + kind, 0)),
    },
    {
      name: `libclang: names of ${DECLARATIONS} declarations`,
      against: AGAINST,
      target: TARGET,
      ours: (n) =>
        repeat(n, () =>
          sumOf(ours, (cursor) => {
            const string = clang.clang_getCursorSpelling(cursor);
            const { length } = clang.clang_getCString(string) ?? "";
            clang.clang_disposeString(string);
            return length;
          }),
        ),
      theirs: (n) => repeat(n, () => sumOf(theirs, (cursor) => raw.spelling(cursor).length)),
    },
    {
      name: `libclang: types and places of ${DECLARATIONS} declarations`,
      against: AGAINST,
      target: TARGET,
      ours: (n) =>
        repeat(n, () =>
          sumOf(ours, (cursor) => {
            clang.clang_getExpansionLocation(clang.clang_getCursorLocation(cursor), null, null, null, offset);
            return clang.clang_getCursorType(cursor).kind + offset.value;
          }),
        ),
      theirs: (n) => repeat(n, () => sumOf(theirs, (cursor) => raw.typeKind(cursor) + raw.offset(cursor))),
    },
  ];
}

/**
 * @param {import("../harness/child.mjs").Sides["koffi"]} koffi
 * @param {string} path
 */
function bindByHand(koffi, path) {
  const library = koffi.load(path, { deep: true });
  const Cursor = koffi.struct("bench_CXCursor", { kind: "int", xdata: "int", a: "void *", b: "void *", c: "void *" });
  const String_ = koffi.struct("bench_CXString", { data: "void *", flags: "unsigned int" });
  const Type = koffi.struct("bench_CXType", { kind: "int", a: "void *", b: "void *" });
  const Location = koffi.struct("bench_CXSourceLocation", { a: "void *", b: "void *", data: "unsigned int" });
  const Visitor = koffi.proto("bench_CXCursorVisitor", "int", [Cursor, Cursor, "void *"]);
  const File = koffi.struct("bench_CXUnsavedFile", { name: "str", text: "str", length: "unsigned long" });
  const createIndex = library.func("clang_createIndex", "void *", ["int", "int"]);
  const parse = library.func("clang_parseTranslationUnit", "void *", [
    ...["void *", "str", "void *", "int"],
    koffi.pointer(File),
    ...["unsigned int", "unsigned int"],
  ]);
  const unitCursor = library.func("clang_getTranslationUnitCursor", Cursor, ["void *"]);
  const visitChildren = library.func("clang_visitChildren", "unsigned int", [Cursor, koffi.pointer(Visitor), "void *"]);
  const getSpelling = library.func("clang_getCursorSpelling", String_, [Cursor]);
  const getCString = library.func("clang_getCString", "str", [String_]);
  const disposeString = library.func("clang_disposeString", "void", [String_]);
  const getType = library.func("clang_getCursorType", Type, [Cursor]);
  const getLocation = library.func("clang_getCursorLocation", Location, [Cursor]);
  const out = ["void *", "void *", "void *", "_Out_ unsigned int *"];
  const getOffset = library.func("clang_getExpansionLocation", "void", [Location, ...out]);
  const cell = [0];
  return {
    parse: (/** @type {string} */ name, /** @type {string} */ text) =>
      parse(createIndex(0, 0), name, null, 0, [{ name, text, length: text.length }], 1, 0),
    visit: (/** @type {bigint} */ unit) => {
      /** @type {{ kind: number }[]} */
      const found = [];
      visitChildren(unitCursor(unit), (/** @type {{ kind: number }} */ cursor) => found.push(cursor) && 1, null);
      return found;
    },
    spelling: (/** @type {object} */ cursor) => {
      const string = getSpelling(cursor);
      const text = getCString(string);
      disposeString(string);
      return text;
    },
    typeKind: (/** @type {object} */ cursor) => getType(cursor).kind,
    offset: (/** @type {object} */ cursor) => {
      getOffset(getLocation(cursor), null, null, null, cell);
      return Number(cell[0]);
    },
  };
}

/**
 * @template T
 * @param {readonly T[]} list
 * @param {(one: T) => number} of
 */
function sumOf(list, of) {
  let sum = 0;
  for (const one of list) sum += of(one);
  return sum;
}

/**
 * @param {number} n
 * @param {() => number} run
 */
function repeat(n, run) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += run();
  return sum;
}
