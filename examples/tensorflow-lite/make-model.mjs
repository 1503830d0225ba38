// Trains and writes digits.tflite, which is checked in: a layer of ten neurons that each know one digit on 5x7 dots, and a softmax. It needs
// flatbuffers of npm only. Same input, same bytes.
//
//   node make-model.mjs digits.tflite
import { writeFileSync } from "node:fs";
import { Builder } from "flatbuffers";
import { digits, PIXELS } from "./digits.js";

const CLASSES = digits.length;

/** Numbers from 0 to 1, the same ones each time (Park and Miller's generator). */
function* random() {
  for (let state = 20261121; ; ) {
    state = (state * 48271) % 0x7fffffff;
    yield state / 0x7fffffff;
  }
}

/** Neurons that each know one digit, by gradient descent over digits with some dots wrong. */
function train() {
  const numbers = random();
  const next = () => numbers.next().value ?? 0;
  const neurons = digits.map(() => ({ bias: 0, weights: new Float64Array(PIXELS) }));
  for (let step = 0; step < 4000; step++) {
    const answer = step % digits.length;
    const picture = (digits[answer] ?? []).map((dot) => (next() < 0.1 ? 1 - dot : dot));
    const sums = neurons.map(({ bias, weights }) =>
      weights.reduce((sum, one, i) => sum + one * (picture[i] ?? 0), bias),
    );
    const most = Math.max(...sums);
    const powers = sums.map((sum) => Math.exp(sum - most));
    const all = powers.reduce((a, b) => a + b);
    neurons.forEach((neuron, k) => {
      const error = (powers[k] ?? 0) / all - (k === answer ? 1 : 0);
      neuron.bias -= 0.1 * error;
      neuron.weights = neuron.weights.map((one, i) => one - 0.1 * error * (picture[i] ?? 0));
    });
  }
  return {
    weights: Float32Array.from(neurons.flatMap(({ weights }) => [...weights])),
    bias: Float32Array.from(neurons, ({ bias }) => bias),
  };
}

// Numbers of TensorFlow Lite's schema, tensorflow/lite/schema/schema.fbs: places of fields, and members of its enums.
const FULLY_CONNECTED = { operator: 9, options: 8 };
const SOFTMAX = { operator: 25, options: 9 };
const SCHEMA_VERSION = 3;

const b = new Builder(4096);

/** @param {number} count @param {(fields: void) => void} fill */
function table(count, fill) {
  b.startObject(count);
  fill();
  return b.endObject();
}

/** A vector of offsets, to be made before the table that has it. @param {readonly number[]} offsets */
function vector(offsets) {
  b.startVector(4, offsets.length, 4);
  for (const offset of offsets.toReversed()) b.addOffset(offset);
  return b.endVector();
}

/** @param {readonly number[]} numbers */
function ints(numbers) {
  b.startVector(4, numbers.length, 4);
  for (const number of numbers.toReversed()) b.addInt32(number);
  return b.endVector();
}

/** @param {Float32Array | null} numbers */
function buffer(numbers) {
  const bytes = numbers === null ? null : new Uint8Array(numbers.buffer);
  let data = 0;
  if (bytes !== null) {
    b.startVector(1, bytes.length, 16);
    for (const byte of bytes.toReversed()) b.addInt8(byte);
    data = b.endVector();
  }
  return table(1, () => b.addFieldOffset(0, data, 0));
}

/** Of floats. @param {string} name @param {readonly number[]} shape @param {number} buffer */
function tensor(name, shape, buffer) {
  const [text, dimensions] = [b.createString(name), ints(shape)];
  return table(4, () => {
    b.addFieldOffset(0, dimensions, 0);
    b.addFieldInt32(2, buffer, 0);
    b.addFieldOffset(3, text, 0);
  });
}

/** @param {number} code @param {readonly number[]} inputs @param {number} output @param {number} type @param {number} options */
function operator(code, inputs, output, type, options) {
  const [from, to] = [ints(inputs), ints([output])];
  return table(5, () => {
    b.addFieldInt32(0, code, 0);
    b.addFieldOffset(1, from, 0);
    b.addFieldOffset(2, to, 0);
    b.addFieldInt8(3, type, 0);
    b.addFieldOffset(4, options, 0);
  });
}

/** @param {number} operator */
const code = (operator) =>
  table(4, () => {
    b.addFieldInt8(0, operator, 0);
    b.addFieldInt32(3, operator, 0);
  });

const { weights, bias } = train();
const buffers = [buffer(null), buffer(weights), buffer(bias)];
const tensors = [
  tensor("picture", [1, PIXELS], 0),
  tensor("weights", [CLASSES, PIXELS], 1),
  tensor("bias", [CLASSES], 2),
  tensor("sums", [1, CLASSES], 0),
  tensor("probabilities", [1, CLASSES], 0),
];
const operators = [
  operator(
    0,
    [0, 1, 2],
    3,
    FULLY_CONNECTED.options,
    table(1, () => {}),
  ),
  operator(
    1,
    [3],
    4,
    SOFTMAX.options,
    table(1, () => b.addFieldFloat32(0, 1, 0)),
  ), // beta
];
const [inputs, outputs, allTensors, allOperators] = [ints([0]), ints([4]), vector(tensors), vector(operators)];
const graph = table(4, () => {
  b.addFieldOffset(0, allTensors, 0);
  b.addFieldOffset(1, inputs, 0);
  b.addFieldOffset(2, outputs, 0);
  b.addFieldOffset(3, allOperators, 0);
});
const codes = vector([code(FULLY_CONNECTED.operator), code(SOFTMAX.operator)]);
const [graphs, description, allBuffers] = [vector([graph]), b.createString("digits of 5x7 dots"), vector(buffers)];
const model = table(5, () => {
  b.addFieldInt32(0, SCHEMA_VERSION, 0);
  b.addFieldOffset(1, codes, 0);
  b.addFieldOffset(2, graphs, 0);
  b.addFieldOffset(3, description, 0);
  b.addFieldOffset(4, allBuffers, 0);
});
b.finish(model, "TFL3");
writeFileSync(process.argv[2] ?? "digits.tflite", b.asUint8Array());
