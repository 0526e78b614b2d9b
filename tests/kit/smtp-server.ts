// A mail server just good enough to take mails, and one that accepts connections and never says a word.
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";

export interface MailServer {
  readonly port: number;
  /** The Message-IDs of the mails that were taken, in their order. */
  readonly messageIds: readonly string[];
  /** How many connections were made. */
  readonly connections: number;
  /** Also cuts the connections that are open. */
  close(): Promise<void>;
}

/** `port` 0: any free one. */
export function startMailServer(port = 0): Promise<MailServer> {
  const messageIds: string[] = [];
  return listen(port, messageIds, (socket) => takeMails(socket, (mail) => messageIds.push(messageIdOf(mail))));
}
export const startSilentServer = (port = 0): Promise<MailServer> => listen(port, [], () => {});

const messageIdOf = (mail: string): string => /^Message-ID: (\S+)/im.exec(mail)?.[1] ?? "none";

async function listen(port: number, messageIds: string[], onSocket: (socket: Socket) => void): Promise<MailServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server: Server = createServer((socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => {}).once("close", () => sockets.delete(socket));
    onSocket(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    messageIds,
    get connections() {
      return connections;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

const END_OF_MAIL = "\r\n.\r\n";

function takeMails(socket: Socket, take: (mail: string) => void): void {
  let mail: string | undefined;
  socket.setEncoding("utf8").write("220 test\r\n");
  socket.on("data", (text: string) => {
    if (mail !== undefined) {
      mail += text;
      if (!mail.endsWith(END_OF_MAIL)) return;
      take(mail);
      mail = undefined;
      socket.write("250 taken\r\n");
    } else if (/^DATA/i.test(text)) {
      mail = "";
      socket.write("354 go on\r\n");
    } else if (/^QUIT/i.test(text)) socket.end("221 bye\r\n");
    else socket.write("250 test\r\n");
  });
}
