/** Version of the spec's own format: a new field bumps the minor, a new meaning the major. */
export const FORMAT = "1.1";
