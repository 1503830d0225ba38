/** Type and name of a parameter as C writes it, `const char *text`. */
export function writtenParameter(text: unknown): readonly [type: string, name: string] {
  const [, type, name] = (typeof text === "string" && /^(.*[\s*])([A-Za-z_]\w*)\s*$/s.exec(text)) || [];
  if (type === undefined || name === undefined)
    throw new TypeError(`inline: ${JSON.stringify(text)} is no C parameter: a type and a name, as "int n"`);
  return [type.trim(), name];
}
