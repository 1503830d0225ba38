/* What the generated programs have in common: values from seeds, and a text of what was seen. `values.ts` does the same. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* Values. Odd seeds may give a `long` beyond 2^53, which TypeScript can give to C but not read. */
long long fz_int(unsigned seed, unsigned leaf, int bits);
unsigned long long fz_uint(unsigned seed, unsigned leaf, int bits);
int fz_long_bits(unsigned seed);
int fz_bool(unsigned seed, unsigned leaf);
float fz_f32(unsigned seed, unsigned leaf);
double fz_f64(unsigned seed, unsigned leaf);
float fz_half(unsigned seed, unsigned leaf);
void *fz_pointer(unsigned seed, unsigned leaf);
unsigned fz_choice(unsigned seed, unsigned leaf, unsigned count);
const char *fz_text(unsigned seed);
/* The same in UTF-16 and UTF-32. */
const uint16_t *fz_text16(unsigned seed);
const uint32_t *fz_text32(unsigned seed);
/* Two texts: what a library function saw (0) and what a callback saw (1). */
void fz_use(int text);
const char *fz_take(void);
void fz_log_int(const char *name, const char *path, long long value);
void fz_log_uint(const char *name, const char *path, unsigned long long value);
void fz_log_f32(const char *name, const char *path, float value);
void fz_log_f64(const char *name, const char *path, double value);
void fz_log_complex32(const char *name, const char *path, float re, float im);
void fz_log_complex64(const char *name, const char *path, double re, double im);
void fz_log_int128(const char *name, const char *path, unsigned __int128 value);
void fz_log_pointer(const char *name, const char *path, const volatile void *value);
void fz_log_text(const char *name, const char *value);
void fz_log_text16(const char *name, const void *value);
void fz_log_text32(const char *name, const void *value);
void fz_log_bytes(const char *name, const void *memory, size_t size);
