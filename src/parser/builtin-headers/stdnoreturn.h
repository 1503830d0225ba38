/* C17 7.23. */
#ifndef C2TS_STDNORETURN_H
#define C2TS_STDNORETURN_H
#define noreturn _Noreturn
#endif
