#include "stats.h"
#include <math.h>

struct summary summarize(const double *values, size_t count) {
  double sum = 0, squares = 0;
  for (size_t i = 0; i < count; i++) sum += values[i];
  double mean = sum / count;
  for (size_t i = 0; i < count; i++) squares += (values[i] - mean) * (values[i] - mean);
  return (struct summary){count, mean, sqrt(squares / count)};
}
