// @ts-check
import { LIBRARIES } from "./library-requirements.mjs";

/**
 * What this project needs from the system, as data. To add a library: one entry in library-requirements.mjs, nothing else.
 *
 * @typedef {"apt" | "dnf" | "pacman" | "apk" | "zypper" | "brew" | "winget"} PackageManager
 *
 * @typedef {{ kind: "libclang", version: number | null }
 *   | { kind: "compiler" }
 *   | { kind: "command", names: readonly string[] }
 *   | { kind: "server", name: string }
 *   | { kind: "library", header: string, library: string, pkg: string | null }
 *   | { kind: "lisp", systems: readonly string[] }
 *   | { kind: "node", major: number }
 *   | { kind: "bun" }
 *   | { kind: "arm64-node" }
 *   | { kind: "tensorflow-lite" }
 *   | { kind: "tensorflow" }} Check how to find out whether it is there; see check.mjs
 *
 * @typedef {object} Requirement
 * @property {string} name   as shown to the user
 * @property {"demo" | "tests" | "bench"} use   who needs it; "demo" is also what `c2ts gen` needs
 * @property {Check} check
 * @property {true} [optional]   its test says that it did not run, where it cannot be had
 * @property {readonly (readonly string[])[]} [apt]   alternatives, best first: the first one this release has whole is installed
 * @property {Partial<Record<PackageManager, readonly string[]>>} [packages]   elsewhere: one list per package manager
 * @property {Partial<Record<PackageManager, string>>} [command]   instead of packages, where it is not the package manager's
 */

/** Newest first. @type {readonly number[]} */
export const LIBCLANG_VERSIONS = [22, 21, 20, 19, 18, 17, 16, 15, 14];

/** @param {number} version */
const libclangPackages = (version) => [`libclang1-${version}`, `libclang-common-${version}-dev`];

/**
 * One libclang of the tests: the oldest supported one, one in the middle, and the one used by default.
 * @param {number} version
 * @returns {Requirement}
 */
const testedLibclang = (version) => ({
  name: `libclang ${version}`,
  use: "tests",
  check: { kind: "libclang", version },
  apt: [libclangPackages(version)],
});

/**
 * @param {number} major
 * @returns {Requirement}
 */
const testedNode = (major) => ({
  name: `Node ${major} (in .cache/)`,
  use: "tests",
  check: { kind: "node", major },
});

