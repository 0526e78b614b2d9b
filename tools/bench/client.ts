// A load generator in a process of its own: an open model, so that a slow answer does not slow the arrivals.
import http from "node:http";

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
  /** Milliseconds from the planned moment of each request to its answer. */
  readonly latencies: readonly number[];
  readonly refused: number;
  readonly seconds: number;
}

/** Sends `count` orders and waits for every answer. */
export async function load({ url, rate, count, inFlight, skus }: LoadOptions): Promise<LoadResult> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: inFlight });
  const orderIds: string[] = [];
  const latencies: number[] = [];
  let refused = 0;
  const started = performance.now();
  const send = async (number: number, planned: number): Promise<void> => {
    const answer = await post(`${url}/orders`, orderBody(number, skus), agent);
    latencies.push(performance.now() - planned);
    if (answer.status === 202) orderIds.push((JSON.parse(answer.body) as { orderId: string }).orderId);
    else refused++;
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

function post(url: string, body: string, agent: http.Agent): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      {
        method: "POST",
        agent,
        headers: { "content-type": "application/json", "content-length": Buffer.byteLength(body) },
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
        response.on("error", reject);
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}
