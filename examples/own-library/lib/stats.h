#ifndef STATS_H
#define STATS_H
#include <stddef.h>

#define STATS_VERSION "1.0"

/** Mean and deviation of numbers that come one after the other; they are not kept. */
typedef struct stats stats;

typedef enum stats_error { STATS_OK, STATS_NO_NUMBER } stats_error;

typedef struct stats_summary {
  size_t count;
  double mean;
  double deviation;
} stats_summary;

/** Told of each number that is more than three deviations from the mean so far. */
typedef void stats_outlier(void *user, double number, double deviations);

/** To be freed with stats_free(); NULL if there is no memory. */
stats *stats_new(void);
void stats_free(stats *s);

/** Takes all numbers, or none if one is NaN or infinite. */
stats_error stats_add(stats *s, const double *numbers, size_t count, stats_outlier *outlier, void *user);

stats_summary stats_summarize(const stats *s);

const char *stats_error_text(stats_error error);

#endif
