// A collector that is away must not turn an orderly end into a failure.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { exportSpans } from "./exporter.ts";

const servers: Server[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

async function aServer(): Promise<{
  readonly server: Server;
  readonly endpoint: string;
  readonly asked: () => number;
}> {
  let asked = 0;
  const server = createServer(() => void asked++);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return { server, endpoint: `http://127.0.0.1:${port}`, asked: () => asked };
}
async function closeAt(endpoint: string, exporter: string): Promise<void> {
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
  vi.stubEnv("OTEL_EXPORTER_ZIPKIN_ENDPOINT", endpoint);
  const collector = exportSpans(exporter, "1");
  collector.take({
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    parentSpanId: undefined,
    name: "POST /orders",
    kind: "server",
    service: "order",
    start: 0,
    end: 1,
    attributes: {},
    links: [],
    error: undefined,
  });
  await collector.close();
}

test.each(["otlp", "zipkin"])("where no %s collector listens, the end comes and is no error", async (exporter) => {
  const { server, endpoint } = await aServer();
  await new Promise((closed) => server.close(closed));
  await expect(closeAt(endpoint, exporter)).resolves.toBeUndefined();
});

test("a collector that never answers does not hold up the end", async () => {
  const { server, endpoint, asked } = await aServer();
  servers.push(server);
  await expect(closeAt(endpoint, "otlp")).resolves.toBeUndefined();
  expect(asked()).toBe(1);
});
