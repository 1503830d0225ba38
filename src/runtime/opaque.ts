/**
 * Base of incomplete C types such as `struct sqlite3`: a brand for `Pointer<sqlite3>`, and nothing that could be looked into.
 * They exist only behind pointers that C hands out.
 */
export abstract class Opaque {
  static readonly size: number = 0;
  static readonly align: number = 1;

  constructor() {
    throw new TypeError(`${new.target.name} is an incomplete C type: only the library can make one`);
  }
}
