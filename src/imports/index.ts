export { HeaderBindings } from "./header-bindings.ts";
export { ProjectBindings } from "./project-bindings.ts";
