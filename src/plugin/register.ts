// node --import c2ts/register program.js: the program may import C headers.
import * as nodeModule from "node:module";
import { removeTemporaryObjects } from "../temporary-objects.ts";
import { load, resolve } from "./register-hooks.ts";

const registerHooks: unknown = Reflect.get(nodeModule, "registerHooks"); // since Node 22.15
if (typeof registerHooks === "function") registerHooks({ resolve, load });
else {
  process.once("exit", removeTemporaryObjects); // the hooks run in a thread of their own, which is not told
  nodeModule.register("./register-hooks.js", import.meta.url);
}
