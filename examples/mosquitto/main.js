// A chat over MQTT. `npm start` lets two talk; `node main.js NAME [HOST [PORT]]` sends what you type to whom a broker brings together.
import { EventEmitter, once } from "node:events";
import { createInterface } from "node:readline";
import { cstring, view } from "c2ts-runtime";
import { startBroker } from "./broker.js";
import * as mq from "./mosquitto.js";

const { api } = mq;

/** Enters the chat. `hear` is called with what the others say; a thread of mosquitto's listens for it. */
async function enter(name, host, port, hear) {
  const client = api.mosquitto_new(name, true, null);
  api.mosquitto_message_callback_set(client, (_client, _user, message) => {
    const { topic, payload, payloadlen } = mq.struct_mosquitto_message.at(message);
    const who = cstring(topic).slice("chat/".length);
    if (who !== name) hear(`${who}: ${Buffer.from(view(payload, payloadlen))}`);
  });
  const events = new EventEmitter();
  api.mosquitto_subscribe_callback_set(client, () => events.emit("subscribed"));
  await api.mosquitto_connect(client, host, port, 60);
  api.mosquitto_loop_start(client);
  api.mosquitto_subscribe(client, "chat/+", 1);
  await once(events, "subscribed");
  return {
    say: (text) => api.mosquitto_publish(client, `chat/${name}`, text, 1, false),
    async leave() {
      api.mosquitto_disconnect(client);
      await api.mosquitto_loop_stop(client, false);
      client.dispose(); // and the functions with it
    },
  };
}

const [name, host = "localhost", port = "1883"] = process.argv.slice(2);
if (name !== undefined) {
  const chat = await enter(name, host, Number(port), (line) => console.log(line));
  for await (const line of createInterface({ input: process.stdin })) chat.say(line);
  await chat.leave();
} else {
  const broker = await startBroker(); // one of our own, for as long as this takes
  const bob = await enter("bob", "127.0.0.1", broker.port, (line) => {
    console.log(line);
    bob.say("grüße, ann");
  });
  const heard = new EventEmitter();
  const ann = await enter("ann", "127.0.0.1", broker.port, (line) => heard.emit("line", line));
  ann.say("anybody there?");
  console.log(...(await once(heard, "line")));
  for (const guest of [ann, bob]) await guest.leave();
  broker.stop();
}
