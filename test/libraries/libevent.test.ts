import { Callback, c, cstring } from "c2ts-runtime";
import { expect, test } from "vitest";
import * as ev from "../../packages/libevent/index.ts";
import { freePort } from "../support/free-port.ts";

const { api } = ev;

function milliseconds(count: number): ev.struct_timeval {
  const time = ev.struct_timeval.alloc();
  time.tv_usec = count * 1000;
  return time;
}

test("the library is the one whose header was read", () => {
  expect(ev.event_get_version()).toBe(ev.EVENT__VERSION);
  expect(ev.event_get_version_number()).toBe(ev.EVENT__NUMERIC_VERSION);
});

test("a persistent timer, three times: then it ends the loop itself", () => {
  using base = api.event_base_new();
  let ticks = 0;
  const tick: ev.event_callback_fn = (_fd, what) => {
    expect(what).toBe(ev.EV_TIMEOUT);
    if (++ticks === 3) api.event_base_loopbreak(base);
  };
  using timer = api.event_new(base, -1, ev.EV_PERSIST, tick, null);
  api.event_add(timer, milliseconds(1));
  api.event_base_dispatch(base);
  expect([ticks, ev.event_base_got_break(base)]).toEqual([3, 1]);
  expect(ev.event_pending(timer, ev.EV_TIMEOUT, null)).toBe(ev.EV_TIMEOUT); // it would go on
});

test("what a timer throws comes out of the loop", () => {
  using base = api.event_base_new();
  const tick = (): never => {
    throw new Error("enough");
  };
  using timer = api.event_new(base, -1, 0, tick, null);
  api.event_add(timer, milliseconds(1));
  expect(() => api.event_base_dispatch(base)).toThrow("enough");
});

test("a buffer: text goes in as C prints it, and comes out by lines", () => {
  using buffer = api.evbuffer_new();
  expect(api.evbuffer_add_printf(buffer, "%s has %d\nof %.1f\r\nthe rest", "grüße", 7, c.double(0.5))).toBe(30);
  const line = (): string | null => api.evbuffer_readln(buffer, null, ev.EVBUFFER_EOL_CRLF);
  expect([line(), line(), line()]).toEqual(["grüße has 7", "of 0.5", null]);
  api.evbuffer_add(buffer, " of it");
  expect(ev.evbuffer_get_length(buffer)).toBe(14);
  expect(Buffer.from(api.evbuffer_remove(buffer, 100)).toString()).toBe("the rest of it");
});

test("an HTTP server in a loop on another thread, and node's fetch on this one", async () => {
  using base = api.event_base_new();
  using sent = new Callback(() => {
    api.event_base_loopbreak(base);
  });
  using http = api.evhttp_new(base);
  const port = await freePort();
  api.evhttp_bind_socket(http, "127.0.0.1", port);
  api.evhttp_set_gencb(
    http,
    (request) => {
      using body = api.evbuffer_new();
      api.evbuffer_add(body, `you asked for ${ev.evhttp_request_get_uri(request)}`);
      ev.evhttp_send_reply(request, 200, "OK", body);
      ev.evhttp_request_set_on_complete_cb(request, sent, null);
    },
    null,
  );
  const loop = ev.event_base_dispatch.async(base);
  const response = await fetch(`http://127.0.0.1:${port}/gr%C3%BC%C3%9Fe`, { headers: { connection: "close" } });
  expect([response.status, await response.text()]).toEqual([200, "you asked for /gr%C3%BC%C3%9Fe"]);
  expect(await loop).toBe(0);
});

test("failures are exceptions; libevent's own words go to a function", () => {
  const said: (string | null)[] = [];
  using log = new Callback<ev.event_log_cb>((_severity, message) => {
    said.push(cstring(message));
  });
  ev.event_set_log_callback(log);
  using base = api.event_base_new();
  expect(() => api.event_new(base, -1, ev.EV_SIGNAL | ev.EV_READ, null, null)).toThrow("event_new: it returned NULL");
  expect(() => api.event_base_loopbreak(null)).toThrow("event_base_loopbreak: it returned -1");
  ev.event_set_log_callback(null);
  expect(said).toEqual(["event_assign: EV_SIGNAL is not compatible with EV_READ, EV_WRITE or EV_CLOSED"]);
});
