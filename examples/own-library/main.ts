import { ForeignError } from "c2ts-runtime";
import { api, STATS_VERSION, stats_summarize } from "./stats.ts";

using temperatures = api.stats_new(); // stats_free() at the end of the block
const measured = [19.5, 20.25, 20, 19.75, 41, 20.5];

api.stats_add(
  temperatures,
  measured,
  (_user, number, deviations) => console.log(`${number} is ${deviations.toFixed(1)} deviations off`),
  null,
);
try {
  api.stats_add(temperatures, [21, Number.NaN], null, null);
} catch (error) {
  if (!(error instanceof ForeignError)) throw error;
  console.log(error.message);
}
const { count, mean, deviation } = stats_summarize(temperatures);
console.log(`${count} numbers, mean ${mean.toFixed(2)}, deviation ${deviation.toFixed(2)} (stats ${STATS_VERSION})`);
