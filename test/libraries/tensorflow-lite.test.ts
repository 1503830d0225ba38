import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { useLibraryFolder } from "c2ts-runtime";
import { expect, test } from "vitest";
import { digits } from "../../examples/tensorflow-lite/digits.js";
import * as tf from "../../packages/tensorflow-lite/index.ts";
import { emptyFolder } from "../support/run-cli.ts";

const { api } = tf;

useLibraryFolder(new URL("../../.cache/tensorflow-lite/package/cc_deps/linux_amd64/", import.meta.url));

/** Tells a digit on 5x7 dots: a layer of ten neurons and a softmax. */
const MODEL = fileURLToPath(new URL("../../examples/tensorflow-lite/digits.tflite", import.meta.url));

test("a model is loaded and run: which digit is it?", async () => {
  using model = api.TfLiteModelCreateFromFile(MODEL);
  using interpreter = api.TfLiteInterpreterCreate(model, null);
  api.TfLiteInterpreterAllocateTensors(interpreter);
  const input = tf.TfLiteInterpreterGetInputTensor(interpreter, 0);
  const output = tf.TfLiteInterpreterGetOutputTensor(interpreter, 0);

  const probabilities = new Float32Array(10);
  for (const [digit, dots] of digits.entries()) {
    api.TfLiteTensorCopyFromBuffer(input, Float32Array.from(dots));
    await api.TfLiteInterpreterInvoke(interpreter);
    api.TfLiteTensorCopyToBuffer(output, probabilities, probabilities.byteLength);
    expect(probabilities.indexOf(Math.max(...probabilities))).toBe(digit);
    expect(probabilities[digit]).toBeGreaterThan(0.9);
    expect(probabilities.reduce((sum, one) => sum + one)).toBeCloseTo(1, 5);
  }
});

test("what a tensor is: name, type, shape; its memory in place", () => {
  using model = api.TfLiteModelCreateFromFile(MODEL);
  using interpreter = api.TfLiteInterpreterCreate(model, null);
  api.TfLiteInterpreterAllocateTensors(interpreter);
  const input = tf.TfLiteInterpreterGetInputTensor(interpreter, 0);
  expect(tf.TfLiteTensorName(input)).toBe("picture");
  expect(tf.TfLiteTensorType(input)).toBe(tf.kTfLiteFloat32);
  expect([tf.TfLiteTensorNumDims(input), tf.TfLiteTensorDim(input, 0), tf.TfLiteTensorDim(input, 1)]).toEqual([
    2, 1, 35,
  ]);
  expect(tf.TfLiteTensorByteSize(input)).toBe(35 * 4);
  const tensor = tf.TfLiteTensor.at(input);
  expect(tensor.data.f).toBe(tf.TfLiteTensorData(input)); // a union of pointers
  expect(tf.TfLiteTensorQuantizationParams(input).scale).toBe(0); // a record by value
});

test("several pictures at once", async () => {
  using options = api.TfLiteInterpreterOptionsCreate();
  tf.TfLiteInterpreterOptionsSetNumThreads(options, 2);
  using model = api.TfLiteModelCreateFromFile(MODEL);
  using interpreter = api.TfLiteInterpreterCreate(model, options);
  api.TfLiteInterpreterResizeInputTensor(interpreter, 0, [digits.length, 35]);
  api.TfLiteInterpreterAllocateTensors(interpreter);
  api.TfLiteTensorCopyFromBuffer(tf.TfLiteInterpreterGetInputTensor(interpreter, 0), Float32Array.from(digits.flat()));
  await api.TfLiteInterpreterInvoke(interpreter);
  const all = new Float32Array(digits.length * 10);
  api.TfLiteTensorCopyToBuffer(tf.TfLiteInterpreterGetOutputTensor(interpreter, 0), all, all.byteLength);
  const answers = digits.map((_, i) => all.subarray(10 * i, 10 * i + 10)).map((p) => p.indexOf(Math.max(...p)));
  expect(answers).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("a file that is no model; the wrong number of bytes", async () => {
  expect(() => api.TfLiteModelCreateFromFile("/no/such/model")).toThrow("TfLiteModelCreateFromFile");
  using model = api.TfLiteModelCreateFromFile(MODEL);
  using interpreter = api.TfLiteInterpreterCreate(model, null);
  api.TfLiteInterpreterAllocateTensors(interpreter);
  const input = tf.TfLiteInterpreterGetInputTensor(interpreter, 0);
  expect(() => api.TfLiteTensorCopyFromBuffer(input, new Float32Array(3))).toThrow("TfLiteTensorCopyFromBuffer");
});

test("the model is what its program makes", () => {
  const made = join(emptyFolder(), "digits.tflite");
  const program = fileURLToPath(new URL("../../examples/tensorflow-lite/make-model.mjs", import.meta.url));
  execFileSync(process.execPath, [program, made]);
  expect(readFileSync(made).equals(readFileSync(MODEL))).toBe(true);
});
