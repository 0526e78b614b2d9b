import { createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { Problem } from "#contracts/problems.ts";
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
async function mailerTo(onSocket: (socket: Socket) => void, user = "") {
  const listening = createServer((socket) => {
    sockets.add(socket);
    onSocket(socket);
  });
  server = listening;
  await new Promise<void>((done) => listening.listen(0, "127.0.0.1", done));
  const address = listening.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return smtpMailer({ url: `smtp://${user}127.0.0.1:${port}`, from: "shop@example.com", timeout: 200 });
}

const TAKEN: Readonly<Record<string, string>> = {
  EHLO: "250-test\r\n250 AUTH PLAIN",
  AUTH: "235 welcome",
  DATA: "354 go on",
  "the mail": "250 taken",
  QUIT: "221 bye",
};

/** Just enough of SMTP to take mails, or to object to a command of them. */
function takeMails(socket: Socket, mails: string[], objections: Readonly<Record<string, string>> = {}) {
  const answer = (command: string) => socket.write(`${objections[command] ?? TAKEN[command] ?? "250 test"}\r\n`);
  let content: string | undefined;
  socket.write("220 test\r\n");
  socket.on("data", (chunk) => {
    const text = chunk.toString();
    if (content === undefined) {
      const command = text.slice(0, 4);
      if (command === "DATA" && !objections["DATA"]) content = "";
      answer(command);
    } else {
      content += text;
      if (!content.endsWith("\r\n.\r\n")) return;
      mails.push(content);
      content = undefined;
      answer("the mail");
    }
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

async function failureAt(command: string, answer: string, user?: string): Promise<unknown> {
  const mailer = await mailerTo((socket) => takeMails(socket, [], { [command]: answer }), user);
  return mailer.send(MAIL).catch((failure: unknown) => failure);
}

it.each([
  ["RCPT", "550 no such user"],
  ["DATA", "554 no mail for you"],
  ["the mail", "554 looks like spam"],
])("gives up a mail when %s is answered with %s", async (command, answer) => {
  expect(await failureAt(command, answer)).toMatchObject({
    code: "mail-refused",
    verdict: "drop",
    cause: { message: expect.stringContaining(answer) },
  });
});

it.each([
  ["EHLO", "421 not now"],
  ["MAIL", "451 not now"],
  ["RCPT", "450 mailbox busy"],
  ["RCPT", "421 closing"],
  ["DATA", "452 disk full"],
])("says that the partner is away when %s is answered with %s", async (command, answer) => {
  expect(await failureAt(command, answer)).toMatchObject({ code: "partner-away", verdict: "retry" });
});

it("says that the partner is away when the server hangs up at once", async () => {
  const mailer = await mailerTo((socket) => socket.end("421 not now\r\n"));
  await expect(mailer.send(MAIL)).rejects.toMatchObject({ code: "partner-away" });
});

it("says that the partner is away while it checks no passwords", async () => {
  expect(await failureAt("AUTH", "454 not now", "ada:secret@")).toMatchObject({ code: "partner-away" });
});

it.each([
  ["AUTH", "535 wrong password"],
  ["MAIL", "550 we do not know this sender"],
])("counts an attempt when %s is answered with %s", async (command, answer) => {
  const failure = await failureAt(command, answer, "ada:secret@");
  expect(failure).toBeInstanceOf(Error);
  expect(failure).not.toBeInstanceOf(Problem);
  expect(String(failure)).toContain(answer);
});

it("does not wait for ever for a server that is silent", async () => {
  const mailer = await mailerTo(() => {});
  const failure: unknown = await mailer.send(MAIL).catch((problem: unknown) => problem);
  expect(failure).toMatchObject({ code: "partner-away", cause: { code: "ETIMEDOUT" } });
});
