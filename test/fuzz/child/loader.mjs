// @ts-check
import { register } from "node:module";

// Lets any Node that is supported run the sources as they are: no test of this kind is about yesterday's build.
register("./loader-hooks.mjs", import.meta.url);
