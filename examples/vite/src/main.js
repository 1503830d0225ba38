import { compress2, compressBound, crc32, uLong, Z_BEST_COMPRESSION, Z_OK } from "zlib.h?lib=z";
import { inflateSync } from "node:zlib";
import { Ref } from "c2ts-runtime";

const text = "Names, constants, records and prototypes are those of the header. ".repeat(100);
const source = new TextEncoder().encode(text);

const length = new Ref(uLong, compressBound(source.length)); // in: room; out: how many bytes were written
const target = new Uint8Array(length.value);
if (compress2(target, length, source, source.length, Z_BEST_COMPRESSION) !== Z_OK) throw new Error("compress2");

const packed = target.subarray(0, length.value);
console.log(`${source.length} bytes became fewer than ${Math.ceil(packed.length / 100) * 100}`);
console.log(`crc32 ${crc32(0, source, source.length).toString(16)}`);
console.log("Node reads it back:", inflateSync(packed).toString() === text);
