import { readFileSync } from "node:fs";
import { constants } from "node:os";
import { errno, errnoName, ForeignError } from "c2ts-runtime";
import { describe, expect, test } from "vitest";
import * as e from "../../fixtures/error-numbers/expected.ts";
import { compileFixture } from "../support/native.ts";

compileFixture("error-numbers");

const { ENOENT, EAGAIN, EINVAL } = constants.errno;

describe("errno", () => {
  test("is what C left, whatever Node does meanwhile", async () => {
    expect(e.fail_with(ENOENT)).toBe(-1);
    expect(() => readFileSync(import.meta.dirname)).toThrow("EISDIR");
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(errno()).toBe(ENOENT);
    e.fail_with(EINVAL);
    expect(errno()).toBe(EINVAL);
  });

  test("of a call with a callback that calls C itself", () => {
    let inside = 0;
    const result = e.fail_around(EAGAIN, () => {
      e.succeed();
      inside = errno();
    });
    expect([result, inside, errno()]).toEqual([-1, EAGAIN, EAGAIN]);
    e.fail_around(EAGAIN, () => void e.fail_with(ENOENT));
    expect(errno()).toBe(ENOENT);
  });

  test("has names", () => {
    expect(errnoName(ENOENT)).toBe("ENOENT");
    expect(errnoName(EAGAIN)).toBe("EAGAIN");
    expect(errnoName(123456)).toBeNull();
    e.fail_with(ENOENT);
    const error = ForeignError.fromErrno("fail_with");
    expect([error.name, error.message, error.code, error.errno]).toEqual([
      "ForeignError",
      "fail_with: ENOENT",
      "ENOENT",
      ENOENT,
    ]);
    expect(error).toBeInstanceOf(Error);
  });
});

describe("thread-local variables", () => {
  test("are this thread's", () => {
    e.last_code.value = 7;
    e.fail_with(3);
    expect(e.last_code.value).toBe(3);
  });
});
