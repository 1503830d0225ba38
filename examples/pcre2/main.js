// Which texts have balanced brackets: a recursive pattern, which JavaScript's own regular expressions cannot say.
import { c, own, Ref } from "c2ts-runtime";
import * as re from "./pcre2.js";

const pattern = Buffer.from(String.raw`^([^()]|\((?1)*\))*$`);
const error = new Ref(c.int);
const at = new Ref(re.size_t);
const found = re.pcre2_compile(pattern, pattern.length, re.PCRE2_UTF, error, at, null);
if (found === null) throw new SyntaxError(`the pattern is wrong at ${at.value}`);
const code = own(found, re.pcre2_code_free); // to be disposed of, or declared with `using`
const data = re.api.pcre2_match_data_create_from_pattern(code, null);
const texts = process.argv.length > 2 ? process.argv.slice(2) : ["f(g(x), h())", "f(g(x)", "grüße (an (alle))"];
for (const text of texts) {
  const result = re.api.pcre2_match(code, Buffer.from(text), 0, 0, data, null);
  console.log(result === re.PCRE2_ERROR_NOMATCH ? "no " : "yes", text);
}
data.dispose();
code.dispose();
