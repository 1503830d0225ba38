/* What the soak calls, a million times each. c2ts makes a module of this header when it runs. */
#include <stddef.h>

typedef struct { double x, y; } vec2;
typedef struct { int id; double weight; char name[16]; const char *label; } item;

int add(int a, int b);
size_t length(const char *text);
const char *name_of(int i);
double item_weight(const item *it);
vec2 vec2_add(vec2 a, vec2 b);
item item_make(int id, double weight);
int failing(int n);
int format(char *out, size_t size, const char *format, ...);

/* Calls f for each number below n; 0, or f's first other result. */
int each(int n, int (*f)(int i, void *user), void *user);
/* Keeps f, and calls it when told. */
void keep(int (*f)(int i, void *user), void *user);
int call_kept(int i);

/* What a library gives away, to be freed with thing_free. */
typedef struct thing thing;
thing *thing_new(int value);
int thing_value(const thing *t);
void thing_free(thing *t);
/* Things that nobody has freed. */
long things(void);
