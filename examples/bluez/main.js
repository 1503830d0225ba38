// A record that tells other devices of a Bluetooth service: `npm start NAME`, or `node main.js HEX`, which reads one.
import { freeForeign, scope, view } from "c2ts-runtime";
import * as bt from "./bluez.js";

const { api } = bt;

/** @returns the record of a service, as it is sent */
function describe(name) {
  return scope((s) => {
    const record = s.own(api.sdp_record_alloc());
    const uuid = bt.sdp_uuid16_create(s.alloc(bt.uuid_t), bt.SERIAL_PORT_SVCLASS_ID);
    const classes = s.own(bt.sdp_list_append(null, uuid), (list) => bt.sdp_list_free(list, null));
    api.sdp_set_service_classes(record, classes);
    bt.sdp_set_info_attr(record, name, "c2ts", "an example");
    const { data, data_size } = api.sdp_gen_record_pdu(record);
    const bytes = Buffer.from(view(data, data_size)); // a copy: the memory is BlueZ's
    freeForeign(data);
    return bytes;
  });
}

/** Prints what a record says. */
function read(bytes) {
  scope((s) => {
    const { result, scanned } = api.sdp_extract_pdu(bytes);
    const record = s.own(result);
    const name = api.sdp_get_service_name(record, 100);
    console.log(`${name} by ${api.sdp_get_provider_name(record, 100)}: ${api.sdp_get_service_desc(record, 100)}`);
    const classes = s.own(api.sdp_get_service_classes(record), (list) => bt.sdp_list_free(list, freeForeign));
    const print = (uuid) => console.log(`  ${api.sdp_svclass_uuid2strn(bt.uuid_t.at(uuid), 100)}`);
    bt.sdp_list_foreach(classes.pointer, print, null);
    console.log(`  ${scanned} bytes`);
  });
}

const [given = "Chat"] = process.argv.slice(2);
const bytes = /^35([0-9a-f]{2})+$/i.test(given) ? Buffer.from(given, "hex") : describe(given);
console.log(bytes.toString("hex").replaceAll(/.{64}/g, "$&\n"));
read(bytes);
