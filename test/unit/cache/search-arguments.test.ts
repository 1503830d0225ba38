import { expect, test } from "vitest";
import { searchArguments } from "../../../src/cache/search-arguments.ts";

const KNOWN = [
  { given: ["-Ia", "-I", "b", "-isystem", "c"], want: { folders: ["a", "b", "c"] } },
  { given: ["--sysroot=/r", "-isysroot", "/s"], want: { roots: ["/r", "/s"] } },
  { given: ["-include", "a.h", "-imacrosb.h"], want: { names: ["a.h", "b.h"] } },
  { given: ["-resource-dir", "/r"], want: { folders: ["/r/include"] } },
  { given: ["-DX", "-D", "Y=/etc/passwd", "-UX", "-std=c11", "-m32", "-pthread", "-Wall", "-fshort-enums"], want: {} },
  { given: ["-L/lib", "-L", "lib", "-lz", "-l", "z", "-Wl,-rpath,/lib", "-fuse-ld=lld"], want: {} },
  { given: ["-fvisibility=hidden", "-target", "aarch64-linux-gnu", "-march=armv8-a", "-O2", "-w"], want: {} },
];

for (const { given, want } of KNOWN) {
  test(given.join(" "), () => {
    expect(searchArguments(given)).toEqual({ folders: [], roots: [], names: [], ...want });
  });
}

const UNKNOWN = [
  ["-include-pch", "a.pch"],
  ["-isystem-after", "a"],
  ["-I=a"],
  ["-Xclang", "-load"],
  ["-march=native"],
  ["-fplugin=a.so"],
  ["-fmodules"],
  ["-fprofile-use=a"],
  ["-Wp,-include,a.h"],
  ["-mllvm", "x"],
  ["-F/frameworks"],
  ["-iwithprefix", "a"],
  ["--config=a.cfg"],
  ["@file"],
  ["other.h"],
  ["-x", "c++"],
];

for (const given of UNKNOWN) {
  test(`${given.join(" ")} is not known`, () => expect(searchArguments(given)).toBeNull());
}
