// Which digit is it? A model of TensorFlow Lite says, of a picture with some dots wrong.
import { fileURLToPath } from "node:url";
import { dotsOf } from "./digits.js";
import * as tf from "./tensorflow-lite.js";

const { api } = tf;

const picture = `
  .####
  #...#
  #...#
  .#.#.
  #....
  #..##
  .###.`;

const model = api.TfLiteModelCreateFromFile(fileURLToPath(new URL("digits.tflite", import.meta.url)));
const interpreter = api.TfLiteInterpreterCreate(model, null); // to be disposed of, or declared with `using`
api.TfLiteInterpreterAllocateTensors(interpreter);
api.TfLiteTensorCopyFromBuffer(tf.TfLiteInterpreterGetInputTensor(interpreter, 0), Float32Array.from(dotsOf(picture)));
await api.TfLiteInterpreterInvoke(interpreter); // on another thread

const probabilities = new Float32Array(10);
const output = tf.TfLiteInterpreterGetOutputTensor(interpreter, 0);
api.TfLiteTensorCopyToBuffer(output, probabilities, probabilities.byteLength);
interpreter.dispose();
model.dispose();

const best = [...probabilities.entries()].sort(([, a], [, b]) => b - a).slice(0, 3);
for (const [digit, probability] of best) console.log(`${digit} ${(100 * probability).toFixed(0).padStart(3)} %`);
