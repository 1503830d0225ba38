/**
 * Declares a module under a name that is no file.
 *
 * @param types as of the `.d.ts` of a generated module.
 */
export function ambientModule(name: string, types: string): string {
  // All is ambient within: TypeScript wants no second `declare`. Only a statement begins at the left edge.
  const body = types.replaceAll(/^(export )?declare /gm, "$1").replaceAll(/^(?=.)/gm, "  ");
  return `declare module ${JSON.stringify(name)} {\n${body}}\n`;
}
