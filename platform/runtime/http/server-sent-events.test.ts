import { once } from "node:events";
import { createServer, get, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Response } from "express";
import { expect, onTestFinished, test } from "vitest";
import type { ServerSentEvent } from "../../declare/implementation.ts";
import { collectGarbage } from "../testing/collect-garbage.ts";
import { sendEvents } from "./server-sent-events.ts";

/** Streams to a client that reads everything, until `signal` says so. */
async function streamed(stream: AsyncIterable<ServerSentEvent>, signal: AbortSignal): Promise<void> {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  get(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, (response) => response.resume());
  const [, response] = (await once(server, "request")) as [unknown, ServerResponse];
  await sendEvents(response as Response, stream, signal);
}

test("what was sent is forgotten while the stream goes on", async () => {
  const sent: WeakRef<object>[] = [];
  const ended = new AbortController();
  let kept = Number.NaN;
  async function* many(): AsyncGenerator<ServerSentEvent> {
    for (let number = 0; number < 100; number++) {
      const data = { number };
      sent.push(new WeakRef(data));
      yield { data };
      await nextTurn();
    }
    collectGarbage();
    kept = sent.filter((each) => each.deref() !== undefined).length;
  }
  await streamed(many(), ended.signal);
  // The last may still be in hand.
  expect(kept).toBeLessThan(5);
});

test("a stream that says nothing ends when its signal does", async () => {
  const ended = new AbortController();
  async function* silent(): AsyncGenerator<ServerSentEvent> {
    setImmediate(() => ended.abort());
    await new Promise(() => {});
    yield { data: {} };
  }
  await streamed(silent(), ended.signal);
});
