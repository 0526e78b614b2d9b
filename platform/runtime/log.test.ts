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

test.each([
  ["as it stands in a URL", "GET /users?email=ada%40example.com", "GET /users?email=***"],
  ["at the beginning of a line", "Refused:\nada@example.com", "Refused:\n***"],
  ["after a backslash", "C:\\ada@example.com", "C:\\***"],
  ["of a payment", "declined tok_ok, tok_4242", "declined ***, ***"],
  ["of a payment after a backslash", "C:\\tok_ok", "C:\\***"],
])("an address or a token %s is masked, and the line stays readable", (_where, text, said) => {
  const lines: string[] = [];
  loggerTo({ write: (line: string) => void lines.push(line) }, "info").info({}, text);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ msg: said });
});

test("of a store's error its text is told, and not the command that it refused", () => {
  const lines: string[] = [];
  const command = { name: "FCALL", args: ["1 Mill Lane"] };
  const cause = Object.assign(new Error("OOM command not allowed"), { code: "OOM", command });
  loggerTo({ write: (line: string) => void lines.push(line) }, "info").warn({ err: cause }, "A run failed.");
  expect(lines[0]).not.toContain("Mill Lane");
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ err: { type: "Error", code: "OOM", message: cause.message } });
});
