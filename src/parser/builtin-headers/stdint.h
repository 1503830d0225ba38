/* C17 7.20: the library's own header where there is one. */
#include_next <stdint.h>
