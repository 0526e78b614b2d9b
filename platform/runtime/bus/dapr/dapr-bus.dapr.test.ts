// Services behind real sidecars: what is published arrives as it was, and what cannot be read ends on the desk.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OrderCreated } from "#contracts/events/index.ts";
import type { CloudEvent } from "../../../declare/cloud-event.ts";
import { deadLetterOf } from "../../../declare/control-events.ts";
import { emit } from "../../../declare/event.ts";
import { implement, type Service } from "../../../declare/implementation.ts";
import { on } from "../../../declare/reaction.ts";
import { post } from "../../../declare/route.ts";
import { defineService } from "../../../declare/service.ts";
import { pubsubComponent } from "../../../derive/dapr/component.ts";
import { resiliency } from "../../../derive/dapr/resiliency.ts";
import { realClock } from "../../clock.ts";
import { readEnvironment } from "../../environment.ts";
import { silentLog } from "../../log.ts";
import { type ServiceProcess, startServiceProcess } from "../../service-process.ts";
import { MemoryStore } from "../../store/memory/memory-store.ts";
import { anEvent } from "../../testing/an-event.ts";
import { missingRedisServer, RedisServer } from "../../testing/redis-server.ts";
import { freePort, missingSidecar, SidecarProcess } from "../../testing/sidecar-process.ts";
import { DaprBus } from "./dapr-bus.ts";
import type { Intake } from "./intake.ts";
import { Sidecar } from "./sidecar.ts";

const missing = [missingSidecar(), missingRedisServer()].filter((one) => one !== undefined);
if (missing.length > 0)
  test("the bus behind a real sidecar is left out", () => {
    console.log(`Left out, the bus behind a real sidecar: ${missing.join(" ")}`);
  });
else describe("behind a real sidecar", withSidecars);

const LONG = { timeout: 20_000 };
const TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

const shop = defineService({
  name: "shop",
  summary: "Takes orders.",
  routes: {
    buy: post("/purchases", { summary: "Buys.", body: OrderCreated.schema, status: 202, emits: [OrderCreated] }),
  },
});
const depot = defineService({ name: "depot", summary: "Packs.", reactions: { onOrderCreated: on(OrderCreated) } });
const desk = defineService({ name: "desk", summary: "Sees all.", observes: "all" });
const declarations = [shop, depot, desk];

