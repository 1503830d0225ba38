#include "bench.h"
#include <stdlib.h>
#include <string.h>

int add(int a, int b) { return a + b; }
int add6(int a, int b, int c, int d, int e, int f) { return a + b + c + d + e + f; }
double scale(double x, double by) { return x * by; }
long next_long(long n) { return n + 1; }
size_t length(const char *text) { return strlen(text); }
int first(const int *values) { return values[0]; }

const char *name_of(int i) {
  static const char *const names[] = {"zero", "one", "two", "three", "four", "five", "six", "seven"};
  return names[i & 7];
}

struct counter { int count; };
static struct counter counter;
struct counter *counter_get(void) { counter.count = 0; return &counter; }
int counter_next(struct counter *c, int by) { return c->count = (c->count + by) & 0xffff; }

int item_id(const struct item *it) { return it->id; }
struct item *items(void) {
  static struct item all[64];
  for (int i = 0; i < 64; i++) all[i] = (struct item){i, i, i * 0.5, i * 0.25, i * 2.0f, (short)i};
  return all;
}

int fold(int n, int (*f)(int sum, int i)) {
  int sum = 0;
  for (int i = 0; i < n; i++) sum = f(sum, i);
  return sum;
}

double fold_double(int n, double (*f)(double sum, void *user), void *user) {
  double sum = 0;
  for (int i = 0; i < n; i++) sum = f(sum, user);
  return sum;
}

void sort_shuffled(int *values, size_t count, int (*compare)(const int *a, const int *b)) {
  unsigned seed = 1;
  for (size_t i = 0; i < count; i++) values[i] = (int)((seed = seed * 1103515245u + 12345u) >> 8);
  qsort(values, count, sizeof *values, (int (*)(const void *, const void *))compare);
}

double vec2_dot(vec2 a, vec2 b) { return a.x * b.x + a.y * b.y; }
vec2 vec2_make(double x, double y) { return (vec2){x, y}; }
vec2 vec2_add(vec2 a, vec2 b) { return (vec2){a.x + b.x, a.y + b.y}; }
pair pair_add(pair a, pair b) { return (pair){a.x + b.x, a.y + b.y}; }
rect rect_grow(rect r, double by) { return (rect){r.x - by, r.y - by, r.width + 2 * by, r.height + 2 * by}; }
