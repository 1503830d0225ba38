import { createHash, createHmac, X509Certificate } from "node:crypto";
import type { Owned } from "c2ts-runtime";
import { expect, test } from "vitest";
import * as ssl from "../../packages/openssl/index.ts";
import { callUntyped } from "../support/call-untyped.ts";

const { api } = ssl;

test("the library that is loaded is the one whose header was read, not the OpenSSL inside node", () => {
  expect(ssl.OpenSSL_version(ssl.OPENSSL_VERSION_STRING)).toBe(ssl.OPENSSL_FULL_VERSION_STR);
  expect(ssl.OpenSSL_version(ssl.OPENSSL_VERSION_STRING)).not.toBe(process.versions.openssl.replace("+quic", ""));
});

test("SHA-256 in pieces is what node:crypto says", () => {
  using context = api.EVP_MD_CTX_new();
  api.EVP_DigestInit_ex(context, ssl.EVP_sha256(), null);
  for (const piece of ["all work", " and ", "no play"]) api.EVP_DigestUpdate(context, piece);
  const digest = api.EVP_DigestFinal_ex(context);
  expect(Buffer.from(digest).toString("hex")).toBe(createHash("sha256").update("all work and no play").digest("hex"));
});

test("what would end the process is refused", () => {
  expect(() => callUntyped(ssl.SSL_get_version, null)).toThrow(
    "SSL_get_version: s must be a pointer: C does not take NULL",
  );
  expect(() => callUntyped(ssl.X509_get_version, null)).toThrow("X509_get_version: x must be a pointer");
  ssl.X509_free(null);
  expect(() => ssl.CRYPTO_free(new Uint8Array(8), "file", 1)).toThrow(
    "CRYPTO_free: ptr must be memory that CRYPTO_free may free, got a Uint8Array, which is JavaScript's",
  );
  const sha256 = ssl.EVP_sha256();
  const data = Buffer.from("data");
  const short = new Uint8Array(31);
  expect(() => ssl.SHA256(data, data.length, short)).toThrow("SHA256: md must have 32 elements");
  expect(() => ssl.SHA256(data, 5, null)).toThrow("SHA256: d must have 5 elements");
  expect(() => ssl.HMAC(sha256, data, 4, data, 4, short, null)).toThrow("HMAC: md must have 32 elements");
  expect(() => ssl.HMAC(sha256, data, 5, data, 4, null, null)).toThrow("HMAC: key must have 5 elements");
  const md = new Uint8Array(32);
  ssl.HMAC(sha256, data, 4, data, 4, md, null);
  expect(Buffer.from(md).toString("hex")).toBe(createHmac("sha256", data).update(data).digest("hex"));
});

test("an error is an exception with OpenSSL's own words", () => {
  using context = api.EVP_MD_CTX_new();
  expect(() => api.EVP_DigestInit_ex(context, null, null)).toThrow("EVP_DigestInit_ex: no digest set (0)");
});

/** A key, and a certificate that it has signed itself. */
interface Identity extends Disposable {
  readonly key: Owned<ssl.EVP_PKEY>;
  readonly certificate: Owned<ssl.X509>;
}

function identity(name: string): Identity {
  const key = api.EVP_PKEY_Q_keygen(null, null, "EC", "P-256");
  const certificate = api.X509_new();
  api.X509_set_version(certificate, ssl.X509_VERSION_3);
  ssl.ASN1_INTEGER_set(ssl.X509_get_serialNumber(certificate), 1);
  ssl.X509_gmtime_adj(ssl.X509_getm_notBefore(certificate), -60);
  ssl.X509_gmtime_adj(ssl.X509_getm_notAfter(certificate), 3600);
  const subject = ssl.X509_get_subject_name(certificate);
  api.X509_NAME_add_entry_by_txt(subject, "CN", ssl.MBSTRING_UTF8, name, -1, 0);
  api.X509_set_issuer_name(certificate, subject);
  api.X509_set_pubkey(certificate, key);
  api.X509_sign(certificate, key, ssl.EVP_sha256());
  return {
    key,
    certificate,
    [Symbol.dispose]() {
      certificate.dispose();
      key.dispose();
    },
  };
}

