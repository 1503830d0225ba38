#include <stddef.h>

/** What systems number otherwise. */
enum level { LOW, HIGH = 5, TOP = sizeof(long) * 4 };
enum where {
  HERE,
#ifdef _WIN32
  IN_REGISTRY,
#else
  IN_FILE,
#endif
};

/** Laid out otherwise everywhere. */
struct item {
  long id;
  char mark;
  wchar_t letter;
  size_t count;
  enum level level;
  void *user;
  unsigned flags : 3;
  long long stamp;
  char name[sizeof(long) * 4];
  long sizes[3];
  enum level levels[2];
  long double exact;
#ifndef _WIN32
  int owner;
#endif
};
typedef struct { long a, b; } pair;
typedef struct { float x, y; } point;
#ifdef __aarch64__
struct tile { short row, column; };
int tile_area(struct tile t);
#endif

#define LETTER ((char)0xe9)
#define LONG_BITS (sizeof(long) * 8)
#define ULONG_LARGEST ((unsigned long)-1)
#define SAME 42
#define NAME "shop"
#ifdef _WIN32
#define SEPARATOR "\\"
#define ROOT 3
#define FROM_HANDLE(h) ((h) >> 2)
extern int windows_only;
int registry(int key);
#else
#define SEPARATOR "/"
#endif

long price(long item, unsigned long count);
size_t length(const wchar_t *text, size_t most);
pair swap(pair p);
point middle(point p, point q);
void fill(long *out, size_t *count, enum level *levels);
enum level raise(enum level l);
extern long total;
int quote(struct item *i, long *sum);

typedef long (*compare)(const struct item *a, long user);
long each(struct item *items, size_t count, compare by, long user);

int log_line(const char *format, ...);
long log_long(const char *format, ...);
#ifdef _WIN32
int open_shop(const char *name, unsigned flags);
#else
int open_shop(const char *name);
#endif

#define ADD(a, b) ((long)(a) + (b))
#define ID(i) ((i)->id)
