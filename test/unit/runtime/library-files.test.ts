import { describe, expect, test } from "vitest";
import { libraryFiles, type SearchPlace } from "../../../src/runtime/library-files.ts";

/** A system with just these files. */
function place(platform: string, files: readonly string[], more: Partial<SearchPlace> = {}): SearchPlace {
  const list = (folder: string): readonly string[] =>
    files
      .filter((file) => file.startsWith(folder) && !/[\\/]/.test(file.slice(folder.length + 1)))
      .map((file) => file.slice(folder.length + 1));
  return { platform, arch: "x64", environment: {}, folders: [], list, ...more };
}

describe("Linux", () => {
  test("versioned names first: the generator's, then the newest that is installed", () => {
    const multiarch = "/usr/lib/x86_64-linux-gnu";
    const files = ["libz.so.1", "libz.so.1.2.13", "libz.so", "libz.so.10", "libz.so.9", "libz.so.bak", "libza.so.2"];
    expect(
      libraryFiles(
        "z",
        ["libz.so.1"],
        place(
          "linux",
          files.map((file) => `${multiarch}/${file}`),
        ),
      ),
    ).toEqual([
      "libz.so.1",
      `${multiarch}/libz.so.10`,
      `${multiarch}/libz.so.9`,
      `${multiarch}/libz.so.1`,
      `${multiarch}/libz.so.1.2.13`,
      "libz.so",
    ]);
  });

  test("of nothing that is installed, what the loader may find", () => {
    expect(libraryFiles("z", [], place("linux", []))).toEqual(["libz.so"]);
  });

  test("LD_LIBRARY_PATH before the system's folders, which the processor decides", () => {
    const files = ["/opt/l/libz.so.2", "/usr/lib/aarch64-linux-gnu/libz.so.1", "/usr/lib/x86_64-linux-gnu/libz.so.3"];
    const arm = place("linux", files, { arch: "arm64", environment: { LD_LIBRARY_PATH: "/nowhere::/opt/l" } });
    expect(libraryFiles("z", [], arm)).toEqual(["/opt/l/libz.so.2", "/usr/lib/aarch64-linux-gnu/libz.so.1", "libz.so"]);
  });

  test("folders of the program, then of the environment, before all else", () => {
    const files = ["/mine/libz.so", "/mine/libz.so.1", "/its/libz.so.7", "/usr/lib/libz.so.9", "/mine/libx.so"];
    const given = { folders: ["/mine"], environment: { C2TS_LIBRARY_PATH: "/its:/nowhere" } };
    expect(libraryFiles("z", ["libz.so.1"], place("linux", files, given))).toEqual([
      "/mine/libz.so.1",
      "/mine/libz.so",
      "/its/libz.so.7",
      "libz.so.1",
      "/usr/lib/libz.so.9",
      "libz.so",
    ]);
  });

  test("a file name is itself", () => {
    expect(libraryFiles("libz.so.1", [], place("linux", ["/usr/lib/libz.so.1"]))).toEqual(["libz.so.1"]);
    const mine = place("linux", ["/mine/libz.so.1"], { folders: ["/mine"] });
    expect(libraryFiles("libz.so.1", [], mine)).toEqual(["/mine/libz.so.1", "libz.so.1"]);
  });
});

describe("macOS", () => {
  test("versions in Homebrew's folders, then the plain name, which the system's libraries have without a file", () => {
    const files = [
      "/opt/homebrew/lib/libpng16.16.dylib",
      "/opt/homebrew/lib/libpng16.dylib",
      "/usr/local/lib/libpng16.15.dylib",
    ];
    expect(libraryFiles("png16", ["libpng16.so.16"], place("darwin", files))).toEqual([
      "/opt/homebrew/lib/libpng16.16.dylib",
      "/usr/local/lib/libpng16.15.dylib",
      "libpng16.dylib",
      "/opt/homebrew/lib/libpng16.dylib",
      "/usr/local/lib/libpng16.dylib",
      "/usr/lib/libpng16.dylib",
    ]);
  });

  test("DYLD_LIBRARY_PATH", () => {
    const given = { environment: { DYLD_LIBRARY_PATH: "/opt/l" } };
    expect(libraryFiles("z", [], place("darwin", ["/opt/l/libz.1.dylib"], given))[0]).toBe("/opt/l/libz.1.dylib");
  });
});

describe("Windows", () => {
  test("both ways to name a file; the loader searches", () => {
    expect(libraryFiles("sqlite3", ["libsqlite3.so.0"], place("win32", []))).toEqual(["sqlite3.dll", "libsqlite3.dll"]);
    expect(libraryFiles("zlib1.dll", [], place("win32", []))).toEqual(["zlib1.dll"]);
  });

  test("folders of the program and the environment, with versions as MinGW writes them", () => {
    const files = ["C:\\mine\\libpng16-16.dll", "C:\\mine\\png16.dll", "D:\\its\\png16-17.dll"];
    const given = { folders: ["C:\\mine"], environment: { C2TS_LIBRARY_PATH: "C:\\none;D:\\its" } };
    expect(libraryFiles("png16", [], place("win32", files, given))).toEqual([
      "C:\\mine\\libpng16-16.dll",
      "C:\\mine\\png16.dll",
      "D:\\its\\png16-17.dll",
      "png16.dll",
      "libpng16.dll",
    ]);
  });
});