function withSidecars(): void {
  const packed: CloudEvent[] = [];
  /** What the depot does with an event before it packs. */
  let work: () => Promise<void> = async () => {};
  const seen: CloudEvent[] = [];
  const sidecars: SidecarProcess[] = [];
  const running: ServiceProcess[] = [];
  let broker: RedisServer;
  let shopUrl: string;
  let depotIntake: string;
  let shopBus: DaprBus;
  let shopSidecar: Sidecar;

  beforeAll(async () => {
    broker = await RedisServer.start();
    const start = async (service: Service) => {
      const [port, app] = [await freePort(), service.declaration.name];
      const [appToken, token] = [`${app}'s`, `${app}'s sidecar's`];
      const variables = { APP_API_TOKEN: appToken, DAPR_API_TOKEN: token, PORT: "0", INTAKE_PORT: "0" };
      const environment = readEnvironment({ ...variables, STORE_URL: broker.url, DAPR_HTTP_PORT: String(port) });
      const store = new MemoryStore(realClock);
      const own = { service, declarations, environment, variables, store, log: silentLog };
      const started = await startServiceProcess(own);
      running.push(started);
      const resources = [pubsubComponent("redis", declarations, `127.0.0.1:${broker.port}`), resiliency()];
      const { intakePort: appPort } = started;
      sidecars.push(await SidecarProcess.start({ app, appPort, port, appToken, token, resources }));
      return { started, sidecar: new Sidecar({ port, token }) };
    };
    const atShop = await start(
      implement(shop, { routes: { buy: async ({ body }) => ({ facts: [emit(OrderCreated, body)] }) } }),
    );
    shopUrl = `http://127.0.0.1:${atShop.started.port}`;
    shopSidecar = atShop.sidecar;
    // It only publishes here.
    shopBus = new DaprBus(shopSidecar, undefined as unknown as Intake, "pubsub");
    const atDepot = await start(
      implement(depot, { reactions: { onOrderCreated: async (event) => (packed.push(event), []) } }),
    );
    depotIntake = `http://127.0.0.1:${atDepot.started.intakePort}`;
    await start(implement(desk, { observer: async (event) => (seen.push(event), []) }));
  }, 60_000);
  afterAll(async () => {
    shopSidecar?.close();
    await Promise.all(running.map((one) => one.close()));
    await Promise.all(sidecars.map((one) => one.stop()));
    await broker?.stop();
  });

  test("an order travels from the request to every consumer with one id and one trace", async () => {
    const response = await fetch(`${shopUrl}/purchases`, {
      method: "POST",
      headers: { "content-type": "application/json", traceparent: TRACEPARENT },
      body: JSON.stringify(OrderCreated.example),
    });
    expect(response.status).toBe(202);
    await expect.poll(() => packed.length, LONG).toBe(1);
    await expect.poll(() => seen.some(({ type }) => type === "OrderCreated"), LONG).toBe(true);
    const [event] = packed;
    expect(seen.find(({ type }) => type === "OrderCreated")).toEqual(event);
    expect(event).toMatchObject({ source: "/shop", traceid: TRACEPARENT.slice(3, 35), data: OrderCreated.example });
    expect(event?.traceparent.slice(3, 35)).toBe(event?.traceid);
  });

  test("the envelope is the same behind the broker, with nothing changed and nothing added", async () => {
    const events = Array.from({ length: 150 }, (_, at) =>
      anEvent("OrderCreated", {
        id: `bulk-${at}`,
        source: "/shop",
        subject: `ä/ö ${at}`,
        data: { ...OrderCreated.example, userId: `user-${at}` },
      }),
    );
    expect(await shopBus.publish(events)).toEqual(events.map(() => undefined));
    const arrived = () => seen.filter(({ id }) => id.startsWith("bulk-"));
    await expect.poll(() => arrived().length, LONG).toBe(150);
    const byId = (a: CloudEvent, b: CloudEvent) => (a.id < b.id ? -1 : 1);
    expect(arrived().toSorted(byId)).toEqual(events.toSorted(byId));
  });

  test("what a service did not declare is refused by its sidecar, event by event", async () => {
    const results = await shopBus.publish([
      anEvent("OrderCreated", { source: "/shop", data: OrderCreated.example }),
      anEvent("depot.dead-letter"),
    ]);
    expect(results[0]).toBeUndefined();
    expect(results[1]?.message).toContain("403");
  });

  test("a forged event has no effect", async () => {
    const forged = anEvent("OrderCreated", { id: "forged", data: OrderCreated.example });
    const answer = await fetch(`${depotIntake}/events/OrderCreated`, { method: "POST", body: JSON.stringify(forged) });
    expect(answer.status).toBe(503);
    expect(packed.some(({ id }) => id === "forged")).toBe(false);
  });

  test("rubbish on a topic becomes a dead letter of each of its consumers, once, and holds nothing up", async () => {
    await broker.command("XADD", "OrderCreated", "*", "data", "{rubbish");
    const event = anEvent("OrderCreated", { id: "after", source: "/shop", data: OrderCreated.example });
    await shopBus.publish([event]);
    await expect.poll(() => packed.some(({ id }) => id === "after"), LONG).toBe(true);
    const letters = () =>
      seen.filter(({ type, data }) => /dead-letter$/.test(type) && JSON.stringify(data).includes("{rubbish"));
    await expect
      .poll(
        () =>
          letters()
            .map(({ type }) => type)
            .toSorted(),
        LONG,
      )
      .toEqual(["depot.dead-letter", "desk.dead-letter"]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(letters()).toHaveLength(2);
    for (const { type } of letters()) expect(await broker.command<number>("XLEN", type)).toBe(1);
    expect(deadLetterOf("depot").schema.safeParse(letters()[0]?.data).success).toBe(true);
  });
}
