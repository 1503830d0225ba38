/** How shared objects end, where a system has its own way. */
const ENDINGS: { readonly [platform: string]: string } = { win32: ".dll", darwin: ".dylib" };

/** The file name of a shared object, as this system has it. */
export function sharedObject(stem: string): string {
  return `${stem}${ENDINGS[process.platform] ?? ".so"}`;
}
