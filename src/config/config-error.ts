/** A config that cannot be read, or says what cannot be; the message names the file and the path in it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}
