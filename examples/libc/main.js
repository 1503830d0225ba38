// Runs a program in a terminal of its own, 60 columns wide, and shows what it writes there: `npm start`, or `node main.js ls --color /`.
import { spawn } from "node:child_process";
import * as libc from "./libc.js";

const { api } = libc;

const size = libc.struct_winsize.alloc();
Object.assign(size, { ws_row: 20, ws_col: 60 });
const { amaster: ours, aslave: theirs } = api.openpty(null, null, size);
const settings = api.tcgetattr(theirs);
settings.c_oflag &= ~libc.OPOST; // lines end as in a file, without a carriage return
api.tcsetattr(theirs, libc.TCSANOW, settings);

const script = 'test -t 0 && echo a terminal of $(stty size); echo "who are you?"; read name; echo hello, $name';
const [command, ...args] = process.argv.length > 2 ? process.argv.slice(2) : ["sh", "-c", script];
const child = spawn(command, args, { stdio: [theirs, theirs, theirs] });
api.close(theirs);

for (let isOpen = true; isOpen; ) {
  try {
    const bytes = await api.read(ours, 4096);
    process.stdout.write(Buffer.from(bytes));
    if (Buffer.from(bytes).includes("who are you?")) api.write(ours, "a program\n"); // as from its keyboard
    isOpen = bytes.length > 0;
  } catch (error) {
    if (error.code !== "EIO") throw error;
    isOpen = false; // nobody is at the terminal any more
  }
}
api.close(ours);
process.exitCode = child.exitCode ?? 0;
