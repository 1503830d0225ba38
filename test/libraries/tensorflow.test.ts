import { existsSync } from "node:fs";
import { c, type Owned, own, type Pointer, useLibraryFolder } from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import * as tf from "../../packages/tensorflow/index.ts";
import { tensorflow } from "../../scripts/setup/tensorflow.mjs";

const { api } = tf;

function tensor(values: readonly number[]): Owned<tf.TF_Tensor> {
  const made = api.TF_AllocateTensor(tf.TF_FLOAT, [values.length], 4 * values.length);
  floats(made).set(values);
  return made;
}

/** A tensor's numbers, in place. */
const floats = (of: Pointer<tf.TF_Tensor> | Owned<tf.TF_Tensor>): Float32Array =>
  c.float.view(tf.TF_TensorData(of), tf.TF_TensorElementCount(of));

type Graph = Owned<tf.TF_Graph>;

function constant(graph: Graph, name: string, values: readonly number[]): tf.TF_Output {
  using status = api.TF_NewStatus();
  using value = tensor(values);
  const description = tf.TF_NewOperation(graph, "Const", name);
  api.TF_SetAttrTensor(description, "value", value, status);
  tf.TF_SetAttrType(description, "dtype", tf.TF_FLOAT);
  return firstOutput(api.TF_FinishOperation(description, status));
}

function add(graph: Graph, name: string, a: tf.TF_Output, b: tf.TF_Output): tf.TF_Output {
  using status = api.TF_NewStatus();
  const description = tf.TF_NewOperation(graph, "AddV2", name);
  tf.TF_AddInput(description, a); // a record by value
  tf.TF_AddInput(description, b);
  return firstOutput(api.TF_FinishOperation(description, status));
}

function firstOutput(operation: Pointer<tf.TF_Operation>): tf.TF_Output {
  const output = tf.TF_Output.alloc();
  output.oper = operation;
  return output;
}

if (existsSync(tensorflow.library)) {
  useLibraryFolder(tensorflow.folder);

  describe("TensorFlow", () => {
    test("its version", () => {
      expect(tf.TF_Version()).toMatch(/^2\.\d+\.\d+/);
    });

    test("a graph of two constants and their sum is run in a session", async () => {
      using graph = api.TF_NewGraph();
      const sum = add(graph, "sum", constant(graph, "a", [1, 2, 3]), constant(graph, "b", [10, 20, 30.5]));
      expect(tf.TF_OperationNumInputs(sum.oper)).toBe(2);
      const second = tf.TF_Input.alloc();
      second.oper = sum.oper;
      second.index = 1;
      expect(tf.TF_OperationName(tf.TF_OperationInput(second).oper)).toBe("b"); // by value in and out
      expect(tf.TF_OperationOutputType(sum)).toBe(tf.TF_FLOAT);

      using status = api.TF_NewStatus();
      using options = api.TF_NewSessionOptions();
      using session = own(api.TF_NewSession(graph, options, status), (one) => api.TF_DeleteSession(one, status));
      const [result] = await api.TF_SessionRun(session, null, [], [], [sum], [], null, status);
      if (result === undefined || result === null) throw new Error("there is one output");
      using computed = own(result, tf.TF_DeleteTensor);
      expect([...floats(computed)]).toEqual([11, 22, 33.5]);
      api.TF_CloseSession(session, status);
    });

    test("what is wrong is said in TensorFlow's words", () => {
      using graph = api.TF_NewGraph();
      using status = api.TF_NewStatus();
      const description = tf.TF_NewOperation(graph, "AddV2", "lonely");
      expect(() => api.TF_FinishOperation(description, status)).toThrow(
        expect.objectContaining({ message: expect.stringContaining("AddV2"), result: tf.TF_INVALID_ARGUMENT }),
      );
    });
  });
} else {
  test("TensorFlow is not here", () => {
    console.log("TensorFlow did not run: npm run setup -- --tensorflow");
    expect(() => tf.TF_Version()).toThrow("libtensorflow_cc.so"); // what a program hears then
  });
}
