#include <stddef.h>

/** What is known of many numbers. */
struct summary {
  size_t count;
  double mean;
  /** Standard deviation. */
  double deviation;
};

struct summary summarize(const double *values, size_t count);
