// @ts-check
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Debian's bindgen 0.60 works with libclang 14 only. */
const LIBCLANG = process.env["LIBCLANG_PATH"] ?? "/usr/lib/llvm-14/lib";

/**
 * What rust-bindgen makes of some headers, by C name.
 *
 * @typedef {object} RustModule
 * @property {ReadonlySet<string>} functions
 * @property {readonly string[]} records   structs and unions; those without a tag by their typedef, or what they are in
 * @property {readonly string[]} enums   of each enum its first enumerator
 * @property {ReadonlyMap<string, string>} constants   values as Rust spells them
 *
 * @param {string} includes C text
 * @param {readonly string[]} clangArguments
 * @returns {RustModule}
 */
export function bindgen(includes, clangArguments) {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-bindgen-"));
  try {
    const header = join(folder, "wrapper.h");
    writeFileSync(header, includes);
    const options = ["--no-rustfmt-bindings", "--no-layout-tests", "--no-doc-comments"];
    const style = ["--default-enum-style", "rust"];
    const { status, stdout, stderr, error } = spawnSync(
      "bindgen",
      [header, ...options, ...style, "--", ...clangArguments],
      { encoding: "utf8", maxBuffer: 1 << 28, env: { ...process.env, LIBCLANG_PATH: LIBCLANG } },
    );
    if (status !== 0) throw new Error(`bindgen: ${error?.message ?? stderr}`);
    return readRust(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * bindgen's unformatted output: tokens with a space between them.
 *
 * @param {string} text
 * @returns {RustModule}
 */
export function readRust(text) {
  const all = (/** @type {RegExp} */ pattern) => [...text.matchAll(pattern)].map(([, name = ""]) => plain(name));
  const constants = text.matchAll(
    /\bpub const ([\w#]+) : [^=;]*(?:; [^=\]]*\])?[^=;]*= (b"(?:[^"\\]|\\.)*"|[^;"]*) ;/g,
  );
  const variants = text.matchAll(/\bpub enum ([\w#]+) \{ ([^}]*) \}/g);
  const numbers = new Map(
    [...variants].flatMap(([, type, list = ""]) =>
      [...list.matchAll(/([\w#]+) = (-? ?\d+)/g)].map(([, name, value = ""]) => [`${type} :: ${name}`, value]),
    ),
  );
  const inDigits = (/** @type {string} */ text) => (numbers.get(text) ?? text).replace(/^- /, "-");
  return {
    functions: new Set(all(/\bpub fn ([\w#]+) \((?! & (?:mut )?self)/g)),
    records: [...new Set(all(/\bpub (?:struct|union) ([\w#]+)/g))].map((name) =>
      name.replace(/(__bindgen_ty_\d+)+$/, ""),
    ),
    enums: all(/\bpub enum [\w#]+ \{ ([\w#]+) =/g),
    constants: new Map([...constants].map(([, name = "", value = ""]) => [plain(name), inDigits(value)])),
  };
}

/** A name that is a word of Rust gets a `_` behind it. @param {string} name */
const plain = (name) => name.replace(/^r#/, "");

/**
 * Whether Rust's spelling of a value is the value.
 *
 * @param {string} rust
 * @param {import("../../dist/spec/declaration.js").ConstantDeclaration["value"]} value
 */
export function isSameValue(rust, value) {
  switch (value.kind) {
    case "int":
      return (
        /^-?\d+(?:[iu](?:8|16|32|64|128|size))?$/.test(rust) &&
        BigInt(rust.replace(/[iu]\w+$/, "")) === BigInt(value.value)
      );
    case "float": {
      // 9.8f is a `float` in C, and bindgen writes 9.8: not to its disadvantage
      const number = Number(rust.replace(/f(?:32|64)$/, ""));
      return [number, Math.fround(number)].includes(Number(value.value));
    }
    case "string":
      return bytesOf(rust)?.equals(Buffer.from(`${value.value}\0`)) ?? false;
    case "bytes":
      return bytesOf(rust)?.equals(Buffer.from(`${value.value}00`, "hex")) ?? false;
    default:
      return false; // pointers, records, arrays: bindgen has none
  }
}

/** `b"abc\0"` @param {string} rust */
function bytesOf(rust) {
  const body = /^b"(.*)"$/s.exec(rust)?.[1];
  if (body === undefined) return null;
  /** @type {Readonly<Record<string, string>>} */
  const escapes = { n: "\n", r: "\r", t: "\t", 0: "\0", "\\": "\\", '"': '"', "'": "'" };
  const text = body.replace(/\\(?:x([0-9a-fA-F]{2})|(.))/gs, (_, hex, one) =>
    hex === undefined ? (escapes[one] ?? one) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(text, "latin1");
}
