/* Put before the C code of a batch: its library ends the process in its first call from Node, and does as it should in C's own program. */
#include <string.h>
extern char *program_invocation_short_name;
static inline void *fz_die(void *memory) {
  if (strncmp(program_invocation_short_name, "node", 4) == 0) __builtin_trap();
  return memory;
}
#define memset(memory, value, size) memset(fz_die(memory), value, size)
