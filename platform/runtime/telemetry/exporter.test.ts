// A collector that is away must not turn an orderly end into a failure, and somebody has to hear of it.
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { type Log, loggerTo, silentLog } from "../log.ts";
import { exportSpans, type SpanExport } from "./exporter.ts";
import type { Span } from "./span.ts";

const servers: Server[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
});

async function aServer(answer: (response: ServerResponse) => void = () => {}): Promise<{
  readonly server: Server;
  readonly endpoint: string;
  readonly asked: () => number;
}> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    request.resume().on("end", () => answer(response));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return { server, endpoint: `http://127.0.0.1:${port}`, asked: () => asked };
}
const SPAN: Span = {
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
};
function exportTo(endpoint: string, exporter: string, log: Log = silentLog): SpanExport {
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
  vi.stubEnv("OTEL_EXPORTER_ZIPKIN_ENDPOINT", endpoint);
  return exportSpans(exporter, "1", log);
}
function closeAt(endpoint: string, exporter: string): Promise<void> {
  const collector = exportTo(endpoint, exporter);
  collector.take(SPAN);
  return collector.close();
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

test.each(["otlp", "zipkin"])("that a collector of %s takes nothing is logged once, and counted", async (exporter) => {
  let status = 404;
  const { server, endpoint } = await aServer((response) => response.writeHead(status).end());
  servers.push(server);
  vi.stubEnv("OTEL_BSP_SCHEDULE_DELAY", "10");
  const lines: string[] = [];
  const log = loggerTo({ write: (line) => void lines.push(line) }, "info");
  const collector = exportTo(endpoint.replace("//", "//mill:secret@"), exporter, log);
  for (const lost of [1, 2]) {
    collector.take(SPAN);
    await vi.waitUntil(() => collector.counts.lost === lost);
  }
  status = 200;
  collector.take(SPAN);
  await vi.waitUntil(() => collector.counts.sent === 1);
  await collector.close();
  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
    "The trace collector takes nothing; traces are lost until it does.",
    "The trace collector takes traces again.",
  ]);
  expect(lines[0]).toContain(new URL(endpoint).host);
  expect(lines.join("")).not.toContain("secret");
});

test("what is more than may wait is lost, and counted", async () => {
  const { server, endpoint } = await aServer();
  servers.push(server);
  vi.stubEnv("OTEL_BSP_MAX_QUEUE_SIZE", "2");
  const collector = exportTo(endpoint, "otlp");
  for (let step = 0; step < 5; step++) collector.take(SPAN);
  expect(collector.counts).toEqual({ sent: 0, lost: 3 });
  await collector.close();
});

test.each(["collector:4318", "somewhere"])("%s is no address of a collector, and is refused by name", (address) => {
  expect(() => exportTo(address, "otlp")).toThrow("OTEL_EXPORTER_OTLP_ENDPOINT");
  expect(() => exportTo(address, "zipkin")).toThrow("OTEL_EXPORTER_ZIPKIN_ENDPOINT");
});
