/** Address of something of clang's: a number, since those are compared and looked up faster, where it fits one. */
export type Identity = number | bigint;
