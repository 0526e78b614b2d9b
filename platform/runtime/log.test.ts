import { expect, test } from "vitest";
import { loggerTo } from "./log.ts";

test("an address in an error, also in its cause, is masked in the last place where it can be", () => {
  const lines: string[] = [];
  const log = loggerTo({ write: (line: string) => void lines.push(line) }, "info", "notification");
  const cause = new Error("550 <ada@example.com> is unknown");
  log.error({ err: new Error("No mail to ada@example.com", { cause }), to: "ada@example.com" }, "Not sent.");
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain("ada@example.com");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ service: "notification", msg: "Not sent.", to: "***" });
});
