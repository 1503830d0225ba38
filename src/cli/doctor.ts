import { Command } from "commander";
import type { Diagnosis } from "../index.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";

interface DoctorOptions {
  readonly libclang?: string;
  readonly json?: boolean;
}

export function doctorCommand(ended: (code: ExitCode) => void): Command {
  return new Command("doctor")
    .description("say what c2ts found of what it needs to read headers, and what to install")
    .option("--libclang <path>", "libclang to look at instead of searching (or set C2TS_LIBCLANG)")
    .option("--json", "print the findings as JSON on stdout")
    .action(async (options: DoctorOptions) => {
      const { diagnose } = await import("../index.ts");
      const found = diagnose(options.libclang);
      process.stdout.write(options.json ? `${JSON.stringify(found, null, 2)}\n` : doctorText(found));
      ended(found.libclang === null ? EXIT.problems : EXIT.ok);
    });
}

function doctorText({ candidates, libclang, builtinHeaders, install }: Diagnosis): string {
  const lines = [`node      ${process.version} on ${process.platform}-${process.arch}`];
  lines.push(
    libclang === null ? "libclang  not found" : `libclang  ${libclang.version}, ${libclang.path} (${libclang.source})`,
  );
  for (const { path, source, reason } of candidates) {
    if (path !== libclang?.path) lines.push(`          ${path} (${source}): ${reason ?? "usable"}`);
  }
  if (libclang !== null) lines.push(`headers   ${builtinHeaders.join(" ")}`);
  if (libclang === null) {
    lines.push("", "c2ts reads headers with libclang 14 or newer. Modules and specs that exist already need none.");
    lines.push(
      install === null
        ? "Install it with your package manager, or name it with --libclang."
        : `Install it:  ${install}`,
    );
    lines.push("Installed elsewhere? Name the file with --libclang or C2TS_LIBCLANG.");
  }
  return `${lines.join("\n")}\n`;
}
