import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { listen } from "../../http/listen.ts";
import { silentLog } from "../../log.ts";
import { anEvent } from "../../testing/an-event.ts";
import { DaprBus } from "./dapr-bus.ts";
import { Intake } from "./intake.ts";
import { Sidecar } from "./sidecar.ts";

interface Posted {
  readonly path: string;
  readonly query: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly entries: readonly { readonly entryId: string; readonly event: string }[];
}
type React = (posted: Posted, response: ServerResponse) => void;

const take: React = (_posted, response) => response.writeHead(204).end();
let posted: Posted[];
beforeEach(() => {
  posted = [];
});

/** A bus whose sidecar notes what is published and answers as it is told. */
async function openBus(
  react: React = take,
  token: string | undefined = "knock",
  pubsubs?: readonly string[],
): Promise<DaprBus> {
  const fake = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk));
    request.on("end", () => {
      const [path = "", query] = (request.url ?? "").split("?");
      const one = { path, query, headers: request.headers, entries: JSON.parse(text) };
      posted.push(one);
      react(one, response);
    });
  });
  const port = await listen(fake, 0, "127.0.0.1");
  onTestFinished(() => {
    fake.close().closeAllConnections();
  });
  return busAt(port, token, pubsubs);
}
function busAt(port: number, token?: string, pubsubs: readonly string[] = ["pubsub"]): DaprBus {
  const sidecar = new Sidecar({ port, token });
  onTestFinished(() => sidecar.close());
  const intake = new Intake({
    token: "t",
    pubsub: () => "pubsub",
    log: silentLog,
    now: Date.now,
    isStoreAway: () => false,
  });
  return new DaprBus(sidecar, intake, pubsubs);
}

