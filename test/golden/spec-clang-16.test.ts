import { specsAreTheSameWith } from "./same-spec.ts";

specsAreTheSameWith(16);
