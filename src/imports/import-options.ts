/** What holds for all headers that a program imports. */
export interface ImportOptions {
  /** Arguments for clang: `-I`, `-D`, `-std=`. Relative folders are relative to the working folder. */
  readonly clangArgs?: readonly string[];
  /** Path of libclang, instead of searching for it. */
  readonly libclang?: string;
}
