import { defineConfig } from "c2ts";

const errno = { when: "nonzero", errno: true };

export default defineConfig({
  library: "c",
  headers: ["pty.h", "termios.h", "unistd.h"],
  include: ["file:bits/**", "^(openpty|tcgetattr|tcsetattr|read|write|close|winsize|termios|TCSANOW|OPOST)$"],
  output: "libc.js",
  annotations: {
    openpty: { amaster: "out", aslave: "out", throws: errno },
    tcgetattr: { termios_p: "out", throws: errno },
    tcsetattr: { throws: errno },
    close: { throws: errno },
    write: { buf: { array: "n" }, throws: { when: "negative", errno: true } },
    read: {
      async: "only", // it waits: on another thread
      buf: { out: true, array: "nbytes", used: "result" },
      throws: { when: "negative", errno: true },
    },
  },
});
