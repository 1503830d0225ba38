/** The files that a make rule of gcc's or clang's `-MD` names, but for the first, which is what is made. */
export function dependencies(rule: string): readonly string[] {
  const list = rule.replaceAll(/\\\r?\n/g, " ").replace(/^.*?:\s/s, "");
  return [...list.matchAll(/(?:\\.|[^\s\\])+/g)].map(([name]) =>
    name.replaceAll(/\\([\s#\\])/g, "$1").replaceAll("$$", () => "$"),
  );
}
