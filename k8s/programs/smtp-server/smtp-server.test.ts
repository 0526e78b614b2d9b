import { type AddressInfo, createServer } from "node:net";
import { createTransport } from "nodemailer";
import { expect, test } from "vitest";
import { converse } from "./conversation.ts";
import { Mailbox } from "./mailbox.ts";

test("takes a mail from a real mailer, lines that begin with a dot included", async () => {
  const mailbox = new Mailbox();
  const server = createServer((socket) => converse(socket, (mail) => mailbox.add(mail)));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const transport = createTransport({ host: "127.0.0.1", port: (server.address() as AddressInfo).port });
  const to = ["first@example.com", "second@example.com"];
  await transport.sendMail({
    from: "shop@example.com",
    to,
    subject: "Your order",
    messageId: "<o-1.order-received@millrace>",
    text: "Thanks.\n.dot\nend",
  });
  transport.close();
  server.close();
  expect(mailbox.list("second@example.com")).toHaveLength(1);
  expect(mailbox.list("third@example.com")).toEqual([]);
  expect(mailbox.list()[0]).toMatchObject({ from: "shop@example.com", to });
  expect(mailbox.list()[0]?.text).toContain("\r\n.dot\r\nend");
  expect(mailbox.messageIds).toEqual({ forgotten: 0, messageIds: ["<o-1.order-received@millrace>"] });
});

test("keeps the newest mails, and counts all by their Message-IDs", () => {
  const mailbox = new Mailbox();
  for (let number = 0; number < 1_500; number++)
    mailbox.add({ from: "a", to: ["b"], text: String(number), at: "2026-01-01T00:00:00.000Z" });
  expect(mailbox.count).toBe(1_500);
  expect(mailbox.list()).toHaveLength(1_000);
  expect(mailbox.list()[0]?.text).toBe("1499");
  expect(mailbox.messageIds.messageIds).toHaveLength(1_500);
});
