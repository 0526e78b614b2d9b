// One service in a process of its own, with a sidecar that only notes what it is told.
import { createServer } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { Problem } from "#contracts/problems.ts";
import type { CloudEvent } from "../declare/cloud-event.ts";
import { emit } from "../declare/event.ts";
import { implement } from "../declare/implementation.ts";
import { on } from "../declare/reaction.ts";
import { defineService } from "../declare/service.ts";
import { realClock } from "./clock.ts";
import { readEnvironment } from "./environment.ts";
import { listen } from "./http/listen.ts";
import { silentLog } from "./log.ts";
import { startServiceProcess } from "./service-process.ts";
import { MemoryStore } from "./store/memory/memory-store.ts";
import type { Store } from "./store/port.ts";
import { anEvent } from "./testing/an-event.ts";
import { altered, FlourMade, GrainCame } from "./testing/mill.ts";

const TOKEN = "secret";
const mill = defineService({
  name: "mill",
  summary: "Grinds grain.",
  reactions: { onGrainCame: on(GrainCame, { emits: [FlourMade] }) },
  seeds: [FlourMade],
});

async function fakeSidecar() {
  const published: CloudEvent[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk));
    request.on("end", () => {
      published.push(...(JSON.parse(text) as { event: string }[]).map(({ event }) => JSON.parse(event) as CloudEvent));
      response.writeHead(204).end();
    });
  });
  const port = await listen(server, 0, "127.0.0.1");
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  return { port, published };
}

async function start(seen: (store: Store) => Store = (store) => store, work: () => Promise<void> = async () => {}) {
  const sidecar = await fakeSidecar();
  const variables = { APP_API_TOKEN: TOKEN, STORE_URL: "redis://unused", PORT: "0", INTAKE_PORT: "0" };
  const service = implement(mill, {
    reactions: {
      onGrainCame: async ({ data }) => {
        await work();
        return [emit(FlourMade, { farmer: data.farmer, kilos: data.sacks * 50 })];
      },
    },
    seed: async () => [],
  });
  const running = await startServiceProcess({
    service,
    declarations: [mill],
    environment: readEnvironment({ ...variables, DAPR_HTTP_PORT: String(sidecar.port) }),
    variables,
    store: seen(new MemoryStore(realClock)),
    log: silentLog,
  });
  onTestFinished(() => running.close());
  const intake = `http://127.0.0.1:${running.intakePort}`;
  const bring = async (event: CloudEvent) => {
    const headers = { "dapr-api-token": TOKEN };
    return fetch(`${intake}/events/${event.type}`, { method: "POST", headers, body: JSON.stringify(event) });
  };
  return { port: running.port, end: () => running.close(), intake, bring, published: sidecar.published };
}
const grain = () => anEvent("GrainCame", { data: GrainCame.example });

test("an event that comes in is handled, and what follows is published with the trace of its cause", async () => {
  const { bring, published } = await start();
  const event = grain();
  expect(await (await bring(event)).json()).toEqual({ status: "SUCCESS" });
  const flour = () => published.find(({ type }) => type === "FlourMade");
  await expect.poll(flour).toMatchObject({ causationid: event.id, traceid: event.traceid, data: { kilos: 100 } });
});

test("events come in on the port of the sidecar only, and nothing else does there", async () => {
  const { port, intake } = await start();
  const headers = { "dapr-api-token": TOKEN, "content-type": "application/json" };
  const body = JSON.stringify(grain());
  const publicly = await fetch(`http://127.0.0.1:${port}/events/GrainCame`, { method: "POST", headers, body });
  expect(publicly.status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
  expect((await fetch(`${intake}/metrics`)).status).toBe(503);
});

describe("a store that is away", () => {
  test("at the start is waited for", async () => {
    let refusals = 1;
    const { bring } = await start((store) =>
      altered(store, {
        commit: (commit) => (refusals-- > 0 ? Promise.reject(new Problem("store-away")) : store.commit(commit)),
      }),
    );
    expect((await bring(grain())).status).toBe(200);
  });

  test("later stops the intake, until it is back", async () => {
    let isAway = false;
    const { intake, bring } = await start((store) =>
      altered(store, {
        probe: () => (isAway ? Promise.reject(new Problem("store-away")) : store.probe()),
      }),
    );
    const health = async () => (await fetch(`${intake}/health/app`)).status;
    expect(await health()).toBe(200);
    isAway = true;
    await expect.poll(health, { timeout: 5_000 }).toBe(503);
    expect((await bring(grain())).status).toBe(503);
    isAway = false;
    await expect.poll(health, { timeout: 5_000 }).toBe(200);
    expect((await bring(grain())).status).toBe(200);
  });
});

test("at the end what is in hand is finished and published, while nothing more is taken in", async () => {
  let finish = () => {};
  const working = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let inHand = 0;
  const { bring, end, published, intake } = await start(undefined, () => {
    inHand++;
    return working;
  });
  const answered = bring(grain());
  await expect.poll(() => inHand).toBe(1);
  const closing = end();
  await expect.poll(async () => (await fetch(`${intake}/health/app`)).status).toBe(503);
  expect((await bring(grain())).status).toBe(503);
  finish();
  expect(await (await answered).json()).toEqual({ status: "SUCCESS" });
  await closing;
  expect(published.map(({ type }) => type)).toContain("FlourMade");
  await expect(fetch(`${intake}/health/app`)).rejects.toThrow();
});
