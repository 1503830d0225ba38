/** Why the modules of several targets cannot be one. */
export class MergeError extends Error {
  override readonly name = "MergeError";
}

/** @param reason what the targets say of it. */
export function cannotMerge(name: string, reason: string): MergeError {
  return new MergeError(`'${name}' is ${reason}`);
}
