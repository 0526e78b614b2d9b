import { createServer, get } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { listen } from "./listen.ts";

/** Seconds; Traefik's idle time, the longest of the common proxies. */
const LONGEST_OF_PROXIES = 90;

test("an idle connection is kept for longer than a proxy keeps it", async () => {
  const server = createServer((_, response) => response.end());
  onTestFinished(() => void server.close());
  const port = await listen(server, 0, "127.0.0.1");
  const kept = await new Promise<unknown>((resolve, reject) => {
    const headers = { connection: "keep-alive" };
    get(`http://127.0.0.1:${port}`, { headers }, (response) => resolve(response.resume().headers["keep-alive"])).once(
      "error",
      reject,
    );
  });
  expect(Number(/^timeout=(\d+)$/.exec(String(kept))?.[1])).toBeGreaterThan(LONGEST_OF_PROXIES);
});
