// An HTTP server that counts its visitors. `npm start` asks it three times; `node main.js PORT` serves until ^C.
import { once } from "node:events";
import { createServer } from "node:net";
import { Callback } from "c2ts-runtime";
import * as ev from "./event.js";

const { api } = ev;
const base = api.event_base_new();
const http = api.evhttp_new(base);
const visits = new Map();

const goodbye = new Callback(() => void api.event_base_loopbreak(base));
const answer = new Callback((request) => {
  const path = ev.evhttp_request_get_uri(request);
  if (path === "/bye") ev.evhttp_request_set_on_complete_cb(request, goodbye, null);
  const count = (visits.get(path) ?? 0) + 1;
  visits.set(path, count);
  const body = api.evbuffer_new();
  try {
    api.evbuffer_add_printf(body, "%s: visitor number %d\n", path, count);
    api.evhttp_add_header(ev.evhttp_request_get_output_headers(request), "Content-Type", "text/plain");
    ev.evhttp_send_reply(request, ev.HTTP_OK, "OK", body);
  } finally {
    body.dispose(); // libevent has taken what was in it
  }
});
ev.evhttp_set_gencb(http, answer, null);

const [wanted] = process.argv.slice(2);
const port = wanted === undefined ? await freePort() : Number(wanted);
api.evhttp_bind_socket(http, "127.0.0.1", port);
const served = api.event_base_dispatch(base);
if (wanted === undefined) {
  for (const path of ["/tea", "/tea", "/bye"]) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    process.stdout.write(await response.text());
  }
} else {
  console.log(`http://127.0.0.1:${port}`);
}
await served;
for (const one of [http, answer, goodbye, base]) one.dispose();

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}
