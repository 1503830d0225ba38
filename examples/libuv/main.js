// A chat: what one says, the others hear. `npm start` lets two talk; `node main.js PORT` serves whoever comes (`nc localhost PORT`).
import { once } from "node:events";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { addressOf, c, cast, Ref, scope, view } from "c2ts-runtime";
import * as uv from "./uv.js";

const { api } = uv;

/** A server in a loop of its own: libuv runs it on another thread, and the functions here on this one. */
class ChatServer {
  #scope = scope(); // memory and functions that libuv has, until the end
  #loop = this.#scope.alloc(uv.uv_loop_t);
  #listening = this.#scope.alloc(uv.uv_tcp_t);
  #guests = new Set(); // of pointers to uv_stream_t
  #memory = this.#scope.array(c.uchar, 65_536);

  constructor(port) {
    api.uv_loop_init(this.#loop);
    api.uv_tcp_init(this.#loop, this.#listening);
    api.uv_tcp_bind(this.#listening, cast(addressOf(api.uv_ip4_addr("127.0.0.1", port)), uv.struct_sockaddr), 0);
    const accept = this.#scope.callback((listening, status) => {
      if (status === 0) this.#accept(listening);
    });
    api.uv_listen(cast(addressOf(this.#listening), uv.uv_stream_t), 16, accept);
  }

  get port() {
    const address = uv.struct_sockaddr_in.alloc();
    const length = new Ref(c.int, uv.struct_sockaddr_in.size);
    api.uv_tcp_getsockname(this.#listening, cast(addressOf(address), uv.struct_sockaddr), length);
    return Buffer.from(Uint16Array.of(address.sin_port).buffer).readUInt16BE();
  }

  /** Serves until the last guest has gone. */
  async run() {
    await uv.uv_run.async(this.#loop, uv.UV_RUN_DEFAULT);
    api.uv_loop_close(this.#loop);
    this.#scope.dispose();
  }

  #alloc = this.#scope.callback((_guest, _size, buf) => {
    const buffer = uv.uv_buf_t.at(buf);
    buffer.base = addressOf(this.#memory);
    buffer.len = this.#memory.length;
  });

  #read = this.#scope.callback((guest, count, buf) => {
    if (count < 0) return this.#leave(guest);
    const said = Buffer.from(view(uv.uv_buf_t.at(buf).base, count));
    for (const other of this.#guests) if (other !== guest) send(other, said);
  });

  #accept(listening) {
    const socket = this.#scope.alloc(uv.uv_tcp_t);
    const guest = cast(addressOf(socket), uv.uv_stream_t);
    api.uv_tcp_init(this.#loop, socket);
    api.uv_accept(listening, guest);
    api.uv_read_start(guest, this.#alloc, this.#read);
    this.#guests.add(guest);
  }

  #leave(guest) {
    this.#guests.delete(guest);
    uv.uv_close(cast(guest, uv.uv_handle_t), null);
    if (this.#guests.size === 0) uv.uv_close(cast(addressOf(this.#listening), uv.uv_handle_t), null);
  }
}

/** The bytes stay where they are until libuv has sent them. */
function send(stream, data) {
  const s = scope();
  const bytes = s.array(c.uchar, data);
  const sent = s.callback(() => s.dispose());
  api.uv_write(s.alloc(uv.uv_write_t), stream, uv.uv_buf_init(bytes, bytes.length), 1, sent);
}

const [port] = process.argv.slice(2);
const server = new ChatServer(Number(port ?? 0));
const served = server.run();
if (port === undefined) {
  // Nobody was asked for: two of Node's own sockets have something to say.
  const [ann, bob] = [connect(server.port, "127.0.0.1"), connect(server.port, "127.0.0.1")];
  await Promise.all([once(ann, "connect"), once(bob, "connect")]);
  const [toAnn, toBob] = [createInterface(ann), createInterface(bob)];
  // whom the server has not let in yet hears nothing: so ann knocks until she is heard
  const knocking = setInterval(() => ann.write("ann: anybody there?\n"), 20);
  console.log((await once(toBob, "line"))[0]);
  clearInterval(knocking);
  bob.write("bob: grüße, ann\n");
  console.log((await once(toAnn, "line"))[0]);
  for (const guest of [ann, bob]) guest.end();
} else {
  console.log(`nc localhost ${server.port}`);
}
await served;
