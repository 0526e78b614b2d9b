// Writes a stream of server-sent events until the client goes away or the service drains.
import type { Response } from "express";
import type { ServerSentEvent } from "../../declare/implementation.ts";

/** Milliseconds after which a client comes back by itself. */
const RECONNECT = 1_000;

const lines = ({ id, event, data }: ServerSentEvent): string =>
  `${id === undefined ? "" : `id: ${id}\n`}${event === undefined ? "" : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;

export async function sendEvents(
  response: Response,
  stream: AsyncIterable<ServerSentEvent>,
  signal: AbortSignal,
): Promise<void> {
  response.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    connection: "keep-alive",
  });
  response.write(`retry: ${RECONNECT}\n\n`);
  const iterator = stream[Symbol.asyncIterator]();
  const aborted = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  try {
    while (!signal.aborted) {
      const next = await Promise.race([iterator.next(), aborted]);
      if (next === undefined || next.done) break;
      if (!response.write(lines(next.value))) await Promise.race([once(response, "drain"), aborted]);
    }
  } finally {
    response.end();
  }
}

const once = (response: Response, name: string): Promise<void> =>
  new Promise((resolve) => response.once(name, () => resolve()));
