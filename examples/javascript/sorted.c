#include "sorted.h"
#include <stdlib.h>

void sort_readings(struct reading *readings, size_t count, compare_readings *compare) {
  qsort(readings, count, sizeof *readings, (int (*)(const void *, const void *))compare);
}
