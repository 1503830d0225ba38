import { surveyHeader } from "./survey-header.mjs";

process.on("message", (/** @type {{ folder: string, header: string, modules: string }} */ request) => {
  process.send?.(surveyHeader(request.folder, request.header, request.modules));
});
