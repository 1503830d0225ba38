import c2ts from "c2ts/vite";
import { defineConfig } from "vite";

export default defineConfig({ plugins: [c2ts()], logLevel: "error" });
