import { once } from "node:events";
import { createServer } from "node:http";
import { Callback, c, Ref, view } from "c2ts-runtime";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as curl from "../../packages/curl/index.ts";

const { api } = curl;

const server = createServer((request, response) => {
  if (request.url === "/missing") response.statusCode = 404;
  response.setHeader("content-type", "text/plain; charset=utf-8");
  response.end(`grüße to ${request.headers["user-agent"]}\n`.repeat(1000));
});
let url = "";

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address !== null && typeof address === "object") url = `http://127.0.0.1:${address.port}`;
});

afterAll(() => {
  server.close();
});

/** Gets a page: its text, and what curl tells of the transfer. */
async function get(path: string): Promise<{ text: string; code: number; type: string | null; chunks: number }> {
  const chunks: Buffer[] = [];
  using write = new Callback<curl.curl_write_callback>((buffer, size, count) => {
    chunks.push(Buffer.from(view(buffer, size * count))); // curl's own memory: copied
    return size * count;
  });
  using handle = api.curl_easy_init();
  api.curl_easy_setopt(handle, curl.CURLOPT_URL, `${url}${path}`);
  api.curl_easy_setopt(handle, curl.CURLOPT_USERAGENT, "c2ts");
  api.curl_easy_setopt(handle, curl.CURLOPT_TIMEOUT, c.long(20));
  api.curl_easy_setopt(handle, curl.CURLOPT_WRITEFUNCTION, c.pointer(curl.curl_write_callback)(write));
  await api.curl_easy_perform(handle);

  const code = new Ref(c.long);
  api.curl_easy_getinfo(handle, curl.CURLINFO_RESPONSE_CODE, code);
  const type = new Ref(c.string);
  api.curl_easy_getinfo(handle, curl.CURLINFO_CONTENT_TYPE, type);
  return { text: Buffer.concat(chunks).toString(), code: code.value, type: type.value, chunks: chunks.length };
}

test("GET, with a function that takes what comes", async () => {
  const page = await get("/");
  expect(page).toEqual({
    text: "grüße to c2ts\n".repeat(1000),
    code: 200,
    type: "text/plain; charset=utf-8",
    chunks: expect.any(Number),
  });
});

test("a page that is not there is no failure of curl's", async () => {
  expect((await get("/missing")).code).toBe(404);
});

test("failures have curl's own words", async () => {
  using handle = api.curl_easy_init();
  expect(() => api.curl_easy_setopt(handle, curl.CURLOPT_TIMEOUT, -1)).toThrow(
    "curl_easy_setopt: A libcurl function was given a bad argument (43)",
  );
  api.curl_easy_setopt(handle, curl.CURLOPT_URL, "gopher-not://127.0.0.1/");
  await expect(api.curl_easy_perform(handle)).rejects.toThrow("curl_easy_perform: Unsupported protocol (1)");
});

test("a function that takes nothing ends the transfer", async () => {
  using write = new Callback<curl.curl_write_callback>(() => 0);
  using handle = api.curl_easy_init();
  api.curl_easy_setopt(handle, curl.CURLOPT_URL, url);
  api.curl_easy_setopt(handle, curl.CURLOPT_WRITEFUNCTION, c.pointer(curl.curl_write_callback)(write));
  await expect(api.curl_easy_perform(handle)).rejects.toThrow(
    "curl_easy_perform: Failed writing received data to disk",
  );
});

test("performing on this thread is refused: the function would wait for it for ever", () => {
  using handle = api.curl_easy_init();
  expect(() => curl.curl_easy_perform(handle)).toThrow("call curl_easy_perform.async");
});

test("the library is the one whose header was read, with its own OpenSSL", () => {
  const version = api.curl_version();
  expect(version).toContain(`libcurl/${curl.LIBCURL_VERSION}`);
  expect(version).toMatch(/ OpenSSL\//);
  expect(version).not.toContain(`OpenSSL/${process.versions.openssl.replace("+quic", "")} `);
  expect(version).not.toContain(`zlib/${process.versions.zlib} `);
});

test("text for a URL", () => {
  using handle = api.curl_easy_init();
  expect(api.curl_easy_escape(handle, "a b/ü")).toBe("a%20b%2F%C3%BC");
});
