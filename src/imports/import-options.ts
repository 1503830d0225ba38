/** What holds for all headers that a program imports. */
export interface ImportOptions {
  /** Arguments for clang, and for the compiler of C files: `-I`, `-D`, `-std=`. Relative folders are relative to the working folder. */
  readonly clangArgs?: readonly string[];
  /** Arguments for the C compiler, where a C file is imported or wrappers are made: `-O3`. */
  readonly cflags?: readonly string[];
  /** C compiler; by default that of the environment's CC, else cc, gcc, clang, zig cc. */
  readonly cc?: string;
  /** Path of libclang, instead of searching for it. */
  readonly libclang?: string;
}
