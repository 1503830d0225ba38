#include "fz.h"
#include <math.h>
#include <stdio.h>

static uint64_t hash(unsigned seed, unsigned leaf) {
  uint64_t z = ((uint64_t)seed << 32 | leaf) + 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

unsigned long long fz_uint(unsigned seed, unsigned leaf, int bits) {
  uint64_t h = hash(seed, leaf), all = ~0ull >> (64 - bits);
  switch (h % 8) {
    case 0: return 0;
    case 1: return all;
    case 2: return 1;
    default: return h >> 3 & all;
  }
}

long long fz_int(unsigned seed, unsigned leaf, int bits) {
  uint64_t h = hash(seed, leaf), all = ~0ull >> (64 - bits);
  uint64_t half = all >> 1;
  switch (h % 8) {
    case 0: return -(long long)half - 1;
    case 1: return (long long)half;
    case 2: return -1;
    case 3: return 0;
    default: return (long long)(h >> 3 & half) - (h >> 63 ? (long long)half : 0);
  }
}

int fz_long_bits(unsigned seed) { return seed & 1 ? 64 : 53; }
int fz_bool(unsigned seed, unsigned leaf) { return hash(seed, leaf) & 1; }

double fz_f64(unsigned seed, unsigned leaf) {
  uint64_t h = hash(seed, leaf);
  switch (h % 16) {
    case 0: return 0;
    case 1: return -0.0;
    case 2: return INFINITY;
    case 3: return -INFINITY;
    case 4: return NAN;
    case 5: return 0x1.fffffffffffffp1023;
    case 6: return 0x1p-1074;
    default: return (double)((int64_t)h >> 12) / 1024;
  }
}

float fz_f32(unsigned seed, unsigned leaf) {
  uint64_t h = hash(seed, leaf);
  switch (h % 16) {
    case 0: return 0;
    case 1: return -0.0f;
    case 2: return INFINITY;
    case 3: return -INFINITY;
    case 4: return NAN;
    case 5: return 0x1.fffffep127f;
    case 6: return 0x1p-149f;
    default: return (float)((int64_t)h >> 41) / 16;
  }
}

/* Exact as a _Float16. */
float fz_half(unsigned seed, unsigned leaf) { return (float)((int64_t)hash(seed, leaf) >> 53) / 8; }

void *fz_pointer(unsigned seed, unsigned leaf) {
  uint64_t h = hash(seed, leaf);
  return (void *)(h % 4 == 0 ? 0 : h % 4 == 1 ? ~(uint64_t)0 : h >> 17);
}

unsigned fz_choice(unsigned seed, unsigned leaf, unsigned count) { return hash(seed, leaf) % count; }

#define WORDS(prefix) prefix##"", prefix##"a", prefix##"grüße €😀", prefix##"tab\there \"quoted\" \\", prefix##"0123456789012345678901234567890123456789"
static const char *const words[] = {WORDS()};
static const uint16_t *const words16[] = {WORDS(u)};
static const uint32_t *const words32[] = {WORDS(U)};

const char *fz_text(unsigned seed) { return words[fz_choice(seed, 0, 5)]; }
const uint16_t *fz_text16(unsigned seed) { return words16[fz_choice(seed, 0, 5)]; }
const uint32_t *fz_text32(unsigned seed) { return words32[fz_choice(seed, 0, 5)]; }

static char texts[2][1 << 20];
static size_t used[2];
static int current;

void fz_use(int text) { current = text; }

const char *fz_take(void) {
  char *text = texts[current];
  text[used[current]] = 0;
  used[current] = 0;
  return text;
}

#define LOG(...)                                                                                                   \
  do {                                                                                                             \
    size_t room = sizeof texts[0] - 1 - used[current];                                                             \
    int length = snprintf(texts[current] + used[current], room, __VA_ARGS__);                                      \
    if (length > 0 && (size_t)length < room) used[current] += (size_t)length;                                      \
  } while (0)

void fz_log_int(const char *name, const char *path, long long value) { LOG("%s%s=%lld ", name, path, value); }
void fz_log_uint(const char *name, const char *path, unsigned long long value) { LOG("%s%s=%llu ", name, path, value); }

void fz_log_f32(const char *name, const char *path, float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  if (value != value) LOG("%s%s=nan ", name, path);
  else LOG("%s%s=f%08x ", name, path, bits);
}

void fz_log_f64(const char *name, const char *path, double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  if (value != value) LOG("%s%s=nan ", name, path);
  else LOG("%s%s=d%016llx ", name, path, (unsigned long long)bits);
}

void fz_log_complex32(const char *name, const char *path, float re, float im) {
  char text[2][16];
  const float parts[2] = {re, im};
  for (int i = 0; i < 2; i++) {
    uint32_t bits;
    memcpy(&bits, &parts[i], sizeof bits);
    snprintf(text[i], sizeof text[i], parts[i] != parts[i] ? "nan" : "f%08x", bits);
  }
  LOG("%s%s=%s,%s ", name, path, text[0], text[1]);
}

void fz_log_complex64(const char *name, const char *path, double re, double im) {
  char text[2][24];
  const double parts[2] = {re, im};
  for (int i = 0; i < 2; i++) {
    uint64_t bits;
    memcpy(&bits, &parts[i], sizeof bits);
    snprintf(text[i], sizeof text[i], parts[i] != parts[i] ? "nan" : "d%016llx", (unsigned long long)bits);
  }
  LOG("%s%s=%s,%s ", name, path, text[0], text[1]);
}

void fz_log_int128(const char *name, const char *path, unsigned __int128 value) {
  LOG("%s%s=x%016llx%016llx ", name, path, (unsigned long long)(value >> 64), (unsigned long long)value);
}

void fz_log_pointer(const char *name, const char *path, const volatile void *value) {
  LOG("%s%s=%#llx ", name, path, (unsigned long long)(uintptr_t)value);
}

void fz_log_text(const char *name, const char *value) {
  if (value == NULL) LOG("%s=null ", name);
  else LOG("%s=<%s> ", name, value);
}

/* The text as UTF-8, which C has at the same place of another table. */
void fz_log_text16(const char *name, const void *value) {
  for (int i = 0; i < 5; i++) if (value == words16[i]) fz_log_text(name, words[i]);
}
void fz_log_text32(const char *name, const void *value) {
  for (int i = 0; i < 5; i++) if (value == words32[i]) fz_log_text(name, words[i]);
}

void fz_log_bytes(const char *name, const void *memory, size_t size) {
  LOG("%s=", name);
  for (size_t i = 0; i < size; i++) LOG("%02x", ((const unsigned char *)memory)[i]);
  LOG(" ");
}
