// Closes a port in an orderly way: whoever still asks is answered and then disconnected, and nobody can hold the end up.
import type { Server } from "node:http";
import { SECOND } from "../../declare/duration.ts";

/** Milliseconds between two looks for connections on which nothing is asked any more. */
const HANG_UP = 20;
/** So long a client may take to read the last answer. */
const GOODBYE = SECOND;

/** `drain` finishes what is in hand. */
export async function closeServer(server: Server, drain: () => Promise<unknown>): Promise<void> {
  server.prependListener("request", (_, response) => void response.setHeader("connection", "close"));
  const closed = new Promise((resolve) => server.close(resolve));
  await drain();
  const hangUp = setInterval(() => server.closeIdleConnections(), HANG_UP);
  const cutOff = setTimeout(() => server.closeAllConnections(), GOODBYE);
  await closed;
  clearInterval(hangUp);
  clearTimeout(cutOff);
}
