import c2ts from "c2ts/webpack";
import webpack from "webpack";

const compiler = webpack({
  mode: "production",
  target: "node20",
  entry: "./src/main.js",
  output: { path: `${import.meta.dirname}/dist`, filename: "main.js", module: true, library: { type: "module" } },
  experiments: { outputModule: true },
  plugins: [c2ts()],
});
compiler.run((error, stats) => {
  if (error !== null || stats.hasErrors()) {
    console.error(error ?? stats.toString("errors-only"));
    process.exitCode = 1;
  }
  compiler.close(() => {});
});
