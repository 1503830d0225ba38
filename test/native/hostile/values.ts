import type { Hostile } from "./hostile.ts";

export const VALUES: readonly Hostile[] = [
  {
    name: "long double, complex, __int128, vectors and records by value",
    header: `#include <stdarg.h>
#include <stdint.h>
typedef long double ld;
typedef __int128 wide;
typedef float quad __attribute__((vector_size(16)));
typedef union { float f; uint32_t bits; } pun;
struct __attribute__((packed)) tight { char c; int64_t n; ld d; };
struct bits { unsigned a : 3; int b : 5; uint64_t c : 40; };
struct inner { struct { int a; union { short s; char c[2]; }; }; double d[2]; };
struct empty {};
struct big { char bytes[200]; };
struct function { int (*f)(int); long double scale; };
static inline ld mix(char a, ld b, short c, ld d, float e) { return a + b * c - d / e; }
static inline long double _Complex rotate(long double _Complex z, int times) { while (times--) z *= 1.0iL; return z; }
static inline float _Complex small(float _Complex z) { return ~z; }
static inline wide shift(wide x, unsigned by) { return x << by; }
static inline unsigned __int128 negative(signed __int128 x) { return -x; }
static inline quad scaled(quad v, float by, quad w) { return v * by + w; }
static inline pun bits_of(float f) { return (pun){ f }; }
static inline uint32_t raw(pun p) { return p.bits; }
static inline struct tight more(struct tight t, struct tight u) { t.c += u.c; t.n *= u.n; t.d -= u.d; return t; }
static inline struct bits count_up(struct bits b) { b.a++; b.b--; b.c += 1ull << 35; return b; }
static inline struct inner twice(const struct inner i) { struct inner r = i; r.a *= 2; r.s = r.s * 2; r.d[1] *= 2; return r; }
static inline int nothing(struct empty e, int x) { return x; }
static inline struct empty none(void) { return (struct empty){}; }
static inline struct big fill(struct big b, char c) { for (int i = 0; i < 200; i++) b.bytes[i] += c; return b; }
static inline double through(struct function f, int x) { return f.f(x) * f.scale; }
static inline double last(int n, struct tight t, ld x, va_list list) { double r = t.c + x; while (n-- > 0) r += va_arg(list, double); return r; }
static inline ld lots(ld a, double b, ld c, float d, ld e, int f, ld g, wide h, ld i, long j, ld k) { return a + b + c + d + e + f + g + h + i + j + k; }
`,
    calls: [
      ["%.17g", "(double)mix(1, 2.5L, 3, 4, 8)", "lib.mix(1, 2.5, 3, 4, 8)"],
      ["%g", "(double)__real__ rotate(3 + 4.0iL, 3)", "lib.rotate({ re: 3, im: 4 }, 3).re"],
      ["%g", "__imag__ small(1 + 2.0if)", "lib.small({ re: 1, im: 2 }).im"],
      ["%ld", "(long)(shift(-5, 100) >> 90)", "lib.shift(-5n, 100) >> 90n"],
      ["%lu", "(unsigned long)(negative(1) >> 70)", "lib.negative(1n) >> 70n"],
      [
        "%g",
        "scaled((quad){ 1, 2, 3, 4 }, 2, (quad){ 0, 0, 0, 1 })[3]",
        "lib.scaled([1, 2, 3, 4], 2, [0, 0, 0, 1])[3]",
      ],
      ["%u", "bits_of(1).bits", "lib.bits_of(1).bits"],
      ["%u", "raw((pun){ 2 })", "lib.raw(make(lib.pun, { f: 2 }))"],
      [
        "%ld",
        "more((struct tight){ 1, 2, 3 }, (struct tight){ 1, 20, 3 }).n",
        "lib.more(make(lib.struct_tight, { c: 1, n: 2n, d: 3 }), make(lib.struct_tight, { c: 1, n: 20n, d: 3 })).n",
      ],
      ["%d", "count_up((struct bits){ 7, -16, 5 }).b", "lib.count_up(make(lib.struct_bits, { a: 7, b: -16, c: 5 })).b"],
      ["%d", "count_up((struct bits){ 7, -16, 5 }).a", "lib.count_up(make(lib.struct_bits, { a: 7, b: -16, c: 5 })).a"],
      [
        "%d",
        "twice((struct inner){ .a = 4, .s = 300, .d = { 1, 2 } }).s",
        "(() => { const i = make(lib.struct_inner, { a: 4, s: 300 }); i.d = [1, 2]; return lib.twice(i).s; })()",
      ],
      [
        "%g",
        "twice((struct inner){ .a = 4, .s = 300, .d = { 1, 2 } }).d[1]",
        "(() => { const i = make(lib.struct_inner, { a: 4, s: 300 }); i.d = [1, 2]; return lib.twice(i).d.at(1); })()",
      ],
      ["%d", "nothing((struct empty){}, 6)", "lib.nothing(lib.struct_empty.alloc(), 6)"],
      [
        "%d",
        "fill((struct big){ { 1 } }, 2).bytes[0] + fill((struct big){ { 1 } }, 2).bytes[199]",
        "(() => { const b = lib.struct_big.alloc(); b.bytes.set([1]); const r = lib.fill(b, 2); return r.bytes.at(0) + r.bytes.at(199); })()",
      ],
      ["%.17g", "(double)lots(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11.5L)", "lib.lots(1, 2, 3, 4, 5, 6, 7, 8n, 9, 10, 11.5)"],
    ],
    inTypeScriptOnly: {
      "lib.last(2, make(lib.struct_tight, { c: 1 }), 0.5, c.double(1), c.double(2))": "4.5",
    },
  },
  {
    name: "what cannot be wrapped costs itself alone, whatever it is called",
    header: `#include <stdarg.h>
int nowhere(int x);
static inline int größe(int x) { return nowhere(x); }
static inline int $dollar(int x) { return nowhere(x) + 1; }
static inline int fine(int x) { return x; }
static inline __attribute__((always_inline, target("avx512f"))) int wide_é(int x) { return x; }
static inline __attribute__((always_inline, target("avx512f"))) int wide$(int x) { return x; }
static inline __attribute__((error("never call this"))) int forbidden(int x);
static inline int forbidden(int x) { return x; }
static inline void say(const char *format, ...) {}
static inline int only_list(va_list list) { return va_arg(list, int); }
static inline int two_lists(va_list a, va_list b) { return 0; }
static inline int list_pointer(int n, va_list *list) { return n; }
static inline int late(int (*f)(va_list), int n) { return n; }
static inline int here(void) { return __builtin_return_address(0) != 0; }
__attribute__((unavailable("gone"))) static inline int gone(int x) { return x; }
__attribute__((deprecated)) static inline int ancient(int x) { return x * 2; }
static inline int array(int n, int grid[n][n]) { return grid[1][0]; }
static inline int behind(int x) { return x + 1; }
#define behind(x) nowhere_either(x)
#define STATEMENT(x) while (x < 10) x++
#define GOTO(x) goto x
#define DECLARES(x) int x
#define UNBALANCED(x) { x
#define COMMA(a, b) a, b
#define PAIR {1, 2}
`,
    prototypes: [
      "void STATEMENT(int x)",
      "void GOTO(int x)",
      "void DECLARES(int x)",
      "void UNBALANCED(int x)",
      "int COMMA(int a, int b)",
    ],
    refused: {
      $dollar: /no library that is linked with has 'nowhere'/,
      größe: /no library that is linked with has 'nowhere'/,
      wide$: /target specific option mismatch|requires target feature/,
      wide_é: /target specific option mismatch|requires target feature/,
      DECLARES: /rede\w+ of 'c2ts_arg_x'/,
      GOTO: /label 'c2ts_arg_x'/,
      UNBALANCED: /its brackets do not match/,
      only_list: /a parameter before the variadic ones/,
      say: /no way to hand on variadic arguments/,
    },
    calls: [
      ["%d", "fine(3)"],
      ["%d", "ancient(3)"],
      ["%d", "(behind)(3)", "lib.behind(3)"],
      ["%d", "array(2, (int[2][2]){ 1, 2, 3, 4 })", "lib.array(2, new Int32Array([1, 2, 3, 4]))"],
    ],
  },
  {
    name: "statement macros, callbacks and pointers to anything",
    header: `#include <stddef.h>
struct item { struct item *next; int key; };
typedef int (*compare)(const void *, const void *);
typedef int (*visit)(struct item *item, void *user);
struct at { int x; long double y; };
typedef struct { int (*add)(int, int); const struct ops *(*self)(void); } table;
static inline int each(struct item *head, visit f, void *user) { int n = 0; for (; head; head = head->next) n += f(head, user); return n; }
static inline int call_table(const table *t, int a, int b) { return t->add(a, b); }
static inline void (*pick(int n, void (*a)(int), void (*b)(int)))(int) { return n ? a : b; }
static inline int apply(int (*f[2])(int), int x) { return f[0](f[1](x)); }
static inline int matrix(const int (*rows)[3], size_t n) { int s = 0; for (size_t i = 0; i < n; i++) for (int j = 0; j < 3; j++) s += rows[i][j]; return s; }
static inline const char *const *names(void) { static const char *const all[] = { "a", "b", NULL }; return all; }
static inline void fill(int *restrict const out, const volatile int *in, size_t n) { while (n--) out[n] = in[n] * 2; }
static inline int is_same(const void *const a, const void *b) { return a == b; }
static inline double sum(const double list[static 2]) { return list[0] + list[1]; }
#define LIST_ADD(list, item) do { (item)->next = *(list); *(list) = (item); } while (0)
#define LIST_EACH(list, n) for (struct item *i = *(list); i; i = i->next) *(n) += i->key
#define MAX(a, b) ({ __typeof__(a) _a = (a); __typeof__(b) _b = (b); _a > _b ? _a : _b; })
#define IS_INT(x) _Generic((x), int: 1, default: 0)
#define CONTAINER(ptr, type, member) ((type *)((char *)(ptr) - offsetof(type, member)))
#define KEY(i) CONTAINER(&(i)->key, struct item, key)
#define ZERO(x) __builtin_memset(x, 0, sizeof *(x))
#define SIZE(x) sizeof(x)
#define CALL(f, ...) f(__VA_ARGS__)
#define HALF(x) x / 2
#define LAST(a, b) a, b
#define POINT(a, b) (struct at){ a, b }
#define SWITCH(x, r) switch (x) { case 1: *r = 10; break; default: *r = 20; }
`,
    prototypes: [
      "void LIST_ADD(struct item **list, struct item *item)",
      "void LIST_EACH(struct item **list, int *n)",
      "double MAX(double a, double b)",
      "int IS_INT(int x)",
      "struct item *KEY(struct item *i)",
      "void ZERO(struct item *x)",
      "size_t SIZE(struct item x)",
      "void SWITCH(int x, int *r)",
      "double HALF(int x)",
      "long double LAST(int a, int b)",
      "struct at POINT(int a, double b)",
    ],
    calls: [
      [
        "%d",
        "({ struct item b = { 0, 5 }, a = { &b, 4 }; int n = 0; struct item *l = &a; LIST_EACH((&l), (&n)); n; })",
        "(() => { const b = make(lib.struct_item, { key: 5 }); const a = make(lib.struct_item, { key: 4, next: addressOf(b) }); const n = new Ref(c.int, 0); lib.LIST_EACH(new Ref(c.pointer(lib.struct_item), addressOf(a)), n); return n.value; })()",
      ],
      ["%g", "MAX(1.5, 2.5)"],
      ["%d", "IS_INT(3)"],
      [
        "%d",
        "({ struct item b = { 0, 5 }; KEY(&b) == &b; })",
        "(() => { const b = make(lib.struct_item, { key: 5 }); return Number(lib.KEY(b) === addressOf(b)); })()",
      ],
      [
        "%d",
        "({ struct item b = { 0, 5 }; ZERO(&b); b.key; })",
        "(() => { const b = make(lib.struct_item, { key: 5 }); lib.ZERO(b); return b.key; })()",
      ],
      ["%zu", "SIZE(struct item)", "lib.SIZE(lib.struct_item.alloc())"],
      [
        "%d",
        "({ int r; SWITCH(1, (&r)); r; })",
        "(() => { const r = new Ref(c.int, 0); lib.SWITCH(1, r); return r.value; })()",
      ],
      ["%d", "matrix((int[2][3]){ { 1, 2, 3 }, { 4, 5, 6 } }, 2)", "lib.matrix(new Int32Array([1, 2, 3, 4, 5, 6]), 2)"],
      ["%s", "names()[1]", "c.string.at(lib.names(), 1)"],
      ["%g", "sum((double[]){ 1, 2.5 })", "lib.sum(new Float64Array([1, 2.5]))"],
      ["%g", "(double)(HALF(7))", "lib.HALF(7)"],
      ["%g", "(double)(LAST(1, 2))", "lib.LAST(1, 2)"],
      ["%g", "(double)(POINT(1, 2.5)).y", "lib.POINT(1, 2.5).y"],
      ["%d", "is_same(0, 0)", "lib.is_same(null, null)"],
    ],
    inTypeScriptOnly: {
      "(() => { const b = make(lib.struct_item, { key: 5 }); const a = make(lib.struct_item, { key: 4, next: addressOf(b) }); return lib.each(a, (i) => lib.struct_item.at(i).key, null); })()":
        "9",
      "(() => { const to = new Int32Array(2); lib.fill(to, new Int32Array([3, 4]), 2); return to; })()": "6,8",
      "lib.pick(0, (x) => {}, null)": "null",
    },
  },
];
