import { expect, test } from "vitest";
import { checkPackage, isHere } from "../../scripts/libraries/check-package.mjs";
import { readMissing } from "../../scripts/libraries/page.mjs";
import { packageNames } from "../../scripts/packages/read-package.mjs";

// `c2ts check` of each package: layout and constants against the C compiler, symbols against the library. What a library is known to
// lack stands in docs/libraries.md.

const missing = readMissing();

test.each(packageNames())("%s", (name) => {
  if (!isHere(name)) {
    console.log(`${name} was not checked: npm run setup -- --${name}`);
    return;
  }
  const known = missing.get(name) ?? [];
  expect(checkPackage(name, ...(known.length === 0 ? [] : ["--allow-missing", `^(${known.join("|")})$`]))).toEqual([]);
});
