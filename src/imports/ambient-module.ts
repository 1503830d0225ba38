import { dirname, relative, sep } from "node:path";

/**
 * Declares a module under a name that is no file.
 *
 * @param types as of the `.d.ts` of a generated module.
 * @param path of the file that declares it.
 */
export function ambientModule(name: string, types: string, path: string): string {
  // All is ambient within: TypeScript wants no second `declare`. Only a statement begins at the left edge.
  const ambient = types.replaceAll(/^(export )?declare /gm, "$1");
  // Imports from files it refuses there, but for types: these are of a config's converters.
  const body = ambient.replaceAll(/^import \{ (.*) \} from "(\/.*)";$/gm, (_, names: string, file: string) => {
    const specifier = JSON.stringify(`./${relative(dirname(path), file).split(sep).join("/")}`);
    const constants = names.split(", ").map((one) => {
      const [theirs, ours = theirs] = one.split(" as ");
      return `const ${ours}: typeof import(${specifier}).${theirs};`;
    });
    return ["export {};", ...constants].join("\n"); // else all that is declared is exported
  });
  return `declare module ${JSON.stringify(name)} {\n${body.replaceAll(/^(?=.)/gm, "  ")}}\n`;
}
