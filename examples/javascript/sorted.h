#include <stddef.h>

/** One reading of a sensor. */
struct reading {
  int sensor;
  double value;
};

/** Less than, equal to or greater than 0, as for qsort. */
typedef int compare_readings(const struct reading *a, const struct reading *b);

/** Sorts readings in place. */
void sort_readings(struct reading *readings, size_t count, compare_readings *compare);
