// What the release's mail server says has arrived, through the cluster's API: its policies let nobody else in.
import { createServer, type Socket } from "node:net";
import { type KubeConfig, PortForward } from "@kubernetes/client-node";
import { listen } from "#platform/runtime/http/listen.ts";
import { type MessageIds, readMessageIds } from "#tools/audit/arrived.ts";

export const MAIL_SERVER = "smtp-server";
const PORT = 8_080;

export async function messageIdsIn(config: KubeConfig, namespace: string, pod: string): Promise<MessageIds> {
  const forward = new PortForward(config);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    forward.portForward(namespace, pod, [PORT], socket, null, socket).catch((error: Error) => socket.destroy(error));
  });
  const port = await listen(server, 0, "127.0.0.1");
  try {
    return await readMessageIds(`http://127.0.0.1:${port}`);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}
