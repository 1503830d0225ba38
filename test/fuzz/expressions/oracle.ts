import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A macro that has been bound, the C types of its arguments, and arguments in C. */
export interface Question {
  readonly name: string;
  readonly types: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Answer {
  /** Sign and width of the macro's type: `s32` for `int`; `float` for floating types. */
  readonly type: string;
  /** For each row `undefined`, a number of C printed whole, or the bits of a double. */
  readonly values: readonly string[];
}

/** What a compiler makes of undefined behaviour: it stops there. A left shift that gcc defines goes on. */
const SANITIZERS =
  "-fsanitize=signed-integer-overflow,shift-exponent,integer-divide-by-zero,float-cast-overflow -fsanitize-undefined-trap-on-error";

/**
 * What gcc makes of each row of each macro.
 *
 * @param header text that defines the macros.
 */
export function askGcc(header: string, questions: readonly Question[]): readonly Answer[] {
  const folder = mkdtempSync(join(tmpdir(), "c2ts-expressions-"));
  try {
    writeFileSync(join(folder, "ask.c"), program(header, questions));
    const flags = [
      "-w",
      "-O0",
      "-std=gnu17",
      ...SANITIZERS.split(" "),
      "-o",
      join(folder, "ask"),
      join(folder, "ask.c"),
    ];
    execFileSync("gcc", flags, { stdio: ["ignore", "inherit", "inherit"] });
    const lines = execFileSync(join(folder, "ask"), { encoding: "utf8", maxBuffer: 2 ** 28 }).split("\n");
    let at = 0;
    return questions.map(({ rows }) => ({
      type: lines[at++] ?? "nothing",
      values: rows.map(() => lines[at++] ?? "nothing"),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function program(header: string, questions: readonly Question[]): string {
  const functions = questions.map(({ name, types, rows }, i) => {
    // volatile: else the compiler computes at compile time what it should stop at.
    const columns = types.map(
      (type, k) => `  static ${type} volatile p${k}[] = {${rows.map((row) => row[k]).join(", ")}};`,
    );
    const given = types.map((_, k) => `p${k}[i]`).join(", ");
    return `static void ask${i}(void) {
${columns.join("\n")}
  volatile int i = 0;
  puts(FZ_TYPE(${name}(${given})));
  for (i = 0; i < ${rows.length}; i++) {
    if (sigsetjmp(fz_back, 1) != 0) puts("undefined");
    else FZ_PRINT(${name}(${given}));
  }
}`;
  });
  return `#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
${header}
static sigjmp_buf fz_back;
static void fz_stop(int signal) { siglongjmp(fz_back, signal); }
static void fz_signed(long long value) { printf("%lld\\n", value); }
static void fz_unsigned(unsigned long long value) { printf("%llu\\n", value); }
static void fz_double(double value) {
  unsigned long long bits;
  memcpy(&bits, &value, sizeof bits);
  if (value != value) puts("nan");
  else printf("%016llx\\n", bits);
}
#define FZ_PRINT(value) _Generic((value), float: fz_double, double: fz_double, \\
  _Bool: fz_unsigned, unsigned char: fz_unsigned, unsigned short: fz_unsigned, unsigned int: fz_unsigned, \\
  unsigned long: fz_unsigned, unsigned long long: fz_unsigned, default: fz_signed)(value)
#define FZ_TYPE(value) _Generic((value), float: "float", double: "float", _Bool: "u8", \\
  char: "s8", signed char: "s8", unsigned char: "u8", short: "s16", unsigned short: "u16", int: "s32", \\
  unsigned int: "u32", long: "s64", unsigned long: "u64", long long: "s64", unsigned long long: "u64", default: "other")
${functions.join("\n")}
int main(void) {
  struct sigaction stop = {.sa_handler = fz_stop, .sa_flags = SA_NODEFER};
  sigaction(SIGILL, &stop, NULL);
  sigaction(SIGTRAP, &stop, NULL);
  sigaction(SIGFPE, &stop, NULL);
${questions.map((_, i) => `  ask${i}();`).join("\n")}
  return 0;
}
`;
}
