import { deflateSync, inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import * as z from "../../packages/zlib/index.ts";

const TEXT = Buffer.from("all work and no play makes jack a dull boy. ".repeat(2000));

/** Compresses in pieces: zlib keeps the address of the stream and reads and writes through the pointers in it. */
function deflate(input: Uint8Array, level: number): Uint8Array {
  const stream = z.z_stream.alloc();
  expect(z.deflateInit(stream, level)).toBe(z.Z_OK);
  const output = new Uint8Array(Number(z.deflateBound(stream, input.length)));
  stream.next_in = input;
  stream.avail_in = input.length;
  stream.next_out = output;
  let code: number;
  do {
    stream.avail_out = Math.min(1000, output.length - stream.total_out);
    code = z.deflate(stream, z.Z_FINISH);
  } while (code === z.Z_OK || code === z.Z_BUF_ERROR);
  expect(code).toBe(z.Z_STREAM_END);
  const length = stream.total_out;
  expect(z.deflateEnd(stream)).toBe(z.Z_OK);
  return output.subarray(0, length);
}

function inflate(input: Uint8Array, size: number): Uint8Array {
  const stream = z.z_stream.alloc();
  expect(z.inflateInit(stream)).toBe(z.Z_OK);
  const output = new Uint8Array(size);
  stream.next_in = input;
  stream.avail_in = input.length;
  stream.next_out = output;
  stream.avail_out = size;
  expect(z.inflate(stream, z.Z_FINISH)).toBe(z.Z_STREAM_END);
  expect(stream.total_out).toBe(size);
  expect(z.inflateEnd(stream)).toBe(z.Z_OK);
  return output;
}

test("what zlib deflates, node inflates", () => {
  const packed = deflate(TEXT, z.Z_BEST_COMPRESSION);
  expect(packed.length).toBeLessThan(TEXT.length / 50);
  expect(inflateSync(packed).equals(TEXT)).toBe(true);
});

test("what node deflates, zlib inflates", () => {
  expect(Buffer.from(inflate(deflateSync(TEXT), TEXT.length)).equals(TEXT)).toBe(true);
});

test("a stream error has zlib's own message", () => {
  const stream = z.z_stream.alloc();
  expect(z.inflateInit(stream)).toBe(z.Z_OK);
  stream.next_in = Buffer.from("this is not deflated");
  stream.avail_in = 20;
  stream.next_out = new Uint8Array(100);
  stream.avail_out = 100;
  expect(z.inflate(stream, z.Z_NO_FLUSH)).toBe(z.Z_DATA_ERROR);
  expect(z.zError(z.Z_DATA_ERROR)).toBe("data error");
  z.inflateEnd(stream);
});

test("crc32 and adler32", () => {
  expect(z.crc32(0, Buffer.from("123456789"), 9)).toBe(0xcbf43926);
  expect(z.adler32(1, Buffer.from("Wikipedia"), 9)).toBe(0x11e60398);
  expect(z.crc32(0, null, 0)).toBe(0);
});

test("version macros are those of the library that is loaded, which is not node's own zlib", () => {
  expect(z.zlibVersion()).toBe(z.ZLIB_VERSION);
  expect(z.ZLIB_VERNUM).toBe((z.ZLIB_VER_MAJOR << 12) | (z.ZLIB_VER_MINOR << 8) | (z.ZLIB_VER_REVISION << 4));
  expect(process.versions.zlib).not.toBe(z.zlibVersion());
});
