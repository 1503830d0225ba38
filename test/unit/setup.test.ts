import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { plan } from "../../scripts/setup/plan.mjs";
import { REQUIREMENTS, type Requirement, TENSORFLOW } from "../../scripts/setup/requirements.mjs";
import { setup, type World } from "../../scripts/setup/setup.mjs";
import { packageManager } from "../../scripts/setup/system.mjs";

const all = (): Set<string> => new Set(REQUIREMENTS.flatMap(({ apt = [] }) => apt.flat()));
const named = (name: string): Requirement => {
  const found = REQUIREMENTS.find((requirement) => requirement.name === name);
  if (found === undefined) throw new Error(`no requirement is called ${name}`);
  return found;
};

/** A Debian in memory: `installed` names are what checks find, `apt-get install` adds what `packaged` has. */
function debian(missing: readonly string[], change: Partial<World> = {}) {
  const lacking = new Set(missing);
  const log: string[] = [];
  const lines: string[] = [];
  const world: World = {
    manager: "apt",
    check: async ({ name }) => (lacking.has(name) ? null : "here"),
    available: async () => all(),
    aptGet: async (args) => {
      log.push(`apt-get ${args.join(" ")}`);
      for (const { name, apt = [] } of REQUIREMENTS) {
        if (apt.some((names) => names.every((one) => args.includes(one)))) lacking.delete(name);
      }
      return 0;
    },
    run: async (command) => {
      log.push(command.join(" "));
      lacking.delete("Node 26 (in .cache/)");
      return 0;
    },
    ask: null,
    print: (line) => lines.push(line),
    ...change,
  };
  return { world, log, text: () => lines.join("\n") };
}

const UPDATE = "apt-get update";
const INSTALL_CASTXML = "apt-get install -y --no-install-recommends castxml";
const INSTALL_PKG_CONFIG = "apt-get install -y --no-install-recommends pkg-config";

describe("setup", () => {
  test("with everything there it says so, and runs and asks nothing", async () => {
    const { world, log, text } = debian([]);
    expect(await setup(REQUIREMENTS, { yes: false }, world)).toBe(0);
    expect(log).toEqual([]);
    expect(text()).toContain("Everything is there.");
  });

  test("with --yes it updates, installs what is missing and no more, and looks again", async () => {
    const { world, log, text } = debian(["castxml"]);
    expect(await setup(REQUIREMENTS, { yes: true }, world)).toBe(0);
    expect(log).toEqual([UPDATE, INSTALL_CASTXML]);
    expect(text()).toMatch(/MISSING {2}castxml[\s\S]*Looking again:\n {2}found {4}castxml/);
  });

  describe.each([
    { who: "nobody to ask", ask: null },
    { who: "a user who answers no", ask: async () => false },
  ])("with $who it installs nothing, prints the exact commands", ({ ask }) => {
    test("and says that it is enough for the demo, if it is", async () => {
      const { world, log, text } = debian(["castxml", "Node 26 (in .cache/)"], { ask });
      expect(await setup(REQUIREMENTS, { yes: false }, world)).toBe(0);
      expect(log).toEqual([]);
      expect(text()).toContain(INSTALL_CASTXML);
      expect(text()).toMatch(/npm install .*--prefix .*node26 node-\S+@26/);
      expect(text()).toContain("Enough for the demo. For all tests: npm run setup -- --yes");
    });

    test("and fails if the demo lacks something", async () => {
      const { world, log, text } = debian(["castxml", "pkg-config"], { ask });
      expect(await setup(REQUIREMENTS, { yes: false }, world)).toBe(1);
      expect(log).toEqual([]);
      expect(text()).toContain(`${INSTALL_PKG_CONFIG} castxml`);
      expect(text()).toContain("The demo needs pkg-config: npm run setup -- --yes");
    });
  });

  test("it installs for a user who answers yes", async () => {
    const { world, log } = debian(["castxml"], { ask: async () => true });
    expect(await setup(REQUIREMENTS, { yes: false }, world)).toBe(0);
    expect(log).toEqual([UPDATE, INSTALL_CASTXML]);
  });

  test("an apt-get that fails, or that installs nothing, is not believed", async () => {
    const { world, text } = debian(["castxml"], { aptGet: async () => 100 });
    expect(await setup(REQUIREMENTS, { yes: true }, world)).toBe(1);
    expect(text()).toContain("Still missing: castxml.");
  });

  test("a libclang that this release does not package is named and stops nobody", async () => {
    const packaged = new Set([...all()].filter((name) => !name.includes("-16")));
    const { world, log, text } = debian(["libclang 16", "castxml"], { available: async () => packaged });
    expect(await setup(REQUIREMENTS, { yes: true }, world)).toBe(0);
    expect(log).toEqual([UPDATE, INSTALL_CASTXML]);
    expect(text()).toContain("Ready, but for: libclang 16.");
  });

  test("what is optional stops nobody", async () => {
    const { world, log, text } = debian(["TensorFlow (in .cache/)"], { run: async () => 1 });
    expect(await setup(TENSORFLOW, { yes: true }, world)).toBe(0);
    expect(log).toEqual([]);
    expect(text()).toContain("Ready, but for: TensorFlow (in .cache/).");
  });

  test("but without a compiler nothing goes", async () => {
    const { world, text } = debian(["C compiler and libc headers"], { available: async () => new Set(["castxml"]) });
    expect(await setup(REQUIREMENTS, { yes: true }, world)).toBe(1);
    expect(text()).toContain("Still missing: C compiler");
  });

  test("elsewhere it prints that system's commands and runs none, --yes or not", async () => {
    const { world, log, text } = debian(["castxml", "libclang, 14 or newer"], { manager: "dnf" });
    expect(await setup(REQUIREMENTS, { yes: true }, world)).toBe(1);
    expect(log).toEqual([]);
    expect(text()).toMatch(/dnf install -y clang-libs castxml/);
    expect(text()).toContain("The demo needs libclang, 14 or newer: run these commands");
  });

  test("elsewhere too, tests and benchmark stop nobody", async () => {
    const { world, log, text } = debian(["castxml"], { manager: "dnf" });
    expect(await setup(REQUIREMENTS, { yes: false }, world)).toBe(0);
    expect(log).toEqual([]);
    expect(text()).toMatch(/dnf install -y castxml[\s\S]*Enough for the demo\. For all tests: run these commands/);
  });
});

