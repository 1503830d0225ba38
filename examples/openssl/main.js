// A certificate for localhost that nobody had to ask for: made with OpenSSL, used by an HTTPS server of Node, trusted by its client.
import { once } from "node:events";
import { createServer, get } from "node:https";
import * as ssl from "./openssl.js";

const { api } = ssl;

const key = api.EVP_PKEY_Q_keygen(null, null, "EC", "P-256");
const certificate = api.X509_new();
api.X509_set_version(certificate, ssl.X509_VERSION_3);
ssl.ASN1_INTEGER_set(ssl.X509_get_serialNumber(certificate), 1);
ssl.X509_gmtime_adj(ssl.X509_getm_notBefore(certificate), 0);
ssl.X509_gmtime_adj(ssl.X509_getm_notAfter(certificate), 24 * 60 * 60);
const name = ssl.X509_get_subject_name(certificate);
api.X509_NAME_add_entry_by_txt(name, "CN", ssl.MBSTRING_UTF8, "localhost", -1, 0);
api.X509_set_issuer_name(certificate, name);
const hosts = api.X509V3_EXT_conf_nid(null, null, ssl.NID_subject_alt_name, "DNS:localhost");
api.X509_add_ext(certificate, hosts, -1);
api.X509_set_pubkey(certificate, key);
api.X509_sign(certificate, key, ssl.EVP_sha256());

/** What `write` writes to memory, as text. */
function pem(write) {
  const memory = api.BIO_new(ssl.BIO_s_mem()); // to be disposed of, or declared with `using`
  try {
    write(memory);
    return api.BIO_read_ex(memory, 10_000);
  } finally {
    memory.dispose();
  }
}
const cert = pem((memory) => api.PEM_write_bio_X509(memory, certificate));
const secret = pem((memory) => api.PEM_write_bio_PrivateKey(memory, key, null, null, 0, null, null));
for (const owned of [hosts, certificate, key]) owned.dispose();

const server = createServer({ cert, key: secret }, (_, response) => response.end("hello, safely\n"));
server.listen(0, "127.0.0.1");
await once(server, "listening");
const request = get({ host: "127.0.0.1", servername: "localhost", port: server.address().port, ca: cert });
const [response] = await once(request, "response");
console.log(response.socket.getPeerCertificate().subjectaltname, response.socket.authorized);
for await (const chunk of response) process.stdout.write(chunk);
server.close();
