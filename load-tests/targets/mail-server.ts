// A mail server that takes and counts every mail, and can be made to say nothing while connections stay open: the worst kind of absence.
import { type AddressInfo, createServer, type Socket } from "node:net";
import { converse } from "#k8s/programs/smtp-server/conversation.ts";
import { Mailbox } from "#k8s/programs/smtp-server/mailbox.ts";

export interface HangingMailServer {
  readonly url: string;
  hang(): Promise<void>;
  answer(): Promise<void>;
  /** Message-IDs of all mails that have come, in their order. */
  arrived(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function startMailServer(): Promise<HangingMailServer> {
  const sockets = new Set<Socket>();
  const mailbox = new Mailbox();
  let isHanging = false;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).once("close", () => sockets.delete(socket));
    if (!isHanging) converse(socket, (mail) => mailbox.add(mail));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async hang() {
      isHanging = true;
      for (const socket of sockets) socket.pause();
    },
    arrived: async () => mailbox.messageIds.messageIds,
    async answer() {
      isHanging = false;
      // Those that were never spoken to would wait for their time-out.
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
