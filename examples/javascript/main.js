// @ts-check
import { sort_readings, struct_reading } from "./sorted.js";

/** @import { compare_readings } from "./sorted.js" */

/**
 * Any order by a number, highest first.
 *
 * @param {(reading: struct_reading) => number} key
 * @returns {compare_readings}
 */
const highestBy = (key) => (a, b) => Math.sign(key(struct_reading.at(b)) - key(struct_reading.at(a)));

const readings = struct_reading.array(3);
[21.5, 19, 23.25].forEach((value, i) => {
  const reading = readings.at(i);
  reading.sensor = i + 1;
  reading.value = value;
});

sort_readings(
  readings,
  readings.length,
  highestBy((reading) => reading.value),
);
for (let i = 0; i < readings.length; i++) {
  const { sensor, value } = readings.at(i);
  console.log(`sensor ${sensor}: ${value}`);
}
