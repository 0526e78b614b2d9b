import { describe, expect, onTestFinished, test } from "vitest";
import type { CloudEvent } from "../../../declare/cloud-event.ts";
import { loggerTo } from "../../log.ts";
import { anEvent } from "../../testing/an-event.ts";
import { gate } from "../conformance/harness.ts";
import type { Subscriber, Verdict } from "../port.ts";
import { TOO_DEEP } from "./delivery.ts";
import { Intake } from "./intake.ts";

interface Options {
  readonly isStoreAway?: () => boolean;
  readonly concurrency?: number;
}

const TOKEN = "the sidecar's";
const LONGEST = 16 * 1_024 * 1_024;

async function openIntake(
  react: (event: CloudEvent) => Promise<Verdict> = async () => "done",
  { isStoreAway = () => false, concurrency = 64 }: Options = {},
) {
  const got: unknown[] = [];
  const subscriber: Subscriber = {
    group: "shop",
    topics: ["Created", "shop.dead-letter"],
    concurrency,
    deliver: async (event) => {
      got.push(event);
      return react(event);
    },
  };
  const lines: string[] = [];
  const log = loggerTo({ write: (line) => void lines.push(line) }, "info");
  const intake = new Intake({ token: TOKEN, pubsub: () => "pubsub", log, now: () => 1_000, isStoreAway });
  const subscription = intake.open(subscriber);
  const url = `http://127.0.0.1:${await intake.listen(0)}`;
  onTestFinished(() => intake.close());
  const get = (path: string) => fetch(`${url}${path}`);
  const post = async (path: string, body: unknown, headers: Record<string, string> = { "dapr-api-token": TOKEN }) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const response = await fetch(`${url}${path}`, { method: "POST", headers, body: text });
    return { status: response.status, body: await response.json() };
  };
  return { got, lines, subscription, get, post };
}

const bytesOf = (value: unknown): string =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64");
/** As a sidecar passes on what another sidecar has put into an envelope. */
const delivered = (event: CloudEvent) => ({ ...event, topic: event.type, pubsubname: "pubsub" });
const bulk = (events: readonly unknown[]) => ({
  id: "bulk-1",
  type: "com.dapr.event.sent.bulk",
  topic: "Created",
  pubsubname: "pubsub",
  entries: events.map((event, at) => ({ entryId: String(at), event, contentType: "application/cloudevents+json" })),
});

test("a consumer that throws what it was given is told of in the log, without that", async () => {
  const { lines, post } = await openIntake((event) => Promise.reject(new Error(`Cannot take ${event.subject}`)));
  await post("/events/Created", delivered(anEvent("Created", { subject: "Ada Example" })));
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    msg: "A consumer threw; the event comes again.",
    err: { type: "Error", message: "***", stack: expect.stringContaining("intake.test.ts") as string },
  });
  expect(lines.join("")).not.toContain("Ada");
});

describe("what the sidecar asks", () => {
  test("the subscriptions: one for each topic", async () => {
    const { get } = await openIntake();
    const list = (await (await get("/dapr/subscribe")).json()) as object[];
    expect(list).toHaveLength(2);
    expect(list[0]).toMatchObject({
      pubsubname: "pubsub",
      topic: "Created",
      route: "/events/Created",
      deadLetterTopic: "shop.redrive",
      bulkSubscribe: { enabled: true, maxMessagesCount: 64, maxAwaitDurationMs: 4 },
    });
  });

  test("health: not while the store is away", async () => {
    let isAway = false;
    const { get } = await openIntake(undefined, { isStoreAway: () => isAway });
    expect((await get("/health/app")).status).toBe(200);
    isAway = true;
    expect((await get("/health/app")).status).toBe(503);
  });

  test("an unknown path is never 404, because a sidecar would drop the event", async () => {
    const { get, post } = await openIntake();
    expect((await get("/nothing")).status).toBe(503);
    expect((await post("/events/Unheard", anEvent("Unheard"))).status).toBe(503);
  });
});

