// A load generator in a process of its own: an open model, so that a slow answer does not slow the arrivals.
import { Agent } from "node:http";
import { exchange } from "../load/exchange.ts";
import { Refusals } from "./refusals.ts";

export interface LoadOptions {
  readonly url: string;
  /** Orders per second; 0 for as fast as `inFlight` allows. */
  readonly rate: number;
  readonly count: number;
  readonly inFlight: number;
  readonly skus: number;
}
export interface LoadResult {
  readonly orderIds: readonly string[];
  /** Milliseconds from the planned moment of each request that was accepted to its answer. */
  readonly latencies: readonly number[];
  readonly refused: Refusals;
  readonly seconds: number;
}

/** Milliseconds; far beyond every target, so that what is slow is measured and not cut off. */
const PATIENCE = 60_000;

/** Sends `count` orders and waits for every answer; a connection that breaks is a refusal like any other. */
export async function load({ url, rate, count, inFlight, skus }: LoadOptions): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const orderIds: string[] = [];
  const latencies: number[] = [];
  const refused = new Refusals();
  const started = performance.now();
  const send = async (number: number, planned: number): Promise<void> => {
    const order = { method: "POST", body: orderBody(number, skus), agent, patience: PATIENCE };
    const answer = await exchange(`${url}/orders`, order).catch((error: unknown) => error as Error);
    if (answer instanceof Error) refused.noteBroken(answer);
    else if (answer.status !== 202) refused.noteAnswer(answer.status, answer.text);
    else {
      latencies.push(performance.now() - planned);
      orderIds.push((JSON.parse(answer.text) as { orderId: string }).orderId);
    }
  };
  if (rate > 0) await atRate(rate, count, started, send);
  else await asFastAsPossible(count, inFlight, send);
  agent.destroy();
  return { orderIds, latencies, refused, seconds: (performance.now() - started) / 1_000 };
}

async function atRate(
  rate: number,
  count: number,
  started: number,
  send: (number: number, planned: number) => Promise<void>,
): Promise<void> {
  const sending: Promise<void>[] = [];
  while (sending.length < count) {
    const due = Math.min(count, Math.floor(((performance.now() - started) * rate) / 1_000) + 1);
    while (sending.length < due) sending.push(send(sending.length, started + (sending.length * 1_000) / rate));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(sending);
}

async function asFastAsPossible(
  count: number,
  inFlight: number,
  send: (number: number, planned: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) await send(next++, performance.now());
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
}

const orderBody = (number: number, skus: number): string =>
  JSON.stringify({
    userId: `user-${number % 1_000}`,
    customerEmail: "ada@example.com",
    items: [
      { sku: `SKU-${1 + (number % skus)}`, quantity: 1 },
      { sku: `SKU-${1 + ((number * 7 + 3) % skus)}`, quantity: 2 },
    ].filter(({ sku }, at, all) => all.findIndex((line) => line.sku === sku) === at),
    paymentToken: "tok_ok",
  });
