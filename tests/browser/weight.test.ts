// How heavy the pages are, how soon they can be used, and whether they keep up with a fast stream.
import { expect, test } from "vitest";
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import type { Embedded } from "#platform/runtime/embedded.ts";
import { newRealId } from "#platform/runtime/ids.ts";
import { Client } from "../kit/client.ts";
import { startPlatform } from "../kit/platform.ts";
import { inBrowser } from "./chromium.ts";
import { REMOTE } from "./tested-platform.ts";

const HEAVIEST = 150_000;
const EVENTS_PER_SECOND = 500;
const SECONDS = 6;
const BATCHES_PER_SECOND = 25;
const platform = REMOTE === undefined ? await startPlatform() : undefined;
const url = platform?.url ?? REMOTE ?? "";
if (!platform) console.info("Left out: a fast stream of events, which is published inside of a platform of its own.");

test.each([
  ["/", "in stock"],
  ["/operations", "idle"],
])("%s weighs at most 150 kB, packed", async (path) => {
  const client = new Client(url, { "accept-encoding": "gzip" });
  const { body } = await client.get<string>(path);
  const files = [...body.matchAll(/(?:href|src)="(\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file ?? "");
  expect(files).toHaveLength(2);
  const sizes = await Promise.all([path, ...files].map((file) => packedSize(url + file)));
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  console.info(`${path} weighs ${whole} bytes, packed`);
  expect(whole).toBeLessThanOrEqual(HEAVIEST);
});

test("a file of a page is asked for once, and the page only when it has changed", async () => {
  const { body, headers } = await new Client(url).get<string>("/");
  const [, script] = /src="([^"]+)"/.exec(body) ?? [];
  const file = await new Client(url).get(script ?? "");
  expect(file.headers.get("cache-control")).toContain("immutable");
  const again = await new Client(url, { "if-none-match": headers.get("etag") ?? "" }).get("/");
  expect(again.status).toBe(304);
  expect(headers.get("content-security-policy")).toContain("script-src 'self'");
  expect((await new Client(url).get("/shop/unknown.js")).status).toBe(404);
});

inBrowser("in a browser", async (browse) => {
  const visitor = await browse(url);

  test.each([
    ["/", ".tile h3"],
    ["/operations", ".mill"],
  ])("%s can be used soon after it was asked for", async (path, sign) => {
    const { page } = await visitor.open(path);
    await page.locator(sign).first().waitFor();
    const usable = await page.evaluate(() => performance.now());
    console.info(`${path} could be used after ${Math.round(usable)} ms`);
    expect(usable).toBeGreaterThan(0);
  });

  test.runIf(platform)("the stream of events is drawn while 500 come every second", async () => {
    const { page } = await visitor.open("/operations", { width: 1440, height: 1000 });
    await page.getByText("live", { exact: true }).waitFor();
    const debuggerOf = await page.context().newCDPSession(page);
    await debuggerOf.send("Performance.enable", { timeDomain: "threadTicks" });
    /** Seconds that the page's own thread has worked, whatever else the machine does. */
    const worked = async (): Promise<number> => {
      const { metrics } = await debuggerOf.send("Performance.getMetrics");
      return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
    };
    await page.evaluate(countFrames);
    const before = await worked();
    const sent = await publishSteadily(platform as Embedded);
    const share = ((await worked()) - before) / SECONDS;
    const frames = await page.evaluate(() => (globalThis as unknown as { frames: number[] }).frames);
    await page.locator(".stream-row").first().waitFor();
    console.info(
      `${sent} events in ${SECONDS} s: ${describeFrames(frames)}; its thread worked ${(share * 100).toFixed(0)} %`,
    );
    expect(frames.length).toBeGreaterThan(0);
  });
});

async function packedSize(file: string): Promise<number> {
  const response = await fetch(file, { headers: { "accept-encoding": "gzip" } });
  const length = response.headers.get("content-length");
  await response.arrayBuffer();
  return Number(length);
}

/** Runs in the page: the milliseconds between two frames. */
function countFrames(): void {
  const frames: number[] = [];
  (globalThis as unknown as { frames: number[] }).frames = frames;
  let last = performance.now();
  const next = (now: number): void => {
    frames.push(now - last);
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}
function describeFrames(frames: readonly number[]): string {
  const whole = frames.reduce((sum, frame) => sum + frame, 0);
  const slowest = Math.max(...frames);
  const slow = frames.filter((frame) => frame > 1_000 / 30).length;
  return `${Math.round((frames.length / whole) * 1_000)} frames/s, the slowest took ${Math.round(slowest)} ms, ${slow} of ${frames.length} longer than 33 ms`;
}

/** Straight to the broker, so that the page is measured and not the services. */
async function publishSteadily({ bus }: Embedded): Promise<number> {
  const batch = EVENTS_PER_SECOND / BATCHES_PER_SECOND;
  let sent = 0;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      void bus.publish(Array.from({ length: batch }, () => anEarnedPoint()));
      sent += batch;
      if (sent < EVENTS_PER_SECOND * SECONDS) return;
      clearInterval(timer);
      resolve();
    }, 1_000 / BATCHES_PER_SECOND);
  });
  return sent;
}
const anEarnedPoint = (): CloudEvent => {
  const orderId = newRealId();
  return {
    specversion: "1.0",
    id: newRealId(),
    type: "PointsEarned",
    source: "/loyalty",
    subject: orderId,
    time: new Date().toISOString(),
    datacontenttype: "application/json",
    traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    traceid: "0af7651916cd43dd8448eb211c80319c",
    causationid: orderId,
    correlationid: orderId,
    data: { orderId, userId: "user-5678", points: 1 },
  };
};
