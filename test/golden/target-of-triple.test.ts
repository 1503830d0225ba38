import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dump } from "c2ts";
import { expect, test } from "vitest";
import { targetOfTriple } from "../../src/spec/abi/target-of-triple.ts";
import { installedLibclang } from "../support/libclang.ts";

// The data model of a triple is a table of ours; clang is asked whether it is right.

const header = join(mkdtempSync(join(tmpdir(), "c2ts-empty-")), "empty.h");
writeFileSync(header, "");

test.for([
  "x86_64-pc-linux-gnu",
  "x86_64-linux-musl",
  "x86_64-linux-gnux32",
  "x86_64-unknown-freebsd",
  "x86_64-unknown-netbsd",
  "x86_64-pc-solaris2.11",
  "x86_64-apple-darwin9",
  "x86_64-pc-windows-msvc",
  "x86_64-w64-mingw32",
  "x86_64-w64-windows-gnu",
  "x86_64-pc-cygwin",
  "i686-pc-linux-gnu",
  "i386-unknown-openbsd",
  "i686-apple-darwin9",
  "i686-pc-windows-msvc",
  "aarch64-linux-gnu",
  "aarch64-linux-android",
  "aarch64-unknown-freebsd",
  "aarch64-unknown-netbsd",
  "aarch64-unknown-openbsd",
  "aarch64-pc-windows-msvc",
  "aarch64_be-linux-gnu",
  "arm64-apple-darwin",
  "arm-linux-gnueabihf",
  "armv7-linux-gnueabihf",
  "armv7a-linux-androideabi",
  "armv7-apple-ios",
  "armeb-linux-gnueabi",
  "riscv64-linux-gnu",
  "riscv32-linux-gnu",
  "powerpc64le-linux-gnu",
  "powerpc64-linux-gnu",
  "powerpc-linux-gnu",
  "s390x-linux-gnu",
  "mips64el-linux-gnuabi64",
  "mips64el-linux-gnuabin32",
  "mips64-linux-gnuabi64",
  "mipsel-linux-gnu",
  "mips-linux-gnu",
  "sparc64-linux-gnu",
  "wasm32-wasi",
])("the data model of %s is that of clang", (triple) => {
  const { target } = dump([header], {
    libclang: installedLibclang(19),
    clangArguments: ["-target", triple, "-ffreestanding"],
  }).spec;
  expect(targetOfTriple(triple)).toEqual({ ...target, triple });
});

test.for(["powerpc64-ibm-aix", "pdp11-dec-unix", "x86_64", ""])("%s is not known", (triple) => {
  expect(targetOfTriple(triple)).toBeNull();
});
