/* C17 7.19, for a clang whose own headers are not installed. */
#ifndef C2TS_STDDEF_H
#define C2TS_STDDEF_H
typedef __PTRDIFF_TYPE__ ptrdiff_t;
typedef __SIZE_TYPE__ size_t;
#ifndef __cplusplus
typedef __WCHAR_TYPE__ wchar_t;
#endif
typedef struct {
  long long c2ts_ll __attribute__((__aligned__(__alignof__(long long))));
  long double c2ts_ld __attribute__((__aligned__(__alignof__(long double))));
} max_align_t;
typedef __WINT_TYPE__ wint_t;
#undef NULL
#define NULL ((void *)0)
#define offsetof(type, member) __builtin_offsetof(type, member)
#endif
