import { summarize } from "./stats.h?lib=./libstats.so";

const values = new Float64Array([2, 4, 4, 4, 5, 5, 7, 9]);
const { count, mean, deviation } = summarize(values, values.length);
console.log(`${count} numbers, mean ${mean}, standard deviation ${deviation}`);
