/** What the process says when it ends. */
export const EXIT = {
  ok: 0,
  /** Problems were reported, and `--strict` asks to fail for them; or `doctor` misses something. */
  problems: 1,
  usage: 2,
  /** The headers are not valid C, one is missing, or there is no libclang to read them. */
  clang: 3,
  cannotWrite: 4,
  ourBug: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
