import { defineConfig } from "c2ts";

/** The folder `tensorflow` of TensorFlow's Python package, which has the C library and its headers. */
const folder = process.env.TENSORFLOW ?? "./tensorflow";
const status = { when: "nonzero", code: "TF_GetCode(status)", text: "TF_Message(status)" };

export default defineConfig({
  headers: [`${folder}/include/tensorflow/c/c_api.h`],
  clangArgs: [`-I${folder}/include`],
  include: ["file:**/tensorflow/c/**"],
  library: `${folder}/libtensorflow_cc.so.2`,
  output: "tensorflow.js",
  annotations: {
    TF_Graph: { free: "TF_DeleteGraph" },
    TF_Tensor: { free: "TF_DeleteTensor" },
    TF_AllocateTensor: { dims: { array: "num_dims" }, result: "owned", throws: "null" },
    TF_NewGraph: { result: "owned", throws: "null" },
    "/^TF_(FinishOperation|NewSession)$/": { result: "nonnull", throws: status },
    "/^TF_(SetAttrTensor|DeleteSession)$/": { throws: status },
    TF_SessionRun: {
      async: "only",
      inputs: { array: "ninputs" },
      input_values: { array: "ninputs" },
      outputs: { array: "noutputs" },
      output_values: { out: true, array: "noutputs" },
      target_opers: { array: "ntargets" },
      throws: { when: "nonzero", code: "TF_GetCode(arg11)", text: "TF_Message(arg11)" },
    },
  },
});
