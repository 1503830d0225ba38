import type { Hostile } from "./hostile.ts";

export const NAMES: readonly Hostile[] = [
  {
    name: "macros with the names of functions, parameters, types and members",
    header: `typedef unsigned char byte;
typedef struct { int x, y; } point;
enum mode { SLOW = 1, FAST };
static inline int width(int left, int right) { return right - left; }
static inline point moved(point p, int x) { p.x += x; return p; }
static inline byte low(int value) { return (byte)value; }
static inline enum mode faster(enum mode m) { return m + 1; }
static inline point *first(point *list, int count) { return count ? list : 0; }
static inline int int_(int c2ts, int c2ts_shim_width) { return c2ts * c2ts_shim_width; }
static inline int value(void) { return 5; }
static inline int result(int result) { return result; }
static inline int $c(int $r, int $s) { return $r - $s; }
static inline int größer(int ä, int ö) { return ä > ö; }
static inline int memcpy_(int memcpy) { return memcpy; }
int real(int x);
#define real(x) (real)((x) + 1)
#define width(a, b, c) nothing
#define left right
#define right left
#define p 17
#define list (1)
#define count count + 1
#define low high
#define m 3
#define faster() faster
#define value value_of
#define c2ts_0 broken
#define unused do { } while (0)
`,
    source: "#undef real\nint real(int x) { return x * 10; }",
    calls: [
      ["%d", "(width)(3, 10)", "lib.width(3, 10)"],
      ["%d", "(moved)((point){ 1, 2 }, 5).x", "lib.moved(make(lib.point, { x: 1, y: 2 }), 5).x"],
      ["%d", "(faster)(SLOW)", "lib.faster(lib.SLOW)"],
      ["%d", "int_(6, 7)"],
      ["%d", "result(4)"],
      ["%d", "$c(4, 9)"],
      ["%d", "größer(4, 9)"],
      ["%d", "memcpy_(3)"],
      ["%d", "(real)(4)", "lib.real(4)"],
    ],
    inTypeScriptOnly: { "lib.low(257)": "1", "lib.value()": "5" },
  },
  {
    name: "keywords, builtins and names of the standard library",
    header: `#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>
static inline int class(int function, int var) { return function + var; }
static inline int await(int async, int yield) { return async - yield; }
static inline int delete(void) { return 1; }
static inline int arguments(int eval) { return eval; }
static inline bool new(bool this) { return !this; }
static inline int typeof_(int typeof__) { return typeof__; }
static inline size_t length(const char *prototype) { return __builtin_strlen(prototype); }
static inline int constructor(int hasOwnProperty) { return hasOwnProperty; }
static inline int toString(void) { return 8; }
static inline int __proto__(int x) { return x; }
static inline int has(int x) { return x; }
static inline int then(int x) { return x; }
static inline int64_t BigInt(int64_t Number) { return Number; }
static inline uint64_t Math(void) { return UINT64_MAX; }
static inline char console(char log) { return log + 1; }
static inline int __builtin_like(int x) { return __builtin_popcount(x); }
static inline __attribute__((noreturn)) void leave(void) { __builtin_trap(); }
static inline __attribute__((const, always_inline, nonnull)) int deref(const int *p) { return *p; }
static inline int unnamed(int, int);
static inline int unnamed(int a, int b) { return a * b; }
static __inline__ int gnu(register int x) { return x; }
extern inline int both(int x);
inline int both(int x) { return x + 3; }
static inline int old_style(a, b) int a; short b; { return a + b; }
static inline float tiny(float x) { return x / 3; }
static inline signed char minus(signed char x) { return -x; }
static inline unsigned short wrap(unsigned short x) { return x + 1; }
static inline _Bool truth(const char *text) { return text; }
`,
    calls: [
      ["%d", "class(1, 2)", "lib.class(1, 2)"],
      ["%d", "await(1, 2)"],
      ["%d", "delete()", "lib.delete()"],
      ["%d", "arguments(3)"],
      ["%d", "new(0) == 1", "Number(lib.new(false))"],
      ["%d", "typeof_(3)"],
      ["%zu", 'length("four")'],
      ["%d", "constructor(6)"],
      ["%d", "toString()"],
      ["%d", "__proto__(3)", 'lib["__proto__"](3)'],
      ["%d", "has(9)"],
      ["%d", "then(9)", "lib.then_(9)"],
      ["%ld", "BigInt(-9)"],
      ["%lu", "Math()"],
      ["%d", "console(65)"],
      ["%d", "__builtin_like(7)"],
      ["%d", "deref((int[]){ 11 })", "lib.deref(new Int32Array([11]))"],
      ["%d", "unnamed(3, 4)"],
      ["%d", "gnu(3)"],
      ["%d", "both(3)"],
      ["%d", "old_style(3, 4)"],
      ["%.17g", "tiny(1)"],
      ["%d", "minus(-127)"],
      ["%d", "wrap(65535)"],
      ["%d", 'truth("x")', 'Number(lib.truth("x"))'],
    ],
  },
  {
    name: "thread-locals, statics and state",
    header: `#include <errno.h>
extern _Thread_local int counter;
extern _Thread_local struct spot { int x; double y; } spot;
extern _Thread_local char text[8];
static _Thread_local int own = 40;
static int shared = 1;
static inline int *counter_place(void) { return &counter; }
static inline int count(void) { return ++counter; }
static inline int own_next(void) { return own++; }
static inline int *own_place(void) { return &own; }
static inline int share(int by) { static int calls; shared += by; return shared * 100 + ++calls; }
static inline struct spot *spot_place(void) { spot.y += 0.5; return &spot; }
static inline int fail(int code) { errno = code; return -code; }
static inline const char *letters(int n) { for (int i = 0; i < n && i < 7; i++) text[i] = 'a' + i; return text; }
`,
    source:
      '_Thread_local int counter = 3;\n_Thread_local struct spot spot = { 1, 2 };\n_Thread_local char text[8] = "";',
    calls: [
      ["%d", "counter", "lib.counter.value"],
      ["%d", "count()"],
      ["%d", "counter", "lib.counter.value"],
      ["%d", "*counter_place() == counter", "Number(lib.counter_place() === lib.counter.address)"],
      ["%d", "(counter = 20, count())", "(lib.counter.value = 20, lib.count())"],
      ["%d", "own_next() * 100 + own_next()", "lib.own_next() * 100 + lib.own_next()"],
      ["%d", "*own_place()", "c.int.at(lib.own_place())"],
      ["%d", "share(2)"],
      ["%d", "share(3)"],
      ["%g", "spot_place()->y + spot.x", "lib.struct_spot.at(lib.spot_place()).y + lib.spot.value.x"],
      ["%d", "fail(7)"],
      ["%s", "letters(3)"],
    ],
  },
  {
    name: "macros with the names of keywords and types",
    header: `typedef struct { int x, y; } pair;
struct odd { char c; long double d; };
typedef long length;
static inline int less(int x) { return x - 1; }
static inline long more(length x) { return x + 1; }
static inline unsigned char byte(unsigned char x) { return x + 1; }
static inline pair flip(const pair p) { return (pair){ p.y, p.x }; }
static inline struct odd grow(struct odd o, long double by) { o.d *= by; return o; }
static inline _Bool is(_Bool x) { return !x; }
static inline float half(float x) { return x / 2; }
static inline __attribute__((vector_size(16))) int twice(__attribute__((vector_size(16))) int v) { return v * 2; }
static inline int sum(int n, __builtin_va_list list) { int s = 0; while (n--) s += __builtin_va_arg(list, int); return s; }
#define int long
#define long char
#define unsigned
#define float double
#define double int
#define pair struct odd
#define odd even
#define struct union
#define const volatile
#define void int
#define return
#define sizeof
#define _Bool int
#define __attribute__(x)
#define __builtin_memcpy(...)
#define __builtin_va_start(...)
#define length pair
`,
    calls: [],
    inTypeScriptOnly: {
      "lib.less(-2147483647)": "-2147483648",
      "lib.more(2 ** 40)": String(2 ** 40 + 1),
      "lib.byte(255)": "0",
      "lib.flip(make(lib.pair, { x: 3, y: 4 })).x": "4",
      "lib.grow(make(lib.struct_odd, { d: 1.5 }), 4).d": "6",
      "lib.is(false)": "true",
      "lib.half(3)": "1.5",
      "lib.twice([1, 2, 3, 4])": "2,4,6,8",
      "lib.sum(3, 1, 2, 3)": "6",
    },
  },
];
