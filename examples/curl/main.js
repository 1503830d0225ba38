// Downloads a file and shows how far it has come: `npm start`, or `node main.js URL FILE`.
import { once } from "node:events";
import { createWriteStream, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Callback, c, Ref, view } from "c2ts-runtime";
import * as curl from "./curl.js";

const { api } = curl;

/** @returns what curl tells of the transfer */
async function download(url, path) {
  const file = createWriteStream(path);
  const write = new Callback((buffer, size, count) => {
    file.write(Buffer.from(view(buffer, size * count))); // a copy: the memory is curl's
    return size * count;
  });
  let shown = 0;
  const progress = new Callback((_, total, now) => {
    while (total > 0 && now * 4 >= total * (shown + 1)) console.log(`${++shown * 25} %`);
    return 0;
  });
  const handle = api.curl_easy_init();
  try {
    api.curl_easy_setopt(handle, curl.CURLOPT_URL, url);
    api.curl_easy_setopt(handle, curl.CURLOPT_FAILONERROR, c.long(1));
    api.curl_easy_setopt(handle, curl.CURLOPT_WRITEFUNCTION, c.pointer(curl.curl_write_callback)(write));
    api.curl_easy_setopt(handle, curl.CURLOPT_NOPROGRESS, c.long(0));
    api.curl_easy_setopt(handle, curl.CURLOPT_XFERINFOFUNCTION, c.pointer(curl.curl_xferinfo_callback)(progress));
    await api.curl_easy_perform(handle);
    const type = new Ref(c.string);
    api.curl_easy_getinfo(handle, curl.CURLINFO_CONTENT_TYPE, type);
    return { type: type.value };
  } finally {
    for (const owned of [handle, write, progress]) owned.dispose();
    file.end();
    await once(file, "finish");
  }
}

const [url, path] = process.argv.slice(2);
if (url !== undefined && path !== undefined) {
  console.log((await download(url, path)).type);
} else {
  // Nothing was asked for: a server of our own has something to download.
  const server = createServer((request, response) => {
    const found = request.url === "/numbers.txt";
    response.writeHead(found ? 200 : 404, { "content-type": "text/plain", "content-length": found ? 2_000_000 : 0 });
    response.end(found ? "0123456789\n".repeat(200_000).slice(0, 2_000_000) : "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const base = `http://127.0.0.1:${server.address().port}`;
  const file = join(tmpdir(), `numbers-${process.pid}.txt`);
  const { type } = await download(`${base}/numbers.txt`, file);
  console.log(type, statSync(file).size);
  try {
    await download(`${base}/letters.txt`, file);
  } catch (error) {
    console.log(error.message); // in curl's own words
  }
  rmSync(file);
  server.close();
}
