import { expect, test } from "vitest";
import { linkerArguments } from "../../../src/shim/linker-arguments.ts";

test("what only linking is told is told apart", () => {
  const compile = [
    "-Iinc",
    "-DL=1",
    "-D",
    "-lost",
    "-I",
    "-Wl,x",
    "-march=native",
    "-fPIC",
    "-Wall",
    "--target=x86_64-linux-gnu",
  ];
  const link = [
    "-L/lib",
    "-L",
    "lib",
    "-lz",
    "-l",
    "z",
    "-Wl,-rpath,/lib",
    "-Xlinker",
    "-z",
    "-fuse-ld=lld",
    "-static-libgcc",
  ];
  expect(linkerArguments([...compile, ...link])).toEqual({ compile, link });
  expect(linkerArguments([...link, ...compile])).toEqual({ compile, link });
});
