import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Headers of the packages that `npm run setup` installs, of every style; `npm run survey` takes all there are. */
const LIBC =
  "aio argp ar complex cpio ctype dirent elf endian errno fcntl fenv fnmatch ftw getopt glob grp iconv ifaddrs inttypes langinfo " +
  "libintl limits link locale malloc mqueue netdb obstack poll printf pthread pwd regex sched search semaphore setjmp " +
  "signal spawn stdint stdio stdlib string syslog tar termios threads time uchar unistd utmpx wchar wctype wordexp";
const SYSTEM =
  "epoll inotify ipc mman msg ptrace resource sem shm signalfd socket stat statvfs time timex ucontext un user utsname wait";
const NETWORK = "in ip ip6 tcp udp ether icmp6";
const KERNEL =
  "bpf btrfs can cec ethtool fb fuse hidraw if_link input io_uring kvm loop netlink nl80211 perf_event rtnetlink seccomp serial videodev2";
const LIBRARIES = "sqlite3 sqlite3ext zlib zconf openssl/evp openssl/x509v3 openssl/bio";

const words = (text: string): string => text.replaceAll(" ", "|");
const ONLY = `^((${words(LIBC)}|${words(LIBRARIES)})|x86_64-linux-gnu/sys/(${words(SYSTEM)})|netinet/(${words(NETWORK)})|linux/(${words(KERNEL)}))\\.h$`;

interface Survey {
  readonly results: readonly {
    readonly header: string;
    readonly compiles: boolean;
    readonly refused: string | null;
    readonly crash: string | null;
    readonly wrong: readonly string[];
    readonly missing: readonly string[];
    readonly uncompared: readonly string[];
    readonly facts: number;
  }[];
  readonly types: readonly string[];
}

test("headers of the system: no layout and no constant is wrong, and none is missing", { timeout: 600_000 }, () => {
  const { stdout } = spawnSync(process.execPath, ["scripts/survey.mjs", "--json", "--only", ONLY], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const { results, types } = JSON.parse(stdout) as Survey;
  const faulty = results.filter(
    ({ crash, refused, wrong, missing }) => crash !== null || refused !== null || wrong.length + missing.length > 0,
  );
  expect(faulty).toEqual([]);
  expect(types).toEqual([]);
  expect(results.flatMap(({ uncompared }) => uncompared)).toEqual([]);
  expect(results.filter(({ compiles }) => compiles).length).toBeGreaterThan(90);
  expect(results.reduce((sum, { facts }) => sum + facts, 0)).toBeGreaterThan(15_000);
});
