// Opens a port.
import { Server as HttpServer } from "node:http";
import type { AddressInfo, Server } from "node:net";

/**
 * Milliseconds for which a connection may be idle. Whoever keeps connections to us must be the first to close one: who sends a
 * request just as we close it gets no answer, and its client a 502. Traefik and sidecars keep them 90 s, nginx 60 s.
 */
export const KEEP_ALIVE = 120_000;

/** Answers the port that it is: 0 asks for any free one. Without a host every address of the machine is heard. */
export function listen(server: Server, port: number, host?: string): Promise<number> {
  if (server instanceof HttpServer) server.keepAliveTimeout = KEEP_ALIVE;
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
