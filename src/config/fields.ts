/**
 * Every option of a binding, once: its flag on the command line, its key in a config, and what it means. Schema, `--help` and the
 * published JSON Schema are made from this.
 */
export interface Field {
  /** As commander reads it. */
  readonly flags: string;
  /** Of the command line's help and of the schema. */
  readonly text: string;
  /** `strings`: may be given several times. `on`: off, unless given; `off`: on, unless `--no-…` is given. `file`: a path. */
  readonly type: "string" | "strings" | "file" | "on" | "off" | readonly string[];
}

/** What is read, and how much of it. */
export const HEADER_FIELDS = {
  include: {
    flags: "--include <pattern>",
    type: "strings",
    text:
      "bind only names that match this regular expression; `kind:regex` means only a function, record, enum, typedef, " +
      "global, constant or macro; `file:glob` adds what other headers declare, `file:sys/**` (repeatable)",
  },
  exclude: {
    flags: "--exclude <pattern>",
    type: "strings",
    text: "leave out what matches; same forms as --include (repeatable)",
  },
  select: {
    flags: "--select <file>",
    type: "file",
    text: "take what this file lists, as `c2ts dump --list` writes it, instead of --include",
  },
  opaque: {
    flags: "--opaque <name>",
    type: "strings",
    text: "bind a struct or union, by tag or typedef, as an incomplete type: pointers to it, no members (repeatable)",
  },
  transitive: {
    flags: "--no-transitive",
    type: "off",
    text: "leave types of other files out where declarations need them: records become incomplete, other names what they stand for",
  },
  comments: {
    flags: "--no-comments",
    type: "off",
    text: "leave documentation comments out",
  },
  cache: {
    flags: "--no-cache",
    type: "off",
    text: "read the headers again, even if nothing has changed since they were read last",
  },
  pkg: {
    flags: "--pkg <name>",
    type: "string",
    text: "take flags, library and, if none is given, the header from pkg-config",
  },
  libclang: {
    flags: "--libclang <path>",
    type: "file",
    text: "libclang to use (or set C2TS_LIBCLANG); see `c2ts doctor`",
  },
} as const satisfies { readonly [key: string]: Field };

/** For which machines the headers are read. */
export const TARGET_FIELDS = {
  targets: {
    flags: "--target <triple>",
    type: "strings",
    text:
      "read the headers as on this system, `aarch64-linux-gnu`, with its own ones; of several comes one module for all, " +
      "which says where it may be loaded (repeatable)",
  },
} as const satisfies { readonly [key: string]: Field };

/** What things are called, and in which form they appear. */
export const STYLE_FIELDS = {
  rename: {
    flags: "--rename <old=new>",
    type: "strings",
    text: "name something otherwise in TypeScript: `old=new`, or a substitution for all names, `s/^lib_(.*)/$1/` (repeatable)",
  },
  stripPrefix: {
    flags: "--strip-prefix <prefix>",
    type: "strings",
    text: "leave this off at the beginning of names: `sqlite3_` (repeatable)",
  },
  enumStyle: {
    flags: "--enum-style <style>",
    type: ["both", "constants", "object"],
    text: "what enumerators become: constants, properties of an object, or both",
  },
} as const satisfies { readonly [key: string]: Field };

/** What is written, and for which library. */
export const MODULE_FIELDS = {
  library: {
    flags: "--lib <name>",
    type: "string",
    text: "library to load at run time: as for the linker's -l (`sqlite3`), a file name, a path, or @program",
  },
  output: {
    flags: "-o, --output <file>",
    type: "file",
    text: "module to write; replaced in one step, and only if it changes (default: stdout)",
  },
} as const satisfies { readonly [key: string]: Field };

/** Wrappers in C, of what no dynamic call reaches. */
export const SHIM_FIELDS = {
  shim: {
    flags: "--shim",
    type: "on",
    text:
      "also bind what only a C compiler can call (static inline functions, va_list, long double and vector results): writes wrappers in C next to " +
      "the module and builds them",
  },
  cc: {
    flags: "--cc <program>",
    type: "string",
    text: "C compiler (default: $CC, else cc, gcc, clang, zig cc)",
  },
  prototype: {
    flags: "--prototype <declaration>",
    type: "strings",
    text: "bind a macro with parameters as a function of this prototype, through the wrappers: `void list_add(struct node *n)` (repeatable)",
  },
  link: {
    flags: "--link <argument>",
    type: "strings",
    text: "what the wrappers are linked with, besides the library: `-lfoo`, a path (repeatable)",
  },
} as const satisfies { readonly [key: string]: Field };

/** What else is written. */
export const REPORT_FIELDS = {
  report: {
    flags: "--report <file>",
    type: "file",
    text: "write what became of each declaration, and counts that add up, to a .json, .md or .txt file",
  },
  spec: {
    flags: "--spec <file>",
    type: "file",
    text: "also write what the headers say, as JSON, to check in; for several targets a folder, or a name with `{target}` in it",
  },
} as const satisfies { readonly [key: string]: Field };

/** What npm is told of a package; in a config these are keys of `package`. */
export const PACKAGE_FIELDS = {
  name: {
    flags: "--name <name>",
    type: "string",
    text: "name of the package: sqlite3-c, @me/sqlite3",
  },
  version: {
    flags: "--version <version>",
    type: "string",
    text: "version of the package",
  },
  license: {
    flags: "--license <spdx>",
    type: "string",
    text: "licence of the bindings: an SPDX expression, `SEE LICENSE IN <file>`, or UNLICENSED if nobody else may use them",
  },
  licenseFile: {
    flags: "--license-file <file>",
    type: "file",
    text: "text of the licence, for the package's LICENSE",
  },
  description: {
    flags: "--description <text>",
    type: "string",
    text: "one line for npm and the README",
  },
  author: {
    flags: "--author <author>",
    type: "string",
    text: "who answers for the package: `Name <mail> (url)`",
  },
  repository: {
    flags: "--repository <url>",
    type: "string",
    text: "where the sources of the package are",
  },
  homepage: {
    flags: "--homepage <url>",
    type: "string",
    text: "where more is said of it",
  },
  keywords: {
    flags: "--keywords <word>",
    type: "strings",
    text: "a word by which npm finds it (repeatable)",
  },
  libraryVersion: {
    flags: "--library-version <version>",
    type: "string",
    text: "version of the C library whose headers were read (default: what pkg-config says, with --pkg)",
  },
  readme: {
    flags: "--readme <file>",
    type: "file",
    text: "Markdown for the beginning of the README: what the library is for, and an example",
  },
  output: {
    flags: "-o, --output <folder>",
    type: "file",
    text: "folder to make the package in, for `npm publish`; it has nothing in it but what c2ts writes, and a CHANGELOG or the like",
  },
} as const satisfies { readonly [key: string]: Field };
