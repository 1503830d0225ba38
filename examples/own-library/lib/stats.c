#include "stats.h"
#include <math.h>
#include <stdlib.h>

struct stats {
  size_t count;
  double mean;
  double squares; /* sum of the squared distances from the mean: Welford's method */
};

stats *stats_new(void) { return calloc(1, sizeof(stats)); }

void stats_free(stats *s) { free(s); }

static double deviation(const stats *s) { return s->count < 2 ? 0 : sqrt(s->squares / (double)(s->count - 1)); }

stats_error stats_add(stats *s, const double *numbers, size_t count, stats_outlier *outlier, void *user) {
  for (size_t i = 0; i < count; i++)
    if (!isfinite(numbers[i])) return STATS_NO_NUMBER;
  for (size_t i = 0; i < count; i++) {
    double distance = numbers[i] - s->mean;
    double off = fabs(distance) / deviation(s);
    if (outlier && isfinite(off) && off > 3) outlier(user, numbers[i], off);
    s->count++;
    s->mean += distance / (double)s->count;
    s->squares += distance * (numbers[i] - s->mean);
  }
  return STATS_OK;
}

stats_summary stats_summarize(const stats *s) { return (stats_summary){s->count, s->mean, deviation(s)}; }

const char *stats_error_text(stats_error error) {
  return error == STATS_NO_NUMBER ? "that is no number" : "all is well";
}
