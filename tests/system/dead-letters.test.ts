// What keeps failing leaves the way: it is tried again, given up with its reason, and a person decides about it.
import { afterEach, expect, it, onTestFinished } from "vitest";
import { OrderCreated } from "#contracts/events/index.ts";
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import { implement } from "#platform/declare/implementation.ts";
import { on } from "#platform/declare/reaction.ts";
import { get } from "#platform/declare/route.ts";
import { defineService } from "#platform/declare/service.ts";
import { counter } from "#platform/declare/state.ts";
import { newRealId } from "#platform/runtime/ids.ts";
import { anEvent } from "../kit/events.ts";
import { ofSku } from "../kit/orders.ts";
import { GIVES_UP_SOON, startPlatform, untilIdle } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const platform = await startPlatform({ limits: GIVES_UP_SOON });
const shop = new Shop(platform);
afterEach(() => platform.faults.clear());

/** A service that cannot stand one customer. */
const fussy = implement(
  defineService({
    name: "fussy",
    summary: "Greets whoever orders, for a test.",
    reactions: { onOrderCreated: on(OrderCreated) },
    routes: { getGreetings: get("/greetings", { summary: "So many were greeted." }) },
    state: { greeted: counter() },
  }),
  {
    reactions: {
      async onOrderCreated({ data }, { state }) {
        if (data.userId === "unwelcome") throw new Error("Not you again.");
        state.greeted.add("all", 1);
        return [];
      },
    },
    routes: { getGreetings: async (_, { state }) => ({ body: { count: await state.greeted.get("all") } }) },
  },
);

const redrive = (id: string) => shop.administrator.post(`/dead-letters/${id}/redrive`);
const discard = (id: string) => shop.administrator.delete(`/dead-letters/${id}`);
const lettersAbout = async (subject: string) =>
  (await shop.deadLetters()).filter((letter) => letter.subject === subject);

/** An order whose OrderCreated inventory has given up. */
async function aDeadLetter() {
  platform.faults.fail("inventory", "OrderCreated", "The shelf has collapsed.");
  const orderId = await shop.place(ofSku("SKU-1"));
  const letter = await shop.untilDeadLetter(orderId);
  platform.faults.clear();
  return { orderId, letter };
}

it("parks an event whose handler throws, tries it again, and gives it up with reason, attempts, consumer and event", async () => {
  const retried = await shop.handled("inventory", "OrderCreated", "retried");
  const { orderId, letter } = await aDeadLetter();
  expect(letter).toMatchObject({
    service: "inventory",
    event: "OrderCreated",
    reason: "The shelf has collapsed.",
    problem: "unexpected",
    attempts: 3,
    data: { orderId, customerEmail: "ada@example.com" },
    traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/),
  });
  expect(await shop.handled("inventory", "OrderCreated", "retried")).toBe(retried + 2);
  expect((await shop.order(orderId)).status).toBe("PENDING");
});

it("gives up for that consumer only: the others have handled the event", async () => {
  const { orderId } = await aDeadLetter();
  await shop.untilMailed(orderId, "order-received");
  expect(await lettersAbout(orderId)).toHaveLength(1);
});

it("lets the events behind it through, while it waits for its next attempt", async () => {
  const patient = { attempts: 3, first: 60_000, longest: 60_000, longestOutage: 60_000 };
  const limits = { concurrency: 1, retry: patient };
  const fussyPlatform = await startPlatform({ services: [fussy], limits }, onTestFinished);
  const { client } = new Shop(fussyPlatform);
  const about = (userId: string) => anEvent(OrderCreated, { ...OrderCreated.example, orderId: newRealId(), userId });
  await fussyPlatform.bus.publish([about("unwelcome"), about("welcome"), about("unwelcome"), about("welcome")]);
  await until(async () => expect((await client.get("/greetings")).body).toEqual({ count: 2 }));
  expect((await client.get("/metrics")).body).toContain('millrace_parked{service="fussy"} 2');
});

it("redrives to the consumer that failed and to nobody else, with the same event, and the order goes on", async () => {
  const { orderId, letter } = await aDeadLetter();
  await untilIdle(platform);
  const others = platform
    .list()
    .map(({ name }) => name)
    .filter((name) => name !== "inventory");
  const counts = () => Promise.all(others.map((name) => shop.handled(name, "OrderCreated")));
  const before = await counts();
  expect(await redrive(letter.id)).toMatchObject({ status: 202, body: { eventId: letter.eventId } });
  await shop.untilStatus(orderId, "COMPLETED");
  expect(await counts()).toEqual(before);
  expect(await lettersAbout(orderId)).toEqual([]);
  expect((await shop.mailKinds(orderId)).filter((kind) => kind === "order-received")).toHaveLength(1);
});

it("comes back to the desk when it fails again after a redrive", async () => {
  const { orderId, letter } = await aDeadLetter();
  platform.faults.fail("inventory", "OrderCreated", "Still no shelf.");
  await redrive(letter.id);
  await until(async () =>
    expect(await lettersAbout(orderId)).toMatchObject([{ id: letter.id, reason: "Still no shelf." }]),
  );
  platform.faults.clear();
  await redrive(letter.id);
  await shop.untilStatus(orderId, "COMPLETED");
});

