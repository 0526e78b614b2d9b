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
  try {
    while (!signal.aborted) {
      const next = await unlessAborted(iterator.next(), signal);
      if (next === undefined || next.done) break;
      if (!response.write(lines(next.value))) await unlessAborted(once(response, "drain"), signal);
    }
  } finally {
    response.end();
  }
}

/** Undefined when the signal comes first. Racing each with one promise of the signal would keep all that was sent until the stream ends. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(undefined);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
    const settle = (): void => signal.removeEventListener("abort", stop);
    work.then(resolve, reject).finally(settle);
  });
}

const once = (response: Response, name: string): Promise<void> =>
  new Promise((resolve) => response.once(name, () => resolve()));