/** @type {readonly Requirement[]} */
export const REQUIREMENTS = [
  {
    name: "libclang, 14 or newer",
    use: "demo",
    check: { kind: "libclang", version: null },
    // 19 first: it is the one that the checked-in specs are made with
    apt: [19, ...LIBCLANG_VERSIONS.filter((version) => version !== 19)].map(libclangPackages),
    packages: {
      dnf: ["clang-libs"],
      pacman: ["clang"],
      apk: ["clang19-libclang", "clang19-headers"],
      zypper: ["libclang13", "clang"],
      brew: ["llvm"],
      winget: ["LLVM.LLVM"],
    },
  },
  {
    name: "C compiler and libc headers",
    use: "demo",
    check: { kind: "compiler" },
    apt: [["gcc", "libc6-dev"]],
    packages: {
      dnf: ["gcc", "glibc-devel"],
      pacman: ["gcc"],
      apk: ["gcc", "musl-dev"],
      zypper: ["gcc", "glibc-devel"],
      winget: ["Microsoft.VisualStudio.2022.BuildTools"],
    },
    command: { brew: "xcode-select --install" },
  },
  {
    name: "make",
    // examples/own-library
    use: "tests",
    check: { kind: "command", names: ["make"] },
    apt: [["make"]],
    packages: { dnf: ["make"], pacman: ["make"], apk: ["make"], zypper: ["make"], brew: ["make"] },
  },
  {
    name: "pkg-config",
    use: "demo",
    check: { kind: "command", names: ["pkg-config", "pkgconf"] },
    apt: [["pkg-config"]],
    packages: {
      dnf: ["pkgconf-pkg-config"],
      pacman: ["pkgconf"],
      apk: ["pkgconf"],
      zypper: ["pkgconf-pkg-config"],
      brew: ["pkgconf"],
    },
  },
  {
    name: "script, which makes terminals",
    use: "tests",
    check: { kind: "command", names: ["script"] },
    apt: [["bsdutils"]],
    packages: { dnf: ["util-linux-script"], pacman: ["util-linux"], apk: ["util-linux-misc"], zypper: ["util-linux"] },
  },
  {
    name: "SQLite, library and header",
    use: "demo",
    check: { kind: "library", header: "sqlite3.h", library: "sqlite3", pkg: "sqlite3" },
    apt: [["libsqlite3-dev"]],
    packages: {
      dnf: ["sqlite-devel"],
      pacman: ["sqlite"],
      apk: ["sqlite-dev"],
      zypper: ["sqlite3-devel"],
      brew: ["sqlite"],
    },
  },
  {
    name: "zlib, library and header",
    use: "tests",
    check: { kind: "library", header: "zlib.h", library: "z", pkg: "zlib" },
    apt: [["zlib1g-dev"]],
    packages: { dnf: ["zlib-devel"], pacman: ["zlib"], apk: ["zlib-dev"], zypper: ["zlib-devel"], brew: ["zlib"] },
  },
  testedLibclang(19),
  testedLibclang(16),
  testedLibclang(14),
  {
    name: "Common Lisp with CFFI",
    use: "tests",
    // cffi/c2ffi reads c2ffi files; cl-ppcre and a JSON reader are what it needs for that
    check: { kind: "lisp", systems: ["cffi/c2ffi", "cl-ppcre", "yason"] },
    apt: [["sbcl", "cl-cffi", "cl-ppcre", "cl-yason"]],
  },
  // other engines: the same tests of calls, callbacks and memory run in each
  ...[22, 24, 26].map(testedNode),
  { name: "Bun (in .cache/)", use: "tests", check: { kind: "bun" } },
  // another C library: what c2ts writes in C compiles for it
  { name: "musl's C compiler", use: "tests", check: { kind: "command", names: ["musl-gcc"] }, apt: [["musl-tools"]] },
  // another calling convention: a program of the tests runs on an emulated AArch64 machine
  {
    name: "AArch64 C compiler and C library",
    use: "tests",
    check: { kind: "command", names: ["aarch64-linux-gnu-gcc"] },
    apt: [["gcc-aarch64-linux-gnu", "libc6-dev-arm64-cross", "libstdc++6-arm64-cross"]],
  },
  {
    name: "emulator of AArch64",
    use: "tests",
    check: { kind: "command", names: ["qemu-aarch64"] },
    apt: [["qemu-user"]],
  },
  { name: "Node and koffi for AArch64 (in .cache/)", use: "tests", check: { kind: "arm64-node" } },
  { name: "TensorFlow Lite (in .cache/)", use: "tests", check: { kind: "tensorflow-lite" } },
  {
    name: "rust-bindgen",
    use: "tests",
    check: { kind: "command", names: ["bindgen"] },
    apt: [["bindgen"]],
    packages: {
      dnf: ["bindgen-cli"],
      pacman: ["rust-bindgen"],
      apk: ["rust-bindgen"],
      zypper: ["rust-bindgen"],
      brew: ["bindgen"],
    },
  },
  {
    name: "Chromium",
    // shows the pages of `inspect --html` to the tests
    use: "tests",
    check: { kind: "command", names: ["chromium", "chromium-browser", "google-chrome"] },
    apt: [["chromium"]],
    packages: { dnf: ["chromium"], pacman: ["chromium"], apk: ["chromium"], zypper: ["chromium"] },
    command: { brew: "brew install --cask chromium" },
  },
  {
    name: "valgrind",
    use: "tests",
    check: { kind: "command", names: ["valgrind"] },
    apt: [["valgrind"]],
    packages: { dnf: ["valgrind"], pacman: ["valgrind"], apk: ["valgrind"], zypper: ["valgrind"] },
  },
  {
    name: "castxml",
    use: "bench",
    check: { kind: "command", names: ["castxml"] },
    apt: [["castxml"]],
    packages: { dnf: ["castxml"], pacman: ["castxml"], apk: ["castxml"], zypper: ["castxml"], brew: ["castxml"] },
  },
  {
    name: "clang",
    use: "tests",
    // Debian's bindgen 0.60 needs libclang 14, so the clang beside it is that one too
    check: { kind: "command", names: ["clang-14", "clang"] },
    apt: [["clang-14"], ["clang"]],
    packages: {
      dnf: ["clang"],
      pacman: ["clang"],
      apk: ["clang"],
      zypper: ["clang"],
      brew: ["llvm"],
      winget: ["LLVM.LLVM"],
    },
  },
  ...LIBRARIES,
];

/** With `--tensorflow`: too large for everybody. @type {readonly Requirement[]} */
export const TENSORFLOW = [
  {
    name: "pip3",
    use: "tests",
    optional: true,
    check: { kind: "command", names: ["pip3"] },
    apt: [["python3-pip"]],
    packages: {
      dnf: ["python3-pip"],
      pacman: ["python-pip"],
      apk: ["py3-pip"],
      zypper: ["python3-pip"],
      brew: ["python"],
    },
  },
  { name: "TensorFlow (in .cache/)", use: "tests", optional: true, check: { kind: "tensorflow" } },
  {
    name: "Xvfb, a screen that nobody sees",
    use: "tests",
    check: { kind: "server", name: "xvfb-run" },
    apt: [["xvfb", "xauth"]],
    packages: { dnf: ["xorg-x11-server-Xvfb"], pacman: ["xorg-server-xvfb"], apk: ["xvfb-run"], zypper: ["xvfb-run"] },
  },
  {
    name: "xdotool, which clicks",
    use: "tests",
    check: { kind: "command", names: ["xdotool"] },
    apt: [["xdotool"]],
    packages: { dnf: ["xdotool"], pacman: ["xdotool"], apk: ["xdotool"], zypper: ["xdotool"] },
  },
];
