#include "shop.h"
#include <stdarg.h>
#include <wchar.h>

long total = 7;
long price(long item, unsigned long count) { return item * (long)count; }
size_t length(const wchar_t *text, size_t most) {
  size_t n = wcslen(text);
  return n < most ? n : most;
}
pair swap(pair p) { return (pair){p.b, p.a}; }
point middle(point p, point q) { return (point){(p.x + q.x) / 2, (p.y + q.y) / 2}; }
void fill(long *out, size_t *count, enum level *levels) {
  *out = -5;
  *count = 3;
  *levels = HIGH;
}
enum level raise(enum level l) { return l == LOW ? HIGH : TOP; }
int quote(struct item *i, long *sum) {
  *sum = i->id + (long)i->count + i->mark + (long)i->letter + i->flags + (long)i->stamp + i->sizes[2] + i->levels[1] + (long)i->exact;
  return i->id < 0;
}
long each(struct item *items, size_t count, compare by, long user) {
  long sum = 0;
  for (size_t n = 0; n < count; n++) sum += by(&items[n], user);
  return sum;
}
int log_line(const char *format, ...) {
  va_list list;
  va_start(list, format);
  int n = va_arg(list, int);
  va_end(list);
  return n + format[0];
}
long log_long(const char *format, ...) { return format[0]; }
int open_shop(const char *name) { return name[0]; }
#ifdef __aarch64__
int tile_area(struct tile t) { return t.row * t.column; }
#endif
