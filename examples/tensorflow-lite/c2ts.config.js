import { defineConfig } from "c2ts";

const files = "./node_modules/tfjs-tflite-node/cc_deps";

export default defineConfig({
  headers: [`${files}/include/tensorflow/lite/c/c_api.h`],
  clangArgs: [`-I${files}/include`],
  library: `${files}/linux_amd64/libtensorflowlite_c.so`,
  output: "tensorflow-lite.js",
  annotations: {
    TfLiteModel: { free: "TfLiteModelDelete" },
    TfLiteInterpreter: { free: "TfLiteInterpreterDelete" },
    "/^TfLite(ModelCreateFromFile|InterpreterCreate)$/": { result: "owned", throws: "null" },
    TfLiteInterpreterAllocateTensors: { throws: "nonzero" },
    TfLiteInterpreterInvoke: { async: "only", throws: "nonzero" },
    TfLiteTensorCopyFromBuffer: { input_data: { array: "input_data_size" }, throws: "nonzero" },
    TfLiteTensorCopyToBuffer: { throws: "nonzero" },
  },
});
