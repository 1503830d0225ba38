import { specsAreTheSameWith } from "./same-spec.ts";

// clang 14 has no _Float16 on x86-64.
specsAreTheSameWith(14, ["float16"]);
