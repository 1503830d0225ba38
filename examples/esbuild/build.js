import c2ts from "c2ts/esbuild";
import { build } from "esbuild";

await build({
  entryPoints: ["src/main.js"],
  outfile: "dist/main.js",
  bundle: true,
  platform: "node",
  format: "esm",
  logLevel: "error", // what sqlite3.h has that cannot be bound would be warnings
  plugins: [c2ts()],
});