test("a certificate that OpenSSL has made, node reads", () => {
  using localhost = identity("localhost");
  using memory = api.BIO_new(ssl.BIO_s_mem());
  api.PEM_write_bio_X509(memory, localhost.certificate);
  const read = new X509Certificate(Buffer.from(api.BIO_read_ex(memory, 10_000)));
  expect(read.subject).toBe("CN=localhost");
  expect(read.verify(read.publicKey)).toBe(true);
});

/** Two ends of a connection. */
interface Pair extends Disposable {
  readonly client: Owned<ssl.SSL>;
  readonly server: Owned<ssl.SSL>;
}

/** What one end writes to memory is what the other reads; there is no socket. The client wants to be talking to `host`. */
function pair({ key, certificate }: Identity, host: string): Pair {
  using serverContext = api.SSL_CTX_new(ssl.TLS_server_method()); // an SSL keeps its context
  api.SSL_CTX_use_certificate(serverContext, certificate);
  api.SSL_CTX_use_PrivateKey(serverContext, key);
  using clientContext = api.SSL_CTX_new(ssl.TLS_client_method());
  ssl.SSL_CTX_set_verify(clientContext, ssl.SSL_VERIFY_PEER, null);
  api.X509_STORE_add_cert(ssl.SSL_CTX_get_cert_store(clientContext), certificate);

  const server = api.SSL_new(serverContext);
  const client = api.SSL_new(clientContext);
  api.SSL_set1_host(client, host);
  using toServer = api.BIO_new(ssl.BIO_s_mem());
  using toClient = api.BIO_new(ssl.BIO_s_mem());
  for (const { end, from, to } of [
    { end: server, from: toServer, to: toClient },
    { end: client, from: toClient, to: toServer },
  ]) {
    api.BIO_up_ref(from); // SSL_set_bio takes a reference of each
    api.BIO_up_ref(to);
    ssl.SSL_set_bio(end, from, to);
  }
  ssl.SSL_set_accept_state(server);
  ssl.SSL_set_connect_state(client);
  return {
    client,
    server,
    [Symbol.dispose]() {
      client.dispose();
      server.dispose();
    },
  };
}

/** Lets the ends take steps in turn, until both are done. */
function handshake({ client, server }: Pair): void {
  for (let turn = 0; turn < 10; turn++) {
    const isDone = [client, server].map((end) => api.SSL_do_handshake(end) === 1);
    if (!isDone.includes(false)) return;
  }
  throw new Error("each end waits for the other");
}

const read = (end: Owned<ssl.SSL>): string => Buffer.from(api.SSL_read_ex(end, 1000)).toString();

test("a handshake of a client and a server over memory, and a word from each", () => {
  using localhost = identity("localhost");
  using ends = pair(localhost, "localhost");
  handshake(ends);
  expect(ssl.SSL_get_version(ends.client)).toBe("TLSv1.3");
  expect(ssl.SSL_get_verify_result(ends.client)).toBe(ssl.X509_V_OK);
  expect(ssl.SSL_CIPHER_get_name(ssl.SSL_get_current_cipher(ends.server))).toMatch(/^TLS_AES_/);

  expect(read(ends.server)).toBe(""); // nothing yet
  api.SSL_write_ex(ends.client, "grüße");
  expect(read(ends.server)).toBe("grüße");
  api.SSL_write_ex(ends.server, "and to you");
  expect(read(ends.client)).toBe("and to you");
});

test("a client that wants to be talking to somebody else", () => {
  using localhost = identity("localhost");
  using ends = pair(localhost, "example.org");
  expect(() => handshake(ends)).toThrow("SSL_do_handshake: certificate verify failed (1)");
  expect(ssl.X509_verify_cert_error_string(ssl.SSL_get_verify_result(ends.client))).toBe("hostname mismatch");
  expect(ssl.ERR_peek_error()).toBe(0); // nothing is left over for the next call
});
