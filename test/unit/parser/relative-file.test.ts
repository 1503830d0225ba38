import { expect, test } from "vitest";
import { RelativeFiles } from "../../../src/parser/relative-file.ts";

test.for([
  { file: "/usr/include/sqlite3.h", want: "sqlite3.h" },
  { file: "/usr/include/x86_64-linux-gnu/sys/stat.h", want: "sys/stat.h" },
  { file: "/usr/lib/llvm-19/lib/clang/19/include/stddef.h", want: "stddef.h" },
  { file: "/usr/lib/gcc/x86_64-linux-gnu/12/include/stdarg.h", want: "stdarg.h" },
  { file: "/usr/include/gtk-3.0/gtk/gtk.h", want: "gtk/gtk.h" },
  { file: "/home/me/lib/include/mine/mine.h", want: "mine/mine.h" },
  { file: "/home/me/app/first.h", want: "first.h" },
  { file: "/home/me/app/inner/second.h", want: "inner/second.h" },
  { file: "/home/me/other/third.h", want: "../other/third.h" },
])("$file is $want", ({ file, want }) => {
  const files = new RelativeFiles(["/usr/include/gtk-3.0", "/home/me/lib/include"], "/home/me/app/first.h");
  expect(files.name(file)).toBe(want);
});

test("a file that clang opens under a relative name is what it is under its absolute one", () => {
  const files = new RelativeFiles([`${process.cwd()}/include`], "/home/me/app/first.h");
  expect(files.name("include/mine/mine.h")).toBe("mine/mine.h");
  expect(files.name("./include/mine/mine.h")).toBe("mine/mine.h");
});
