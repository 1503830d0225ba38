/** A file as a program would include it: what is behind the last `include` folder, and behind that of one target. */
export function includeName(path: string): string {
  const file = path.replaceAll("\\", "/");
  const isAbsolute = /^([A-Za-z]:)?\//.test(file);
  const found = /^.*\/include\/(?:[a-z0-9_]+-[a-z0-9_]+-[a-z0-9_-]+\/)?(.+)$/.exec(file)?.[1];
  if (found !== undefined && isAbsolute) return found;
  return isAbsolute ? (file.split("/").at(-1) ?? file) : file;
}
