// A stand-in for a MongoDB server: it keeps documents in memory, and knows as much of the protocol as mongoc's client asks of it here.
import { once } from "node:events";
import { createServer } from "node:net";
import { deserialize, serialize } from "bson";

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

/** @typedef {Record<string, any>} Document */

/** A server on a port of its own; `stop` ends it and all connections. */
export async function standIn() {
  const store = new Store();
  /** @type {Set<import("node:net").Socket>} */
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    let waiting = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      waiting = Buffer.concat([waiting, chunk]);
      while (waiting.length >= 4 && waiting.length >= waiting.readInt32LE(0)) {
        const message = waiting.subarray(0, waiting.readInt32LE(0));
        waiting = waiting.subarray(message.length);
        socket.write(answer(message, (command) => runSafely(store, command)));
      }
    });
    socket.on("error", () => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    uri: `mongodb://127.0.0.1:${address.port}/?directConnection=true`,
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/**
 * @param {Buffer} message
 * @param {(command: Document) => Document} execute
 */
function answer(message, execute) {
  const [id, code] = [message.readInt32LE(4), message.readInt32LE(12)];
  if (code === OP_QUERY) {
    const from = message.indexOf(0, 20) + 9; // flags, the collection's name, how many to skip and to return
    const reply = serialize(execute(read(message, from)));
    const head = Buffer.alloc(20);
    head.writeInt32LE(1, 16); // flags, cursor, first, and one document
    return packet(OP_REPLY, id, [head, reply]);
  }
  if (code !== OP_MSG) throw new Error(`no answer to messages of kind ${code}`);
  const reply = serialize(execute(commandOf(message)));
  return packet(OP_MSG, id, [Buffer.alloc(5), reply]); // flags, and a section of the first kind
}

/**
 * The sections of an OP_MSG: one is the command, the others are lists that belong to it.
 *
 * @param {Buffer} message
 */
function commandOf(message) {
  /** @type {Document} */
  const command = {};
  let at = 20;
  while (at < message.length) {
    const kind = message[at];
    const end = at + 1 + message.readInt32LE(at + 1);
    if (kind === 0) {
      Object.assign(command, read(message, at + 1));
    } else {
      const nameEnd = message.indexOf(0, at + 5);
      const list = [];
      for (let from = nameEnd + 1; from < end; from += message.readInt32LE(from)) {
        list.push(read(message, from));
      }
      command[message.toString("utf8", at + 5, nameEnd)] = list;
    }
    at = end;
  }
  return command;
}

/**
 * The document that begins there.
 *
 * @param {Buffer} message
 * @param {number} from
 */
function read(message, from) {
  return deserialize(message.subarray(from, from + message.readInt32LE(from)), { useBigInt64: true });
}

/**
 * @param {number} code
 * @param {number} answeredId
 * @param {readonly Uint8Array[]} parts
 */
function packet(code, answeredId, parts) {
  const head = Buffer.alloc(16);
  head.writeInt32LE(
    parts.reduce((sum, { length }) => sum + length, 16),
    0,
  );
  head.writeInt32LE(answeredId, 8);
  head.writeInt32LE(code, 12);
  return Buffer.concat([head, ...parts]);
}

/**
 * What is wrong here the client is told: it waits for an answer.
 *
 * @param {Store} store
 * @param {Document} command
 */
function runSafely(store, command) {
  try {
    return store.run(command);
  } catch (error) {
    return { ok: 0, code: 8, codeName: "UnknownError", errmsg: String(error) };
  }
}

class Store {
  /** @type {Map<string, Document[]>} documents by the name of their collection */
  #collections = new Map();
  /** @type {Map<bigint, Document[]>} what is left for cursors */
  #cursors = new Map();
  #lastCursor = 0n;

  /**
   * @param {Document} command its first key is its name
   * @returns {Document}
   */
  run(command) {
    const [name = ""] = Object.keys(command);
    switch (name.toLowerCase()) {
      case "hello":
      case "ismaster":
        return { ok: 1, helloOk: true, ismaster: true, isWritablePrimary: true, minWireVersion: 0, maxWireVersion: 13 };
      case "ping":
        return { ok: 1 };
      case "insert":
        return this.#insert(command["insert"], command["documents"]);
      case "find": {
        const found = this.#collections.get(command["find"])?.filter((one) => matches(one, command["filter"])) ?? [];
        return this.#batch("firstBatch", found, ++this.#lastCursor, command);
      }
      case "getmore":
        return this.#batch("nextBatch", this.#cursors.get(command["getMore"]) ?? [], command["getMore"], command);
      default:
        return { ok: 0, code: 59, codeName: "CommandNotFound", errmsg: `no such command: '${name}'` };
    }
  }

  /**
   * @param {string} name
   * @param {Document[]} documents
   */
  #insert(name, documents) {
    const all = this.#collections.get(name) ?? [];
    this.#collections.set(name, all);
    for (const [index, document] of documents.entries()) {
      if (all.some(({ _id }) => String(_id) === String(document["_id"]))) {
        const errmsg = `E11000 duplicate key error: _id ${document["_id"]}`;
        return { ok: 1, n: index, writeErrors: [{ index, code: 11000, errmsg }] };
      }
      all.push(document);
    }
    return { ok: 1, n: documents.length };
  }

  /**
   * @param {string} key
   * @param {Document[]} found
   * @param {bigint} id
   * @param {Document} command
   */
  #batch(key, found, id, { batchSize = 101, find, collection = find, $db }) {
    const size = Number(batchSize);
    const left = found.slice(size);
    if (left.length > 0) this.#cursors.set(id, left);
    else this.#cursors.delete(id);
    const cursor = { id: left.length > 0 ? id : 0n, ns: `${$db}.${collection}`, [key]: found.slice(0, size) };
    return { ok: 1, cursor };
  }
}

/**
 * Whether members are what a filter says, or greater where it says so.
 *
 * @param {Document} document
 * @param {Document} filter
 */
function matches(document, filter) {
  return Object.entries(filter).every(([key, wanted]) =>
    typeof wanted === "object" ? document[key] > wanted.$gt : document[key] === wanted,
  );
}
