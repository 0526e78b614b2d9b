// A mail server for trials: it takes every mail, delivers none, and shows them at GET /mails?to=…, and by their Message-IDs at GET /message-ids.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSocketServer } from "node:net";
import { listen } from "#platform/runtime/http/listen.ts";
import { createLog } from "#platform/runtime/log.ts";
import { onTermination } from "#platform/runtime/shutdown.ts";
import { converse } from "./conversation.ts";
import { Mailbox } from "./mailbox.ts";

const { PORT = "8080", SMTP_PORT = "1025" } = process.env;
const mailbox = new Mailbox();
const since = Date.now();

function bodyOf(url: URL): object | undefined {
  if (url.pathname.startsWith("/health/")) return { status: "ready" };
  if (url.pathname === "/message-ids") return { since, ...mailbox.messageIds };
  if (url.pathname !== "/mails") return undefined;
  return { count: mailbox.count, mails: mailbox.list(url.searchParams.get("to") ?? undefined) };
}
function answer(request: IncomingMessage, response: ServerResponse): void {
  const body = bodyOf(new URL(request.url ?? "/", "http://localhost"));
  response.writeHead(body ? 200 : 404, { "content-type": "application/json" });
  response.end(JSON.stringify(body ?? {}));
}

const web = createServer(answer);
const smtp = createSocketServer((socket) => converse(socket, (mail) => mailbox.add(mail)));
await new Promise<void>((resolve) => {
  smtp.listen(Number(SMTP_PORT), resolve);
});
const port = await listen(web, Number(PORT));
createLog().info({ port, smtpPort: Number(SMTP_PORT) }, "The mail server takes mails.");

onTermination(async () => {
  smtp.close();
  web.close();
});
