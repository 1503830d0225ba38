// unplugin's declarations name every bundler that it knows. These are not installed here.
declare module "rollup" {
  export * from "@rollup/wasm-node";
}
declare module "@farmfe/core" {
  export type CompilationContext = unknown;
  export type JsPlugin = unknown;
}
declare module "@rsbuild/core" {
  export type RsbuildPlugin = unknown;
}
declare module "bun" {
  export type BunPlugin = unknown;
  export type Loader = unknown;
  export type PluginBuilder = unknown;
}
declare module "unloader" {
  export type Plugin = unknown;
}