describe("publishing", () => {
  test("one bulk for each topic, with the events as they are", async () => {
    const bus = await openBus();
    const [a, b, c] = [anEvent("Created", { subject: "thing-7" }), anEvent("Closed"), anEvent("Created")];
    expect(await bus.publish([a, b, c])).toEqual([undefined, undefined, undefined]);
    expect(posted.map(({ path }) => path)).toEqual([
      "/v1.0/publish/bulk/pubsub/Created",
      "/v1.0/publish/bulk/pubsub/Closed",
    ]);
    expect(posted[0]?.headers["dapr-api-token"]).toBe("knock");
    // As bytes, which the sidecar does not touch.
    expect(posted[0]?.query).toBe("metadata.rawPayload=true");
    const contentType = "text/plain";
    expect(posted[0]?.entries).toEqual([
      { entryId: a.id, event: JSON.stringify(a), contentType, metadata: { partitionKey: "thing-7" } },
      { entryId: c.id, event: JSON.stringify(c), contentType, metadata: { partitionKey: "thing-1" } },
    ]);
  });

  test("through several components, many events at the same time, and few through the first", async () => {
    const bus = await openBus(take, "knock", ["one", "two", "three"]);
    const events = Array.from({ length: 9 }, () => anEvent("Created"));
    await bus.publish(events);
    const calls = (): string[] => posted.map(({ path, entries }) => `${path} ${entries.length}`).toSorted();
    const callOf = (pubsub: string, count: number) => `/v1.0/publish/bulk/${pubsub}/Created ${count}`;
    expect(calls()).toEqual([callOf("one", 3), callOf("three", 3), callOf("two", 3)]);
    expect(posted.flatMap(({ entries }) => entries.map(({ entryId }) => entryId)).toSorted()).toEqual(
      events.map(({ id }) => id).toSorted(),
    );
    posted = [];
    for (const event of events.slice(0, 2)) await bus.publish([event]);
    expect(calls()).toEqual([callOf("one", 1), callOf("one", 1)]);
  });

  test("a component that fails does not concern what goes through the others", async () => {
    const bus = await openBus(
      ({ path }, response) => response.writeHead(path.includes("/two/") ? 500 : 204).end(),
      "knock",
      ["one", "two"],
    );
    const results = await bus.publish(Array.from({ length: 4 }, () => anEvent("Created")));
    expect(results.map((result) => result instanceof Error)).toEqual([false, false, true, true]);
  });

  test("nothing is sent for nothing, and no token where none is needed", async () => {
    const bus = await openBus(take, "");
    expect(await bus.publish([])).toEqual([]);
    expect(posted).toEqual([]);
    await bus.publish([anEvent()]);
    expect(posted[0]?.headers).not.toHaveProperty("dapr-api-token");
  });

  test("what the broker did not take is named, and nothing else", async () => {
    const [good, bad] = [anEvent(), anEvent()];
    const failedEntries = [{ entryId: bad.id, error: "It is full." }];
    const bus = await openBus((_, response) =>
      response.writeHead(500).end(JSON.stringify({ failedEntries, errorCode: "ERR_PUBSUB_PUBLISH_MESSAGE" })),
    );
    expect(await bus.publish([good, bad])).toEqual([undefined, new Error("It is full.")]);
  });

  test.each([
    [403, '{"errorCode":"ERR_PUBSUB_FORBIDDEN"}'],
    [500, '{"failedEntries":[]}'],
    [503, "<html>"],
  ])("a refusal without names (%i) is one of everything", async (status, text) => {
    const bus = await openBus((_, response) => response.writeHead(status).end(text));
    const results = await bus.publish([anEvent(), anEvent()]);
    expect(results.map((result) => result?.message.includes(String(status)))).toEqual([true, true]);
  });

  test("a topic that is refused does not concern the others", async () => {
    const bus = await openBus(({ path }, response) => response.writeHead(path.endsWith("Bad") ? 500 : 204).end());
    const results = await bus.publish([anEvent("Bad"), anEvent("Good")]);
    expect(results.map((result) => result instanceof Error)).toEqual([true, false]);
  });

  test("a connection that breaks off fails its own events; all of them broken are a broker away", async () => {
    const bus = await openBus(({ path }, response) =>
      path.endsWith("Bad") ? response.destroy() : response.writeHead(204).end(),
    );
    const results = await bus.publish([anEvent("Bad"), anEvent("Good")]);
    expect(results.map((result) => result instanceof Error)).toEqual([true, false]);
    await expect(bus.publish([anEvent("Bad")])).rejects.toThrow();
  });

  test("a sidecar that is not there is said by throwing", async () => {
    await expect(busAt(1).publish([anEvent()])).rejects.toThrow("ECONNREFUSED");
  });

  test("the same event twice in one call is sent once, and answered twice", async () => {
    const bus = await openBus();
    const event = anEvent();
    expect(await bus.publish([event, event])).toEqual([undefined, undefined]);
    expect(posted[0]?.entries).toHaveLength(1);
  });

  test("what is larger than a sidecar reads goes in parts", async () => {
    const bus = await openBus();
    const events = Array.from({ length: 50 }, () => anEvent("Large", { data: { text: "x".repeat(60_000) } }));
    expect(await bus.publish(events)).toEqual(events.map(() => undefined));
    expect(posted.length).toBeGreaterThan(1);
    for (const { entries } of posted) expect(JSON.stringify(entries).length).toBeLessThan(1_400_000);
    expect(posted.flatMap(({ entries }) => entries.map(({ entryId }) => entryId)).toSorted()).toEqual(
      events.map(({ id }) => id).toSorted(),
    );
  });
});

test("a sidecar that has much to say in the head of its answer is understood", async () => {
  const [good, bad] = [anEvent(), anEvent()];
  const bus = await openBus((_, response) => {
    response.setHeader("grpc-message", "x".repeat(100_000));
    response.writeHead(500).end(JSON.stringify({ failedEntries: [{ entryId: bad.id, error: "It is full." }] }));
  });
  expect(await bus.publish([good, bad])).toEqual([undefined, new Error("It is full.")]);
});
