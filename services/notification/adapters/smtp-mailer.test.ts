import { createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { smtpMailer } from "./smtp-mailer.ts";

const MAIL = {
  messageId: "<o-1.order-received@millrace>",
  to: "ada@example.com",
  subject: "Thank you for your order",
  text: "Thank you.\n",
};

let server: Server | undefined;
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((done) => (server ? server.close(done) : done(undefined)));
});

/** Listens on a free port and gives a mailer that talks to it. */
async function mailerTo(onSocket: (socket: Socket) => void) {
  const listening = createServer((socket) => {
    sockets.add(socket);
    onSocket(socket);
  });
  server = listening;
  await new Promise<void>((done) => listening.listen(0, "127.0.0.1", done));
  const address = listening.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return smtpMailer({ url: `smtp://127.0.0.1:${port}`, from: "shop@example.com", timeout: 200 });
}

/** Just enough of SMTP to take mails. */
function takeMails(socket: Socket, mails: string[]) {
  let content: string | undefined;
  socket.write("220 test\r\n");
  socket.on("data", (chunk) => {
    const text = chunk.toString();
    if (content !== undefined) {
      content += text;
      if (!content.endsWith("\r\n.\r\n")) return;
      mails.push(content);
      content = undefined;
      socket.write("250 taken\r\n");
    } else if (text.startsWith("DATA")) {
      content = "";
      socket.write("354 go on\r\n");
    } else if (text.startsWith("QUIT")) socket.end("221 bye\r\n");
    else socket.write("250 test\r\n");
  });
}

it("hands a mail over with its own Message-ID", async () => {
  const mails: string[] = [];
  const mailer = await mailerTo((socket) => takeMails(socket, mails));
  await mailer.send(MAIL);
  expect(mails).toHaveLength(1);
  expect(mails[0]).toContain("Message-ID: <o-1.order-received@millrace>");
  expect(mails[0]).toContain("To: ada@example.com");
  expect(mails[0]).toContain("Subject: Thank you for your order");
});

it("says that the partner is away when the server refuses the mail", async () => {
  const mailer = await mailerTo((socket) => socket.end("421 not now\r\n"));
  await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: "partner-away", verdict: "retry" });
});

it("does not wait for ever for a server that is silent", async () => {
  const mailer = await mailerTo(() => {});
  const failure: unknown = await mailer.send(MAIL).catch((problem: unknown) => problem);
  expect(failure).toMatchObject({ code: "partner-away", cause: { code: "ETIMEDOUT" } });
});
