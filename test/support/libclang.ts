import { existsSync } from "node:fs";

/** A libclang of a major version, where Debian's packages put it. `npm run setup` installs 14, 16 and 19. */
export function installedLibclang(major: number): string {
  const places = [`libclang-${major}.so.1`, "libclang.so.1", `libclang-${major}.so`].map(
    (file) => `/usr/lib/llvm-${major}/lib/${file}`,
  );
  const path = places.find((place) => existsSync(place));
  if (path === undefined)
    throw new Error(`libclang ${major} is not installed: run npm run setup (looked for ${places.join(", ")})`);
  return path;
}
