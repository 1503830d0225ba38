/** Names whose value depends on where, or when, they are written: a macro made of one is no constant (C17 6.10.8.1, GNU). */
export const POSITIONAL_NAMES: readonly string[] = [
  "__LINE__",
  "__FILE__",
  "__FILE_NAME__",
  "__BASE_FILE__",
  "__INCLUDE_LEVEL__",
  "__COUNTER__",
  "__DATE__",
  "__TIME__",
  "__TIMESTAMP__",
  "__func__",
  "__FUNCTION__",
  "__PRETTY_FUNCTION__",
];
