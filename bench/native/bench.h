/* What the benchmarks call. c2ts makes a module of this header when they run. */
#include <stddef.h>

int add(int a, int b);
/** Not in the library: called through the shim. */
static inline int add_inline(int a, int b) {
  return a + b;
}
int add6(int a, int b, int c, int d, int e, int f);
double scale(double x, double by);
long next_long(long n);
size_t length(const char *text);
/** One of eight texts; `i` is taken modulo 8. */
const char *name_of(int i);
int first(const int *values);

struct counter;
struct counter *counter_get(void);
int counter_next(struct counter *c, int by);

struct item {
  int id;
  int flags;
  double x;
  double y;
  float weight;
  short tag;
};
int item_id(const struct item *it);
/** An array of 64 in C's memory; id and flags are the index. */
struct item *items(void);

/** Calls `f(sum, i)` for i below n. */
int fold(int n, int (*f)(int sum, int i));
double fold_double(int n, double (*f)(double sum, void *user), void *user);
/** Shuffles the same way each time, and sorts with qsort. */
void sort_shuffled(int *values, size_t count, int (*compare)(const int *a, const int *b));

typedef struct { int x, y; } pair;
typedef struct { double x, y; } vec2;
typedef struct { double x, y, width, height; } rect;
double vec2_dot(vec2 a, vec2 b);
vec2 vec2_make(double x, double y);
vec2 vec2_add(vec2 a, vec2 b);
pair pair_add(pair a, pair b);
rect rect_grow(rect r, double by);
