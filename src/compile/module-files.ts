import { basename } from "node:path";
import { compileModule } from "./compile-module.ts";

/** What is to be written where. */
export interface ModuleFile {
  readonly path: string;
  readonly text: string;
}

/** Whether a module of this name is JavaScript. */
export function isJavaScript(path: string): boolean {
  return /\.m?js$/.test(path);
}

/** The files of a module: itself or, where its name is one of JavaScript's, what is compiled of it, with the declarations beside it. */
export function moduleFiles(code: string, path: string): readonly ModuleFile[] {
  if (!isJavaScript(path)) return [{ path, text: code }];
  const { js, types } = compileModule(code, basename(path).replace(/js$/, "ts"));
  return [
    { path, text: js },
    { path: path.replace(/\.(m?)js$/, ".d.$1ts"), text: types },
  ];
}
