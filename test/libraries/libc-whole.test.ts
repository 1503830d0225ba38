import { addressOf, Callback, c, cstring, handle, objectOf, own, type Pointer, text } from "c2ts-runtime";
import { expect, onTestFinished, test } from "vitest";
import * as libc from "../../packages/libc/index.ts";

// What is in no other test of the C library: search, regular expressions, sockets, terminals, threads, mathematics.

const { api } = libc;

/** Closes file descriptors after the test. */
function closing<T extends readonly number[]>(descriptors: T): T {
  onTestFinished(() => {
    for (const fd of descriptors) api.close(fd);
  });
  return descriptors;
}

test("bsearch with a TypeScript comparator", () => {
  const numbers = Int32Array.of(-3, 0, 5, 7, 9);
  const compare = (a: Pointer | null, b: Pointer | null): number => c.int.at(a) - c.int.at(b);
  const find = (wanted: number): Pointer | null =>
    libc.bsearch(Int32Array.of(wanted), numbers, numbers.length, c.int.size, compare);
  expect(c.int.at(find(7))).toBe(7);
  expect(find(7)).toBe(c.int.offset(addressOf(numbers), 3));
  expect(find(6)).toBeNull();
});

interface Pattern extends Disposable {
  /** What a text matches, and its groups. */
  match(subject: string): readonly string[] | null;
}

/** @throws SyntaxError in regcomp's own words */
function compile(pattern: string): Pattern {
  const regex = libc.regex_t.alloc();
  const code = libc.regcomp(regex, pattern, libc.REG_EXTENDED);
  if (code !== 0) throw new SyntaxError(api.regerror(code, regex, 100));
  const groups = libc.regmatch_t.array(Number(regex.re_nsub) + 1);
  return {
    match(subject) {
      const bytes = Buffer.from(`${subject}\0`);
      if (libc.regexec(regex, bytes, groups.length, groups, 0) !== 0) return null;
      return Array.from(groups, ({ rm_so, rm_eo }) => bytes.toString("utf8", rm_so, rm_eo));
    },
    [Symbol.dispose]: () => libc.regfree(regex),
  };
}

test("regcomp, regexec, regerror", () => {
  using date = compile("([0-9]{4})-([0-9]{2})");
  expect(date.match("grüße, 2026-11-21")).toEqual(["2026-11", "2026", "11"]);
  expect(date.match("no date")).toBeNull();
  expect(() => compile("(")).toThrow("Unmatched ( or \\(");
});

test("socketpair: what is written to one end comes out of the other", () => {
  const [left = -1, right = -1] = closing([...api.socketpair(libc.AF_UNIX, libc.SOCK_STREAM, 0)]);
  expect(api.write(left, "grüße")).toBe(7);
  expect(Buffer.from(api.read(right, 100)).toString()).toBe("grüße");
  expect(() => api.socketpair(libc.AF_INET, libc.SOCK_STREAM, 0)).toThrow("operation not supported on socket");
});

test("a terminal: openpty, tcgetattr, tcsetattr", () => {
  const { amaster, aslave } = api.openpty(null, null, null);
  closing([amaster, aslave]);
  expect(libc.isatty(aslave)).toBe(1);
  const settings = api.tcgetattr(aslave);
  expect(settings.c_lflag & libc.ECHO).toBe(libc.ECHO);
  expect(settings.c_cc.at(libc.VINTR)).toBe(3); // Ctrl-C

  api.write(amaster, "hi\r");
  expect(Buffer.from(api.read(aslave, 100)).toString()).toBe("hi\n");
  expect(Buffer.from(api.read(amaster, 100)).toString()).toBe("hi\r\n"); // the echo
  libc.cfmakeraw(settings);
  api.tcsetattr(aslave, libc.TCSANOW, settings);
  api.write(amaster, "hi\r");
  expect(Buffer.from(api.read(aslave, 100)).toString()).toBe("hi\r");
  const [left = -1] = closing([...api.socketpair(libc.AF_UNIX, libc.SOCK_STREAM, 0)]);
  expect(() => api.tcgetattr(left)).toThrow("tcgetattr: ENOTTY");
});

test("srand48 and drand48: the numbers that the standard wants", () => {
  libc.srand48(1);
  let state = (1n << 16n) | 0x330en;
  for (let i = 0; i < 5; i++) {
    state = (state * 0x5deece66dn + 11n) % 2n ** 48n;
    expect(libc.drand48()).toBe(Number(state) / 2 ** 48);
  }
});

class Job {
  readonly ran: number[] = [];
  readonly n: number;
  constructor(n: number) {
    this.n = n;
  }
}

test("pthread_create on a TypeScript function, which runs on this thread while that one waits", async () => {
  using work = new Callback((argument: Pointer | null) => {
    const job = objectOf(argument, Job);
    job.ran.push(job.n ** 2);
    return argument;
  });
  const jobs = [1, 2, 3].map((n) => new Job(n));
  const handles = jobs.map((job) => handle(job));
  const threads = handles.map((job) => api.pthread_create(null, work, job));
  const results = await Promise.all(threads.map((thread) => api.pthread_join(thread)));
  expect(results.map((result) => objectOf(result, Job))).toEqual(jobs);
  expect(jobs.map(({ ran }) => ran)).toEqual([[1], [4], [9]]);
  for (const one of handles) one.dispose();
});

test("mathematics, of libm", () => {
  expect([libc.cbrt(8), libc.hypot(3, 4), libc.fma(2, 3, 4), libc.lround(-2.5)]).toEqual([2, 5, 10, -3]);
  expect(api.frexp(10)).toEqual({ result: 0.625, exponent: 4 });
  expect(api.modf(-2.25)).toEqual({ result: -0.25, iptr: -2 });
  expect(libc.isnan(libc.log(-1))).not.toBe(0);
  expect(libc.M_PI).toBe(Math.PI);
  const root = libc.csqrt({ re: -9, im: 0 });
  expect([root.re, root.im]).toEqual([0, 3]);
});

test("who and where: uname, getpwuid, getifaddrs", () => {
  expect(text(api.uname().sysname)).toBe("Linux");
  const me = libc.struct_passwd.at(libc.getpwuid(libc.getuid()));
  expect(me.pw_uid).toBe(process.getuid?.());
  using interfaces = own(api.getifaddrs(), libc.freeifaddrs);
  const names: (string | null)[] = [];
  let at: Pointer<libc.struct_ifaddrs> | null = interfaces.pointer;
  while (at !== null) {
    const { ifa_name, ifa_next }: libc.struct_ifaddrs = libc.struct_ifaddrs.at(at);
    names.push(cstring(ifa_name));
    at = ifa_next;
  }
  expect(names).toContain("lo");
});