describe("plan", () => {
  test("without package lists, as on a fresh container, the best alternative is the one named", () => {
    expect(plan([named("libclang, 14 or newer")], "apt", null).packages).toEqual([
      "libclang1-19",
      "libclang-common-19-dev",
    ]);
  });

  test("on an older release, the newest libclang that it has whole", () => {
    const jammy = new Set([
      "libclang1-15",
      "libclang-common-15-dev",
      "libclang1-14",
      "libclang-common-14-dev",
      "libclang1-19",
    ]);
    expect(plan([named("libclang, 14 or newer")], "apt", jammy).packages).toEqual([
      "libclang1-15",
      "libclang-common-15-dev",
    ]);
  });

  test("what two requirements share is installed once", () => {
    const { packages } = plan([named("libclang, 14 or newer"), named("libclang 19")], "apt", all());
    expect(packages).toEqual(["libclang1-19", "libclang-common-19-dev"]);
  });

  test("winget takes one name at a time, macOS gets its compiler from Xcode", () => {
    expect(plan([named("libclang, 14 or newer")], "winget", null).system).toEqual([
      "winget install --exact --id LLVM.LLVM",
    ]);
    expect(plan([named("C compiler and libc headers")], "brew", null).system).toEqual(["xcode-select --install"]);
  });

  test("everything that a demo needs has a package on every Unix", () => {
    const demo = REQUIREMENTS.filter(({ use }) => use === "demo");
    for (const manager of ["apt", "dnf", "pacman", "apk", "zypper", "brew"] as const) {
      expect(plan(demo, manager, null).unavailable).toEqual([]);
    }
  });
});

describe("without-services.sh", () => {
  const script = fileURLToPath(new URL("../../scripts/setup/without-services.sh", import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), "c2ts-setup-"));
  const policy = join(folder, "policy-rc.d");
  afterAll(() => rmSync(folder, { recursive: true }));
  afterEach(() => rmSync(policy, { force: true }));

  /** What `policy` answers while a command that exits with `code` runs. */
  const during = (code: number): { status: number | null; answer: string } => {
    const { status, stdout } = spawnSync(
      "sh",
      [script, policy, "sh", "-c", `"$0" mosquitto start; echo $?; exit ${code}`, policy],
      {
        encoding: "utf8",
      },
    );
    return { status, answer: stdout.trim() };
  };
  const write = (text: string): void => writeFileSync(policy, text, { mode: 0o755 });

  test("nothing is started, and the policy is gone afterwards", () => {
    expect(during(0)).toEqual({ status: 0, answer: "101" });
    expect(readdirSync(folder)).toEqual([]);
  });

  test("also when the installation fails, with its exit code", () => {
    expect(during(100)).toEqual({ status: 100, answer: "101" });
    expect(readdirSync(folder)).toEqual([]);
  });

  test("a policy that lets services start comes back", () => {
    const mine = "#!/bin/sh\nexit 0\n";
    write(mine);
    expect(during(0)).toEqual({ status: 0, answer: "101" });
    expect(readdirSync(folder)).toEqual(["policy-rc.d"]);
    expect(readFileSync(policy, "utf8")).toBe(mine);
  });

  test("one that does not is left alone", () => {
    write("#!/bin/sh\necho mine\nexit 101\n");
    expect(during(0)).toEqual({ status: 0, answer: "mine\n101" });
  });
});

test.each([
  ["linux", 'ID=debian\nVERSION_ID="12"\n', "apt"],
  ["linux", 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n', "apt"],
  ["linux", 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', "apt"],
  ["linux", "ID=fedora\n", "dnf"],
  ["linux", 'ID="rocky"\nID_LIKE="rhel centos fedora"\n', "dnf"],
  ["linux", "ID=arch\n", "pacman"],
  ["linux", "ID=alpine\n", "apk"],
  ["linux", 'ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n', "zypper"],
  ["linux", "ID=nixos\n", null],
  ["linux", "", null],
  ["darwin", "", "brew"],
  ["win32", "", "winget"],
] as const)("the package manager of %s with %j is %s", (platform, osRelease, want) => {
  expect(packageManager(platform, osRelease)).toBe(want);
});
