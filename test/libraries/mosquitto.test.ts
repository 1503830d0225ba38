import { PassThrough } from "node:stream";
import { cstring, type Owned, view } from "c2ts-runtime";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as mq from "../../packages/mosquitto/index.ts";
import { freePort } from "../support/free-port.ts";
import { type Broker, startBroker } from "../support/mosquitto-broker.ts";

const { api } = mq;

let broker: Broker;
beforeAll(async () => {
  broker = await startBroker();
  api.mosquitto_lib_init();
});
afterAll(async () => {
  api.mosquitto_lib_cleanup();
  await broker[Symbol.asyncDispose]();
});

test("the library is the one whose header was read", () => {
  expect(api.mosquitto_lib_version()).toEqual({
    major: mq.LIBMOSQUITTO_MAJOR,
    minor: mq.LIBMOSQUITTO_MINOR,
    revision: mq.LIBMOSQUITTO_REVISION,
  });
});

/** A client of the broker. What happens comes from mosquitto's own thread, as text, a line each. */
class Guest implements AsyncDisposable {
  readonly #events = new PassThrough({ objectMode: true });
  readonly #next = this.#events[Symbol.asyncIterator]();
  readonly #client: Owned<mq.struct_mosquitto>;

  constructor(name: string) {
    this.#client = api.mosquitto_new(name, true, null);
    api.mosquitto_connect_callback_set(this.#client, (_client, _user, code) => {
      this.#events.write(mq.mosquitto_connack_string(code));
    });
    api.mosquitto_message_callback_set(this.#client, (_client, _user, message) => {
      const { topic, payload, payloadlen } = mq.struct_mosquitto_message.at(message);
      this.#events.write(`${cstring(topic)}: ${Buffer.from(view(payload, payloadlen))}`);
    });
    api.mosquitto_subscribe_callback_set(this.#client, (_client, _user, id) => {
      this.#events.write(`subscribed ${id}`);
    });
  }

  async connect(port: number): Promise<void> {
    await api.mosquitto_connect(this.#client, "127.0.0.1", port, 60);
    api.mosquitto_loop_start(this.#client);
    expect(await this.next()).toBe("Connection Accepted.");
  }

  async subscribe(topic: string): Promise<void> {
    const id = api.mosquitto_subscribe(this.#client, topic, 1);
    expect(await this.next()).toBe(`subscribed ${id}`);
  }

  publish(topic: string, payload: string | Uint8Array, retain = false): void {
    api.mosquitto_publish(this.#client, topic, payload, 1, retain);
  }

  /** What happened next. */
  async next(): Promise<string> {
    const { value } = await this.#next.next();
    return value;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    api.mosquitto_disconnect(this.#client);
    await api.mosquitto_loop_stop(this.#client, false);
    this.#client.dispose(); // and with it, the functions
  }
}

test("what one publishes, the other receives", async () => {
  await using ann = new Guest("ann");
  await ann.connect(broker.port);
  await ann.subscribe("tea/#");
  await using bob = new Guest("bob");
  await bob.connect(broker.port);
  bob.publish("tea/green", "grüße");
  expect(await ann.next()).toBe("tea/green: grüße");
  bob.publish("coffee", "not for ann");
  bob.publish("tea/black", Buffer.from("bytes"));
  expect(await ann.next()).toBe("tea/black: bytes");
});

test("a message that the broker keeps for whoever comes later", async () => {
  await using bob = new Guest("bob");
  await bob.connect(broker.port);
  await bob.subscribe("news"); // so that what was sent has arrived when it comes back
  bob.publish("news", "cake", true);
  expect(await bob.next()).toBe("news: cake");
  await using ann = new Guest("ann");
  await ann.connect(broker.port);
  await ann.subscribe("news");
  expect(await ann.next()).toBe("news: cake");
});

test("failures have mosquitto's own words", async () => {
  using client = api.mosquitto_new(null, true, null);
  expect(() => api.mosquitto_publish(client, "tea", "green", 0, false)).toThrow(
    "mosquitto_publish: The client is not currently connected. (4)",
  );
  expect(() => api.mosquitto_publish(client, "tea/#", "green", 0, false)).toThrow(
    "mosquitto_publish: Invalid function arguments provided. (3)",
  );
  // the reason is in errno, of the thread that has connected; mosquitto_strerror knows
  await expect(api.mosquitto_connect(client, "127.0.0.1", await freePort(), 60)).rejects.toThrow(
    "mosquitto_connect: Connection refused (14)",
  );
});

test("waiting for mosquitto's thread on this one is refused: it may be waiting for a function of ours", () => {
  using client = api.mosquitto_new(null, true, null);
  expect(() => mq.mosquitto_loop_stop(client, true)).toThrow("call mosquitto_loop_stop.async");
});

test("patterns of topics", () => {
  expect(api.mosquitto_topic_matches_sub("tea/+/hot", "tea/green/hot")).toBe(true);
  expect(api.mosquitto_topic_matches_sub("tea/+/hot", "tea/green/cold")).toBe(false);
  expect(() => api.mosquitto_topic_matches_sub("tea/#/hot", "tea")).toThrow("Invalid function arguments provided.");
});
