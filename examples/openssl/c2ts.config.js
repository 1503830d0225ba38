import { defineConfig } from "c2ts";

/** What a failed function left in OpenSSL's queue of errors. */
const words = { text: "ERR_reason_error_string(ERR_peek_last_error())", clear: "ERR_clear_error()" };

export default defineConfig({
  pkg: "openssl",
  headers: ["openssl/evp.h", "openssl/x509v3.h", "openssl/pem.h", "openssl/err.h"],
  include: [
    "^EVP_(PKEY_Q_keygen|PKEY_free|sha256)$",
    "^X509_(new|free|VERSION_3|set_version|get_serialNumber|getm_not|gmtime_adj|get_subject_name|set_issuer_name)",
    "^X509_(set_pubkey|add_ext|sign|EXTENSION_free|NAME_add_entry_by_txt)$",
    "^(X509V3_EXT_conf_nid|NID_subject_alt_name|MBSTRING_UTF8|ASN1_INTEGER_set)$",
    "^(BIO_new|BIO_s_mem|BIO_free|BIO_read_ex)$",
    "^PEM_write_bio_(X509|PrivateKey)$",
    "^ERR_(peek_last_error|reason_error_string|clear_error)$",
  ],
  output: "openssl.js",
  annotations: {
    BIO: { free: "BIO_free" },
    EVP_PKEY: { free: "EVP_PKEY_free" },
    X509: { free: "X509_free" },
    X509_EXTENSION: { free: "X509_EXTENSION_free" },
    "/^(BIO_new|X509_new|EVP_PKEY_Q_keygen|X509V3_EXT_conf_nid)$/": {
      result: "owned",
      throws: { when: "null", ...words },
    },
    "/^(X509_(set_|add_ext$|sign$|NAME_add)|PEM_write_|BIO_read_ex$)/": {
      result: "none",
      throws: { when: "zero", ...words },
    },
    X509_NAME_add_entry_by_txt: { bytes: { array: "len" } },
    BIO_read_ex: { data: { out: true, array: "dlen", used: "readbytes", string: true }, readbytes: "out" },
  },
});
