import { readFileSync } from "node:fs";

/** How each family of systems installs libclang and its headers. The first word that `os-release` has decides. */
const COMMANDS: ReadonlyMap<string, string> = new Map([
  ["debian", "sudo apt-get install libclang1-19 libclang-common-19-dev"],
  ["ubuntu", "sudo apt-get install libclang1-18 libclang-common-18-dev"],
  ["fedora", "sudo dnf install clang-libs clang-resource-filesystem"],
  ["rhel", "sudo dnf install clang-libs"],
  ["arch", "sudo pacman -S clang"],
  ["alpine", "sudo apk add clang-libclang clang-headers"],
  ["suse", "sudo zypper install libclang13 clang-devel"],
  ["gentoo", "sudo emerge llvm-core/clang"],
]);

/** The command that installs libclang on this system, in its own package manager's words; `null` where none is known. */
export function installCommand(): string | null {
  switch (process.platform) {
    case "darwin":
      return "xcode-select --install   (or: brew install llvm)";
    case "win32":
      return "winget install LLVM.LLVM";
    default:
      return (
        osReleaseWords()
          .map((word) => COMMANDS.get(word))
          .find((command) => command !== undefined) ?? null
      );
  }
}

/** `ID` and `ID_LIKE` of os-release(5), most specific first. */
function osReleaseWords(): readonly string[] {
  let text: string;
  try {
    text = readFileSync("/etc/os-release", "utf8");
  } catch {
    return [];
  }
  const value = (key: string): string => new RegExp(`^${key}="?([^"\\n]*)"?$`, "m").exec(text)?.[1] ?? "";
  return `${value("ID")} ${value("ID_LIKE")}`.split(/\s+/).filter((word) => word !== "");
}
