// Temperatures in Fahrenheit, by a graph that TensorFlow computes: 1.8 * celsius + 32.
import { c, own } from "c2ts-runtime";
import * as tf from "./tensorflow.js";

const { api } = tf;
const status = tf.TF_NewStatus();
const graph = api.TF_NewGraph();

/** @param {readonly number[]} values */
function tensor(values) {
  const made = api.TF_AllocateTensor(tf.TF_FLOAT, [values.length], 4 * values.length);
  numbers(made).set(values);
  return made;
}

/** A tensor's numbers, in place. */
function numbers(of) {
  return c.float.view(tf.TF_TensorData(of), tf.TF_TensorElementCount(of));
}

/** The output of an operation of the graph: `set` says what it is made of. */
function operation(type, name, set) {
  const description = tf.TF_NewOperation(graph, type, name);
  set(description);
  const output = tf.TF_Output.alloc();
  output.oper = api.TF_FinishOperation(description, status);
  return output;
}

const constant = (name, value) =>
  operation("Const", name, (description) => {
    api.TF_SetAttrTensor(description, "value", tensor([value]), status);
    tf.TF_SetAttrType(description, "dtype", tf.TF_FLOAT);
  });
const of = (type, name, a, b) =>
  operation(type, name, (description) => {
    tf.TF_AddInput(description, a);
    tf.TF_AddInput(description, b);
  });

const celsius = operation("Placeholder", "celsius", (description) => {
  tf.TF_SetAttrType(description, "dtype", tf.TF_FLOAT);
});
const fahrenheit = of(
  "AddV2",
  "fahrenheit",
  of("Mul", "scaled", celsius, constant("factor", 1.8)),
  constant("zero", 32),
);

const options = tf.TF_NewSessionOptions();
const session = api.TF_NewSession(graph, options, status);
const given = [-40, 0, 21.5, 100];
const [computed] = await api.TF_SessionRun(session, null, [celsius], [tensor(given)], [fahrenheit], [], null, status);
const result = own(computed, tf.TF_DeleteTensor);
given.forEach((one, i) => {
  console.log(`${one} °C is ${numbers(result)[i].toFixed(1)} °F`);
});

result.dispose();
api.TF_DeleteSession(session, status);
tf.TF_DeleteSessionOptions(options);
graph.dispose();
tf.TF_DeleteStatus(status);