it("can be discarded; then nothing more happens", async () => {
  const { orderId, letter } = await aDeadLetter();
  expect((await discard(letter.id)).status).toBe(204);
  expect(await lettersAbout(orderId)).toEqual([]);
  expect(await discard(letter.id)).toMatchObject({ status: 404, body: { code: "dead-letter-unknown" } });
  expect(await redrive(letter.id)).toMatchObject({ status: 404, body: { code: "dead-letter-unknown" } });
  expect((await shop.order(orderId)).status).toBe("PENDING");
});

it("is not counted any more by the service that gave it up, once it is decided, also when it comes again", async () => {
  const { orderId, letter } = await aDeadLetter();
  const isNobodyDead = async () => {
    await until(async () => expect(await shop.deadLetters()).toEqual([]));
    const { body } = await shop.client.get<string>("/metrics");
    return body.includes('millrace_dead{service="inventory"} 0\n');
  };
  for (const { id } of await shop.deadLetters()) await discard(id);
  await until(isNobodyDead);
  await shop.administrator.post("/replay", { orderId });
  await untilIdle(platform);
  expect(await isNobodyDead()).toBe(true);
  expect((await shop.order(orderId)).status).toBe("PENDING");
  expect(await redrive(letter.id)).toMatchObject({ status: 404 });
});

it("is for the administrator only", async () => {
  const { letter } = await aDeadLetter();
  const attempts = [
    shop.client.get("/dead-letters"),
    shop.client.post(`/dead-letters/${letter.id}/redrive`),
    shop.client.delete(`/dead-letters/${letter.id}`),
    shop.client.with({ authorization: "Bearer wrong" }).get("/dead-letters"),
  ];
  for (const { status, headers, body } of await Promise.all(attempts)) {
    expect(status).toBe(401);
    expect(headers.get("www-authenticate")).toBe("Bearer");
    expect(body).toMatchObject({ code: "administrator-only" });
  }
  expect((await discard(letter.id)).status).toBe(204);
});

it("takes an event that does not fit its schema at once, with the reason, and handles the next", async () => {
  const orderId = newRealId();
  const bad = anEvent(OrderCreated, { ...OrderCreated.example, orderId, customerEmail: "nobody" });
  const good = anEvent(OrderCreated, { ...OrderCreated.example, orderId: newRealId() });
  await platform.bus.publish([bad, good]);
  await shop.untilMailed(good.subject, "order-received");
  const letters = await until(async () => {
    const found = await lettersAbout(orderId);
    return found.length >= 8 && found;
  });
  for (const letter of letters) {
    expect(letter).toMatchObject({ problem: "event-invalid", attempts: 1, eventId: bad.id });
    expect(letter.reason).toContain("customerEmail");
  }
  expect(letters.map(({ service }) => service)).toContain("notification");
  expect((await shop.client.get(`/orders/${orderId}`)).status).toBe(404);
});

it.each([
  ["a time that is none", { time: "yesterday" }],
  ["no data", { data: undefined }],
  ["data of another kind", { data: "OrderCreated" }],
])("takes an event with %s", async (_, change) => {
  const event = {
    ...anEvent(OrderCreated, { ...OrderCreated.example, orderId: newRealId() }),
    ...change,
  } as CloudEvent;
  await platform.bus.publish([event]);
  const letter = await until(
    async () => (await shop.deadLetters()).find(({ eventId }) => eventId === event.id) ?? false,
  );
  expect(letter).toMatchObject({ event: "OrderCreated", problem: "event-invalid", attempts: 1 });
});

it("takes something that is not even an event, and does not stop", async () => {
  const nonsense = { type: "OrderCreated", hello: "world" } as unknown as CloudEvent;
  await platform.bus.publish([nonsense]);
  const letter = await until(async () => (await shop.deadLetters()).find(({ event }) => event === "unknown") ?? false);
  expect(letter).toMatchObject({ problem: "event-invalid", attempts: 1 });
  expect((await discard(letter.id)).status).toBe(204);
  await shop.complete();
});

it("pages the desk, the newest first", async () => {
  await Promise.all([aDeadLetter(), aDeadLetter(), aDeadLetter()]);
  const all = await shop.deadLetters();
  expect(all.map(({ failedAt }) => failedAt)).toEqual(all.map(({ failedAt }) => failedAt).toSorted((a, b) => b - a));
  type Page = { deadLetters: { id: string }[]; next?: string };
  const paged: string[] = [];
  let after = "";
  do {
    const { body } = await shop.administrator.get<Page>(
      `/dead-letters?limit=2${after && `&after=${encodeURIComponent(after)}`}`,
    );
    expect(body.deadLetters.length).toBeLessThanOrEqual(2);
    paged.push(...body.deadLetters.map(({ id }) => id));
    after = body.next ?? "";
  } while (after !== "");
  expect(paged).toEqual(all.map(({ id }) => id));
});
