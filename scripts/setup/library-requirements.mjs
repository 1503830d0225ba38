// @ts-check
/** @typedef {import("./requirements.mjs").Requirement} Requirement */

/** Libraries that packages/, the tests and the benchmark bind, and the servers of some. @type {readonly Requirement[]} */
export const LIBRARIES = [
  {
    name: "OpenSSL, library and headers",
    use: "tests",
    check: { kind: "library", header: "openssl/ssl.h", library: "ssl", pkg: "openssl" },
    apt: [["libssl-dev"]],
    packages: {
      dnf: ["openssl-devel"],
      pacman: ["openssl"],
      apk: ["openssl-dev"],
      zypper: ["libopenssl-devel"],
      brew: ["openssl"],
    },
  },
  {
    name: "GMP, library and header",
    use: "tests",
    check: { kind: "library", header: "gmp.h", library: "gmp", pkg: "gmp" },
    apt: [["libgmp-dev"]],
    packages: { dnf: ["gmp-devel"], pacman: ["gmp"], apk: ["gmp-dev"], zypper: ["gmp-devel"], brew: ["gmp"] },
  },
  {
    name: "libcurl, library and header",
    use: "tests",
    check: { kind: "library", header: "curl/curl.h", library: "curl", pkg: "libcurl" },
    apt: [["libcurl4-openssl-dev"]],
    packages: {
      dnf: ["libcurl-devel"],
      pacman: ["curl"],
      apk: ["curl-dev"],
      zypper: ["libcurl-devel"],
      brew: ["curl"],
    },
  },
  {
    name: "PCRE2, library and header",
    // pcre2.h itself wants a macro first
    use: "tests",
    check: { kind: "library", header: "pcre2posix.h", library: "pcre2-8", pkg: "libpcre2-8" },
    apt: [["libpcre2-dev"]],
    packages: { dnf: ["pcre2-devel"], pacman: ["pcre2"], apk: ["pcre2-dev"], zypper: ["pcre2-devel"], brew: ["pcre2"] },
  },
  {
    name: "libuv, library and header",
    use: "tests",
    check: { kind: "library", header: "uv.h", library: "uv", pkg: "libuv" },
    apt: [["libuv1-dev"]],
    packages: {
      dnf: ["libuv-devel"],
      pacman: ["libuv"],
      apk: ["libuv-dev"],
      zypper: ["libuv-devel"],
      brew: ["libuv"],
    },
  },
  {
    name: "mosquitto, library and header",
    use: "tests",
    check: { kind: "library", header: "mosquitto.h", library: "mosquitto", pkg: "libmosquitto" },
    apt: [["libmosquitto-dev"]],
    packages: {
      dnf: ["mosquitto-devel"],
      pacman: ["mosquitto"],
      apk: ["mosquitto-dev"],
      zypper: ["libmosquitto-devel"],
      brew: ["mosquitto"],
    },
  },
  {
    name: "mosquitto, MQTT broker",
    use: "tests",
    check: { kind: "server", name: "mosquitto" },
    apt: [["mosquitto"]],
    packages: {
      dnf: ["mosquitto"],
      pacman: ["mosquitto"],
      apk: ["mosquitto"],
      zypper: ["mosquitto"],
      brew: ["mosquitto"],
    },
  },
  {
    name: "BlueZ, library and header",
    use: "tests",
    check: { kind: "library", header: "bluetooth/bluetooth.h", library: "bluetooth", pkg: "bluez" },
    apt: [["libbluetooth-dev"]],
    packages: { dnf: ["bluez-libs-devel"], pacman: ["bluez-libs"], apk: ["bluez-dev"], zypper: ["bluez-devel"] },
  },
  {
    name: "mongo-c-driver, library and header",
    use: "tests",
    check: { kind: "library", header: "mongoc/mongoc.h", library: "mongoc-1.0", pkg: "libmongoc-1.0" },
    apt: [["libmongoc-dev", "libbson-dev"]],
    packages: {
      dnf: ["mongo-c-driver-devel"],
      pacman: ["mongo-c-driver"],
      apk: ["mongo-c-driver-dev"],
      zypper: ["libmongoc-1_0-devel"],
      brew: ["mongo-c-driver@1"],
    },
  },
  {
    name: "SDL 2, library and header",
    use: "tests",
    check: { kind: "library", header: "SDL.h", library: "SDL2-2.0", pkg: "sdl2" },
    apt: [["libsdl2-dev"]],
    packages: { dnf: ["SDL2-devel"], pacman: ["sdl2"], apk: ["sdl2-dev"], zypper: ["SDL2-devel"], brew: ["sdl2"] },
  },
  {
    name: "MariaDB client, library and header",
    use: "tests",
    check: { kind: "library", header: "mysql.h", library: "mariadb", pkg: "libmariadb" },
    apt: [["libmariadb-dev"]],
    packages: {
      dnf: ["mariadb-connector-c-devel"],
      pacman: ["mariadb-libs"],
      apk: ["mariadb-connector-c-dev"],
      zypper: ["libmariadb-devel"],
      brew: ["mariadb-connector-c"],
    },
  },
  {
    name: "MariaDB, server",
    // the program alone: the package mariadb-server would make a service of it
    use: "tests",
    check: { kind: "server", name: "mariadbd" },
    apt: [["mariadb-server-core"], ["mariadb-server-core-10.6"]],
    packages: {
      dnf: ["mariadb-server"],
      pacman: ["mariadb"],
      apk: ["mariadb"],
      zypper: ["mariadb"],
      brew: ["mariadb"],
    },
  },
  {
    name: "GTK 3, library and header",
    use: "tests",
    check: { kind: "library", header: "gtk/gtk.h", library: "gtk-3", pkg: "gtk+-3.0" },
    apt: [["libgtk-3-dev"]],
    packages: { dnf: ["gtk3-devel"], pacman: ["gtk3"], apk: ["gtk+3.0-dev"], zypper: ["gtk3-devel"], brew: ["gtk+3"] },
  },
];
