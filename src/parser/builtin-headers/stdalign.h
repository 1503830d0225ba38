/* C17 7.15. */
#ifndef C2TS_STDALIGN_H
#define C2TS_STDALIGN_H
#define alignas _Alignas
#define alignof _Alignof
#endif
