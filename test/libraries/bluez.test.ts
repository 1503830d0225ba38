import { existsSync, readdirSync } from "node:fs";
import { c, ForeignError, freeForeign, type Owned, type Pointer, type Scope, scope, view } from "c2ts-runtime";
import { expect, test } from "vitest";
import * as bt from "../../packages/bluez/index.ts";

const { api } = bt;

test("addresses, from text and to text", () => {
  const address = api.str2ba("00:1A:7D:DA:71:13");
  expect([...address.b]).toEqual([0x13, 0x71, 0xda, 0x7d, 0x1a, 0x00]); // the last byte first
  expect(api.ba2str(address)).toBe("00:1A:7D:DA:71:13");
  expect(bt.bacmp(address, api.str2ba("00:1A:7D:DA:71:13"))).toBe(0); // static inline
  expect(() => api.str2ba("nowhere")).toThrow("str2ba: it returned -1");
});

/** A list of BlueZ's, which is gone at the end of the scope; what it points to has to last as long. */
function list(s: Scope, ...items: readonly (Pointer | null)[]): Pointer<bt.sdp_list_t> | null {
  let made: Pointer<bt.sdp_list_t> | null = null;
  for (const item of items) made = bt.sdp_list_append(made, item);
  if (made !== null) s.own(made, (p) => bt.sdp_list_free(p, null));
  return made;
}

/** The record of a service that is spoken to on a channel of RFCOMM. It belongs to the scope. */
function chatService(s: Scope, channel: number): Owned<bt.sdp_record_t> {
  const record = s.own(api.sdp_record_alloc());
  const uuid = (short: number) => bt.sdp_uuid16_create(s.alloc(bt.uuid_t), short);
  api.sdp_set_service_classes(record, list(s, uuid(bt.SERIAL_PORT_SVCLASS_ID), uuid(bt.GENERIC_NETWORKING_SVCLASS_ID)));
  const number = bt.sdp_data_alloc(bt.SDP_UINT8, s.ref(c.uchar, channel));
  const protocols = list(s, list(s, uuid(bt.L2CAP_UUID)), list(s, uuid(bt.RFCOMM_UUID), number));
  api.sdp_set_access_protos(record, list(s, protocols));
  bt.sdp_data_free(number); // its value has been copied
  bt.sdp_set_info_attr(record, "Chat", "c2ts", "grüße in the air");
  return record;
}

/** A record as it is sent. */
function bytesOf(record: Owned<bt.sdp_record_t>): Buffer {
  const pdu = api.sdp_gen_record_pdu(record);
  const bytes = Buffer.from(view(pdu.data, pdu.data_size)); // a copy
  freeForeign(pdu.data);
  return bytes;
}

test("a record of a service is built, sent and read", () => {
  using s = scope();
  const bytes = bytesOf(chatService(s, 7));
  expect(bytes.subarray(0, 2)).toEqual(Buffer.of(bt.SDP_SEQ8, bytes.length - 2));

  const { result: read, scanned } = api.sdp_extract_pdu(bytes);
  s.own(read);
  expect(scanned).toBe(bytes.length);
  expect(api.sdp_get_service_name(read, 100)).toBe("Chat");
  expect(api.sdp_get_service_desc(read, 100)).toBe("grüße in the air");
  expect(bytesOf(read)).toEqual(bytes);
});

test("the lists of a record that was read", () => {
  using s = scope();
  using read = api.sdp_extract_pdu(bytesOf(chatService(s, 7))).result;

  const classes = api.sdp_get_service_classes(read);
  expect(bt.sdp_list_len(classes)).toBe(2);
  const found: string[] = [];
  bt.sdp_list_foreach(classes, (uuid) => void found.push(api.sdp_uuid2strn(bt.uuid_t.at(uuid), 100)), null);
  expect(found).toEqual(["1101", "1201"]);
  bt.sdp_list_free(classes, freeForeign);

  const protocols = api.sdp_get_access_protos(read);
  expect(bt.sdp_get_proto_port(protocols, bt.RFCOMM_UUID)).toBe(7);
  bt.sdp_list_foreach(protocols, (one) => bt.sdp_list_free(bt.sdp_list_t.at(one), null), null);
  bt.sdp_list_free(protocols, null);
});

test("what a record has not, errno tells", () => {
  using record = api.sdp_record_alloc();
  expect(() => api.sdp_get_access_protos(record)).toThrow("sdp_get_access_protos: ENODATA");
  expect(() => api.sdp_get_service_name(record, 100)).toThrow("sdp_get_service_name: EINVAL");
});

const ADAPTERS = "/sys/class/bluetooth";

test("the adapter that leads to a device: none, and errno says why", () => {
  const hasAdapter = existsSync(ADAPTERS) && readdirSync(ADAPTERS).length > 0;
  const route = (): number => api.hci_get_route(null);
  if (hasAdapter) expect(route()).toBeGreaterThanOrEqual(0);
  else expect(route).toThrow(/^hci_get_route: (ENODEV: no such device|EAFNOSUPPORT: address family not supported)/);
  expect(() => api.hci_devid("02:00:00:00:00:42")).toThrow(ForeignError); // an adapter of this address nobody has
});
