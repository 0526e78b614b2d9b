// Services behind real sidecars: what is published arrives as it was, and what cannot be read ends on the desk.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OrderCreated } from "#contracts/events/index.ts";
import type { CloudEvent } from "../../../declare/cloud-event.ts";
import { DeadLetterData } from "../../../declare/control-events.ts";
import { emit } from "../../../declare/event.ts";
import { implement, type Service } from "../../../declare/implementation.ts";
import { on } from "../../../declare/reaction.ts";
import { post } from "../../../declare/route.ts";
import { defineService } from "../../../declare/service.ts";
import { silentLog } from "../../log.ts";
import { anEvent } from "../../testing/an-event.ts";
import { BesideSidecar } from "../../testing/beside-sidecar.ts";
import { missingRedisServer, RedisServer } from "../../testing/redis-server.ts";
import { missingSidecar } from "../../testing/sidecar-process.ts";
import { DaprBus } from "./dapr-bus.ts";
import { Intake } from "./intake.ts";

const missing = [missingSidecar(), missingRedisServer()].filter((one) => one !== undefined);
if (missing.length > 0)
  test("the bus behind a real sidecar is left out", () => {
    console.log(`Left out, the bus behind a real sidecar: ${missing.join(" ")}`);
  });
else describe("behind a real sidecar", withSidecars);

function withSidecars(): void {
  const SOON = { timeout: 20_000 };
  const UNTIL_UNHEALTHY = 2_500;
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

  const packed: CloudEvent[] = [];
  const seen: CloudEvent[] = [];
  const running: BesideSidecar[] = [];
  let broker: RedisServer;
  let atShop: BesideSidecar;
  let atDepot: BesideSidecar;
  let bus: DaprBus;

  beforeAll(async () => {
    broker = await RedisServer.start();
    const start = async (service: Service) => {
      const started = await BesideSidecar.start({ service, declarations, broker: `127.0.0.1:${broker.port}` });
      running.push(started);
      return started;
    };
    const buy = implement(shop, { routes: { buy: async ({ body }) => ({ facts: [emit(OrderCreated, body)] }) } });
    const pack = implement(depot, { reactions: { onOrderCreated: async (event) => (packed.push(event), []) } });
    [atShop, atDepot] = [await start(buy), await start(pack)];
    await start(implement(desk, { observer: async (event) => (seen.push(event), []) }));
    const unheard = { token: "", pubsub: () => "pubsub", log: silentLog, now: () => 0, isStoreAway: () => false };
    bus = new DaprBus(atShop.sidecar, new Intake(unheard), ["pubsub"]);
  }, 60_000);
  afterAll(async () => {
    for (const one of running) await one.stop();
    await broker?.stop();
  }, 60_000);

  const anOrder = (id: string, attributes: Partial<CloudEvent> = {}) =>
    anEvent("OrderCreated", { id, source: "/shop", data: OrderCreated.example, ...attributes });
  const isPacked = (id: string) => packed.some((event) => event.id === id);
  const letters = () => seen.filter(({ type }) => type.endsWith(".dead-letter"));

  test("an order travels from the request to every consumer with one id and one trace", async () => {
    const response = await fetch(`${atShop.url}/purchases`, {
      method: "POST",
      headers: { "content-type": "application/json", traceparent: TRACEPARENT },
      body: JSON.stringify(OrderCreated.example),
    });
    expect(response.status).toBe(202);
    const observed = () => seen.find(({ type }) => type === "OrderCreated");
    await expect.poll(() => packed.length, SOON).toBe(1);
    await expect.poll(observed, SOON).toEqual(packed[0]);
    const [event] = packed;
    expect(event).toMatchObject({ source: "/shop", traceid: TRACEPARENT.slice(3, 35), data: OrderCreated.example });
    expect(event?.traceparent.slice(3, 35)).toBe(event?.traceid);
  });

  test("the envelope is the same behind the broker, with nothing changed and nothing added", async () => {
    const events = Array.from({ length: 150 }, (_, at) =>
      anOrder(`bulk-${at}`, { subject: `ä/ö ${at}`, data: { ...OrderCreated.example, userId: `user-${at}` } }),
    );
    expect(await bus.publish(events)).toEqual(events.map(() => undefined));
    const arrived = () => seen.filter(({ id }) => id.startsWith("bulk-"));
    await expect.poll(() => arrived().length, SOON).toBe(150);
    const byId = (a: CloudEvent, b: CloudEvent) => (a.id < b.id ? -1 : 1);
    expect(arrived().toSorted(byId)).toEqual(events.toSorted(byId));
  });

  test("what a service did not declare is refused by its sidecar, topic by topic", async () => {
    const results = await bus.publish([anOrder("declared"), anEvent("depot.dead-letter")]);
    expect(results[0]).toBeUndefined();
    expect(results[1]?.message).toContain("403");
  });

  test("a forged event has no effect", async () => {
    const options = { method: "POST", body: JSON.stringify(anOrder("forged")) };
    expect((await fetch(`${atDepot.intakeUrl}/events/OrderCreated`, options)).status).toBe(503);
    expect(isPacked("forged")).toBe(false);
  });

  test("rubbish on a topic becomes one dead letter of each of its consumers, and holds nothing up", async () => {
    await broker.command("XADD", "OrderCreated", "*", "data", "{rubbish");
    await bus.publish([anOrder("after-rubbish")]);
    await expect.poll(() => isPacked("after-rubbish"), SOON).toBe(true);
    const topics = ["depot.dead-letter", "desk.dead-letter"];
    await expect
      .poll(
        () =>
          letters()
            .map(({ type }) => type)
            .toSorted(),
        SOON,
      )
      .toEqual(topics);
    await sleep(500);
    expect(letters()).toHaveLength(2);
    for (const letter of letters()) {
      expect(await broker.command<number>("XLEN", letter.type)).toBe(1);
      expect(DeadLetterData.parse(letter.data)).toMatchObject({ problem: "event-invalid", event: { type: "unknown" } });
    }
  });

  test("what a sidecar could not hand over comes once more, and is no dead letter", async () => {
    const before = letters().length;
    // Longer than the sidecar tries, and not twice as long.
    expect(await atDepot.store.begin("held-elsewhere", "another replica", 3_000)).toBe("new");
    await bus.publish([anOrder("held-elsewhere")]);
    await expect.poll(() => broker.command<number>("XLEN", "depot.redrive"), SOON).toBeGreaterThan(0);
    await expect.poll(() => atDepot.store.begin("held-elsewhere", "nobody", 1), SOON).toBe("done");
    expect(isPacked("held-elsewhere")).toBe(true);
    expect(letters()).toHaveLength(before);
  });

  test("what was published while a service was away is there when it is back, and is no dead letter", async () => {
    const before = letters().length;
    await atDepot.stopApp();
    await bus.publish([anOrder("soon-after")]);
    await sleep(UNTIL_UNHEALTHY);
    await bus.publish([anOrder("later")]);
    await atDepot.startApp();
    await expect.poll(() => isPacked("soon-after") && isPacked("later"), SOON).toBe(true);
    expect(letters()).toHaveLength(before);
  });

  test("a sidecar that its service asks to end does so, also while its broker is away", async () => {
    await broker.stop();
    expect((await atDepot.sidecar.post("/v1.0/shutdown", "")).status).toBe(204);
    await expect.poll(() => atDepot.isSidecarRunning, SOON).toBe(false);
  });
}
