import { Callback, c, type Owned, own, type Pointer, Ref } from "c2ts-runtime";
import { expect, test } from "vitest";
import * as re from "../../packages/pcre2/index.ts";

const { api } = re;

/** @throws what is wrong with the pattern, in PCRE2's own words */
function compile(pattern: string): Owned<re.pcre2_code_8> {
  const bytes = Buffer.from(pattern);
  const error = new Ref(c.int);
  const at = new Ref(re.size_t);
  const code = re.pcre2_compile(bytes, bytes.length, re.PCRE2_UTF, error, at, null);
  if (code === null) throw new SyntaxError(`${api.pcre2_get_error_message(error.value, 200)} (at ${at.value})`);
  return own(code, re.pcre2_code_free);
}

test("compile, match, and where each group is", () => {
  using code = compile("(?<year>\\d{4})-(\\d\\d)(x)?");
  using data = api.pcre2_match_data_create_from_pattern(code, null);
  const subject = Buffer.from("grüße, 2026-11-21");
  expect(api.pcre2_match(code, subject, 0, 0, data, null)).toBe(3); // groups that matched, and the whole
  const ovector = re.pcre2_get_ovector_pointer(data);
  expect(re.pcre2_get_ovector_count(data)).toBe(4);
  const group = (i: number): string =>
    subject.toString("utf8", re.size_t.at(ovector, 2 * i), re.size_t.at(ovector, 2 * i + 1));
  expect([group(0), group(1), group(2)]).toEqual(["2026-11", "2026", "11"]);
  const year = re.pcre2_substring_number_from_name(code, Buffer.from("year\0"));
  expect(group(year)).toBe("2026");
});

test("no match is no failure; a mistake of the caller's is", () => {
  using code = compile("a+");
  using data = api.pcre2_match_data_create_from_pattern(code, null);
  expect(api.pcre2_match(code, Buffer.from("bcd"), 0, 0, data, null)).toBe(re.PCRE2_ERROR_NOMATCH);
  expect(() => api.pcre2_match(code, Buffer.from("a"), 9, 0, data, null)).toThrow("pcre2_match: it returned -33");
  expect(api.pcre2_get_error_message(re.PCRE2_ERROR_BADOFFSET, 200)).toBe("bad offset value");
});

test("what is wrong with a pattern", () => {
  expect(() => compile("(a")).toThrow("missing closing parenthesis (at 2)");
});

test("a callout: a function that is asked on the way", () => {
  using code = compile("(\\d+)(?C1)!");
  using data = api.pcre2_match_data_create_from_pattern(code, null);
  using context = api.pcre2_match_context_create(null);
  const seen: number[] = [];
  using callout = new Callback((block: Pointer<re.pcre2_callout_block> | null, _user: Pointer | null) => {
    const asked = re.pcre2_callout_block.at(block);
    seen.push(asked.callout_number, Number(asked.current_position));
    return 0;
  });
  re.pcre2_set_callout(context, callout, null);
  expect(api.pcre2_match(code, Buffer.from("room 42!"), 0, 0, data, context)).toBe(2);
  expect(seen).toEqual([1, 7]);
});

test("the C names are those of the width that was chosen", () => {
  expect(re.pcre2_compile).toBe(re.pcre2_compile_8);
  expect(re.pcre2_code).toBe(re.pcre2_code_8);
});
