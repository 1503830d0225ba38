#include <stdint.h>
/** A packet's head, as it is on the wire.
 *
 * Members are in network order. <b>Not</b> bold, and </script><script>alert(1)</script> is text.
 *   @param none there are none
 * - one
 * - two
 */
struct packet_head {
  uint8_t version;              /**< always 1 */
  uint32_t sequence;            /**< number of this packet, which begins anywhere */
  unsigned int urgent : 1, : 2, window : 13, kind : 4;
  union {
    uint64_t address;
    struct { uint16_t port; char host[6]; };
    float weight;
  };
  struct { short x, y; } points[3];
  char name[100];
  double *values;
  uint8_t tail;
};
/** The packet that came last.
 * @param from whose it is
 * @return NULL if there was none */
struct packet_head *last_packet(const char *from, int (*filter)(const struct packet_head *head, void *user), void *user, uint64_t since);
enum color { RED, GREEN = 5, /**< like grass */ BLUE };
long double precise(long double x);
typedef struct { int quot, rem; } my_div_t;
my_div_t my_div(int a, int b);
#define LIMIT 0x7fff
#define TWICE(x) ((x) + (x))
#define GUARD
extern int counter;
union either { int i; double d; char text[12]; };
