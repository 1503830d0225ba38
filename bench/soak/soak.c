#include "soak.h"
#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct thing { int value; char rest[60]; };
static atomic_long living;
static int (*kept)(int, void *);
static void *kept_user;

int add(int a, int b) { return a + b; }
size_t length(const char *text) { return strlen(text); }
const char *name_of(int i) { return i & 1 ? "odd" : "even"; }
double item_weight(const item *it) { return it->weight + (double)strlen(it->name); }
vec2 vec2_add(vec2 a, vec2 b) { return (vec2){ a.x + b.x, a.y + b.y }; }
item item_make(int id, double weight) { return (item){ id, weight, "made", "label" }; }
int failing(int n) { errno = ENOENT; return -n; }
int format(char *out, size_t size, const char *format, ...) {
  va_list list;
  va_start(list, format);
  int n = vsnprintf(out, size, format, list);
  va_end(list);
  return n;
}

int each(int n, int (*f)(int, void *), void *user) {
  for (int i = 0; i < n; i++) {
    int result = f(i, user);
    if (result != 0) return result;
  }
  return 0;
}
void keep(int (*f)(int, void *), void *user) { kept = f; kept_user = user; }
int call_kept(int i) { return kept ? kept(i, kept_user) : -1; }

thing *thing_new(int value) {
  thing *t = malloc(sizeof *t);
  t->value = value;
  living++;
  return t;
}
int thing_value(const thing *t) { return t->value; }
void thing_free(thing *t) { living--; free(t); }
long things(void) { return living; }