describe("a delivery", () => {
  test("of one event is answered for it, and the event is as it was published", async () => {
    const { got, post } = await openIntake();
    const event = anEvent("Created", { data: { text: "ä\u0000" } });
    expect(await post("/events/Created", delivered(event))).toEqual({ status: 200, body: { status: "SUCCESS" } });
    expect(got).toEqual([event]);
  });

  test.each([
    ["asks for it again", async (): Promise<Verdict> => "retry"],
    ["throws", () => Promise.reject(new Error("It failed."))],
  ])("whose consumer %s is to come again", async (_, react) => {
    const { post } = await openIntake(react);
    expect((await post("/events/Created", anEvent("Created"))).body).toEqual({ status: "RETRY" });
  });

  test("of many is handled at once, each with its own answer", async () => {
    const { opened, open } = gate();
    const events = [anEvent("Created"), anEvent("Created"), anEvent("Created")];
    const { got, post } = await openIntake(async ({ id }) => {
      if (got.length === events.length) open();
      await opened;
      return id === events[1]?.id ? "retry" : "done";
    });
    const { body } = await post("/events/Created", bulk(events.map(delivered)));
    expect(body).toEqual({
      statuses: [
        { entryId: "0", status: "SUCCESS" },
        { entryId: "1", status: "RETRY" },
        { entryId: "2", status: "SUCCESS" },
      ],
    });
    expect(got).toEqual(events);
  });

  test("holds no more events at once than the consumer can", async () => {
    let [inHand, most] = [0, 0];
    const { post } = await openIntake(
      async () => {
        most = Math.max(most, ++inHand);
        await new Promise((resolve) => setTimeout(resolve, 2));
        inHand--;
        return "done";
      },
      { concurrency: 3 },
    );
    const { body } = await post("/events/Created", bulk(Array.from({ length: 10 }, () => anEvent("Created"))));
    expect((body as { statuses: unknown[] }).statuses).toHaveLength(10);
    expect(most).toBe(3);
  });

  test("that cannot be read is handed on as it is, so that nothing behind it waits", async () => {
    const { got, post } = await openIntake();
    expect((await post("/events/Created", "{broken")).body).toEqual({ status: "SUCCESS" });
    expect((await post("/events/Created", bulk([7, bytesOf("text"), null]))).status).toBe(200);
    expect(got).toEqual(["{broken", 7, "text", null]);
  });

  test("that is nested deeper than can be written down is known by its id, so that it can be given up", async () => {
    const { got, post } = await openIntake(async (event) => (JSON.stringify(event) ? "done" : "retry"));
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    const event = anEvent("Created");
    const text = JSON.stringify({ ...event, data: 0 }).replace('"data":0', `"data":${deep}`);
    for (const body of [bulk([bytesOf(text)]), bulk([bytesOf(deep)])])
      expect((await post("/events/Created", body)).body).toMatchObject({ statuses: [{ status: "SUCCESS" }] });
    for (const body of [text, deep]) expect((await post("/events/Created", body)).body).toEqual({ status: "SUCCESS" });
    expect(got).toEqual([{ ...event, data: TOO_DEEP }, TOO_DEEP, { ...event, data: TOO_DEEP }, TOO_DEEP]);
  });

  test("comes as bytes, alone or in bulk, and as it was published", async () => {
    const { got, post } = await openIntake();
    const event = anEvent("Created", { data: { name: "Größe" } });
    await post("/events/Created", bulk([bytesOf(event), bytesOf({ ...delivered(event), tracestate: "" })]));
    await post("/events/Created", { id: "the sidecar's", specversion: "1.0", data_base64: bytesOf(event) });
    expect(got).toEqual([event, event, event]);
  });

  test("that claims another type than its topic's is not taken for one of that type", async () => {
    const { got, post } = await openIntake();
    const forged = anEvent("Captured");
    await post("/events/Created", forged);
    expect(got).toMatchObject([{ type: "Created", data: { given: forged } }]);
  });

  test("without the sidecar's token has no effect", async () => {
    const { got, post } = await openIntake();
    for (const headers of [{}, { "dapr-api-token": "guessed" }])
      expect((await post("/events/Created", anEvent("Created"), headers as Record<string, string>)).status).toBe(503);
    expect(got).toEqual([]);
  });

  test("larger than anything that is published is refused", async () => {
    const { got, post } = await openIntake();
    expect((await post("/events/Created", "x".repeat(LONGEST + 1))).status).toBe(503);
    expect((await post("/events/Created", JSON.stringify("x".repeat(LONGEST - 2)))).status).toBe(200);
    expect(got).toHaveLength(1);
  });

  test("is refused while the store is away", async () => {
    const { got, post } = await openIntake(undefined, { isStoreAway: () => true });
    expect((await post("/events/Created", anEvent("Created"))).status).toBe(503);
    expect(got).toEqual([]);
  });
});

describe("closing", () => {
  test("what is in hand is finished, what comes is refused, and the sidecar hears that the app is unhealthy", async () => {
    const { opened, open } = gate();
    const { got, subscription, get, post } = await openIntake(() => opened.then(() => "done"));
    const answered = post("/events/Created", anEvent("Created"));
    await expect.poll(() => got.length).toBe(1);
    let isClosed = false;
    const closing = subscription.close().finally(() => {
      isClosed = true;
    });
    expect((await post("/events/Created", anEvent("Created"))).status).toBe(503);
    expect((await get("/health/app")).status).toBe(503);
    expect(isClosed).toBe(false);
    open();
    expect((await answered).body).toEqual({ status: "SUCCESS" });
    await closing;
    expect(got).toHaveLength(1);
  });

  test("what waits for its turn goes back", async () => {
    const { opened, open } = gate();
    const { got, subscription, post } = await openIntake(() => opened.then(() => "done"), { concurrency: 1 });
    const answered = post("/events/Created", bulk([anEvent("Created"), anEvent("Created")]));
    await expect.poll(() => got.length).toBe(1);
    const closing = subscription.close();
    open();
    await closing;
    const { statuses } = (await answered).body as { statuses: { status: string }[] };
    expect(statuses.map(({ status }) => status)).toEqual(["SUCCESS", "RETRY"]);
  });
});
