import { machine } from "node:os";
import { addressOf, c, cast, type Pointer, type Scope, scope, text, view } from "c2ts-runtime";
import { expect, test } from "vitest";
import * as uv from "../../packages/libuv/index.ts";

const { api } = uv;

test("the library that is loaded is the one whose header was read, not the libuv inside node", () => {
  expect(uv.uv_version_string()).toBe(`${uv.UV_VERSION_MAJOR}.${uv.UV_VERSION_MINOR}.${uv.UV_VERSION_PATCH}`);
  expect(uv.uv_version_string()).not.toBe(process.versions.uv);
});

/** A loop of its own, beside Node's; it is closed at the end of `s`, and so must all be that was opened in it. */
function openLoop(s: Scope): uv.uv_loop_t {
  const loop = s.alloc(uv.uv_loop_t);
  api.uv_loop_init(loop);
  s.defer(() => api.uv_loop_close(loop));
  return loop;
}

test("a timer, three times", () => {
  using s = scope();
  const loop = openLoop(s);
  const timer = s.alloc(uv.uv_timer_t);
  api.uv_timer_init(loop, timer);
  let ticks = 0;
  const tick = s.callback<uv.uv_timer_cb>((same) => {
    if (++ticks === 3) uv.uv_close(cast(same, uv.uv_handle_t), null);
  });
  api.uv_timer_start(timer, tick, 1, 1);
  expect(uv.uv_run(loop, uv.UV_RUN_DEFAULT)).toBe(0); // nothing is left to wait for
  expect(ticks).toBe(3);
});

test("what a timer throws comes out of uv_run", () => {
  using s = scope();
  const loop = openLoop(s);
  const timer = s.alloc(uv.uv_timer_t);
  api.uv_timer_init(loop, timer);
  const tick = s.callback(() => {
    throw new Error("enough");
  });
  api.uv_timer_start(timer, tick, 1, 0);
  expect(() => uv.uv_run(loop, uv.UV_RUN_DEFAULT)).toThrow("enough");
  expect(() => api.uv_loop_close(loop)).toThrow("uv_loop_close: resource busy or locked (-16)");
  uv.uv_close(cast(addressOf(timer), uv.uv_handle_t), null);
  uv.uv_run(loop, uv.UV_RUN_DEFAULT);
});

type Stream = Pointer<uv.uv_stream_t> | null;

/** Sends `text`. libuv reads the bytes when it comes to it: they stay until it says that it has. */
function send(to: Stream, text: string): void {
  const s = scope();
  const bytes = s.array(c.uchar, Buffer.from(text));
  const sent = s.callback<uv.uv_write_cb>(() => s.dispose());
  api.uv_write(s.alloc(uv.uv_write_t), to, uv.uv_buf_init(bytes, bytes.length), 1, sent);
}

/** Calls `got` with each piece of text that arrives, and closes the stream when the other end has. */
function receive(s: Scope, from: Stream, got: (text: string) => void): void {
  const memory = s.array(c.uchar, 65_536);
  const alloc = s.callback<uv.uv_alloc_cb>((_stream, _size, buf) => {
    const buffer = uv.uv_buf_t.at(buf);
    buffer.base = addressOf(memory); // which the scope keeps
    buffer.len = memory.length;
  });
  const read = s.callback<uv.uv_read_cb>((stream, count, buf) => {
    if (count >= 0) got(Buffer.from(view(uv.uv_buf_t.at(buf).base, count)).toString());
    else uv.uv_close(cast(stream, uv.uv_handle_t), null); // UV_EOF, or an error
  });
  api.uv_read_start(from, alloc, read);
}

test("a TCP server that echoes, and a client", async () => {
  using s = scope();
  const loop = openLoop(s);
  const tcp = (): uv.uv_tcp_t => {
    const socket = s.alloc(uv.uv_tcp_t);
    api.uv_tcp_init(loop, socket);
    return socket;
  };
  const asStream = (socket: uv.uv_tcp_t): Stream => cast(addressOf(socket), uv.uv_stream_t);

  const server = tcp();
  api.uv_tcp_bind(server, cast(addressOf(api.uv_ip4_addr("127.0.0.1", 0)), uv.struct_sockaddr), 0);
  const accept = s.callback<uv.uv_connection_cb>((listening, status) => {
    expect(status).toBe(0);
    const peer = asStream(tcp());
    api.uv_accept(listening, peer);
    receive(s, peer, (text) => send(peer, text));
    uv.uv_close(cast(listening, uv.uv_handle_t), null); // one is enough
  });
  api.uv_listen(asStream(server), 1, accept);

  const address = s.alloc(uv.struct_sockaddr_in);
  const where = cast(addressOf(address), uv.struct_sockaddr);
  api.uv_tcp_getsockname(server, where, uv.struct_sockaddr_in.size);
  const client = tcp();
  let heard = "";
  const connected = s.callback<uv.uv_connect_cb>((_request, status) => {
    expect(status).toBe(0);
    receive(s, asStream(client), (text) => {
      heard += text;
      if (heard === "grüße") uv.uv_close(cast(addressOf(client), uv.uv_handle_t), null);
    });
    send(asStream(client), "grüße");
  });
  api.uv_tcp_connect(s.alloc(uv.uv_connect_t), client, where, connected);

  await uv.uv_run.async(loop, uv.UV_RUN_DEFAULT); // on another thread: this one goes on, and runs the functions
  expect(heard).toBe("grüße");
});

test("a connection that is refused: what a callback is told has a name and words too", async () => {
  using s = scope();
  const loop = openLoop(s);
  const client = s.alloc(uv.uv_tcp_t);
  api.uv_tcp_init(loop, client);
  api.uv_tcp_bind(client, cast(addressOf(api.uv_ip4_addr("127.0.0.1", 0)), uv.struct_sockaddr), 0);
  const self = s.alloc(uv.struct_sockaddr_in); // where nobody listens, for it is the client's own
  const where = cast(addressOf(self), uv.struct_sockaddr);
  api.uv_tcp_getsockname(client, where, uv.struct_sockaddr_in.size);
  const other = s.alloc(uv.uv_tcp_t);
  api.uv_tcp_init(loop, other);
  let told = 0;
  const connected = s.callback<uv.uv_connect_cb>((_request, status) => {
    told = status;
    for (const socket of [client, other]) uv.uv_close(cast(addressOf(socket), uv.uv_handle_t), null);
  });
  api.uv_tcp_connect(s.alloc(uv.uv_connect_t), other, where, connected);
  await uv.uv_run.async(loop, uv.UV_RUN_DEFAULT);
  expect(told).toBe(uv.UV_ECONNREFUSED);
  expect([uv.uv_err_name(told), uv.uv_strerror(told)]).toEqual(["ECONNREFUSED", "connection refused"]);
});

test("errors are exceptions with libuv's own words", () => {
  expect(() => api.uv_ip4_addr("1.2.3", 80)).toThrow("uv_ip4_addr: invalid argument (-22)");
  expect(() => api.uv_chdir("/no/such/folder")).toThrow("uv_chdir: no such file or directory (-2)");
});

test("what C writes to an out-parameter is the result", () => {
  expect(api.uv_ip4_name(api.uv_ip4_addr("192.0.2.7", 80), 16)).toBe("192.0.2.7");
  expect(api.uv_cwd(4096).buffer).toBe(process.cwd());
  expect(text(api.uv_os_uname().machine)).toBe(machine());
});
