/** Fails to compile where a switch misses a variant, and throws if a value outside the type gets there. */
export function assertNever(value: never): never {
  throw new Error(`unexpected variant: ${JSON.stringify(value)}`);
}
