/** How the file names of shared objects end on a target; the runtime's `sharedObject` says the same of the system that it runs on. */
export function sharedObjectEnding(triple: string): string {
  if (/windows|mingw|win32/.test(triple)) return ".dll";
  return /apple|darwin|macos/.test(triple) ? ".dylib" : ".so";
}
