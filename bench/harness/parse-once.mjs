// @ts-check
// Prints the milliseconds that libclang takes to parse a header as c2ts asks it to: nothing is read of it, nothing is written.

import { withTranslationUnit } from "../../dist/parser/clang/translation-unit.js";
import { clangArguments } from "../../dist/parser/clang-arguments.js";
import { loadLibclang } from "../../dist/parser/load-libclang.js";

const [header, ...flags] = process.argv.slice(2);
if (header === undefined) throw new Error("usage: parse-once.mjs <header> [<clang argument>...]");
const { command } = clangArguments(loadLibclang(undefined), flags, true);
const source = { file: "bench.c", text: `#include "${header}"\n` };
const start = performance.now();
const end = withTranslationUnit({ arguments: command, source, macros: true }, () => performance.now());
process.stdout.write(String(end - start));
