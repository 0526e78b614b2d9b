import { describe, expect, test } from "vitest";
import { z } from "zod";
import { emit } from "../../declare/event.ts";
import { type Caller, implement } from "../../declare/implementation.ts";
import { command, get, post } from "../../declare/route.ts";
import { defineService } from "../../declare/service.ts";
import { counter, feed } from "../../declare/state.ts";
import { FlourMade, type Surroundings, surroundings } from "../testing/mill.ts";
import { answer, type Incoming } from "./answer.ts";

const shop = defineService({
  name: "shop",
  summary: "Sells flour.",
  routes: {
    buy: post("/flour/:farmer", {
      summary: "Buys flour.",
      idempotent: true,
      status: 202,
      body: z.strictObject({ kilos: z.int().min(1) }),
      emits: [FlourMade],
    }),
    look: get("/flour", { summary: "How much there is.", query: z.object({ unit: z.string().default("kilos") }) }),
    burn: post("/burn", { summary: "Burns all down.", administrator: true }),
    buyTwice: command("/twice", { summary: "Buys two times.", emits: [FlourMade] }),
  },
  state: { sold: counter(), diary: feed(z.string(), { keep: 9 }) },
});

/** What the route `buy` does before it sells. */
let before: () => Promise<void> = async () => {};
const service = implement(shop, {
  routes: {
    buy: async ({ params, body }, { state }) => {
      await before();
      state.sold.add("kilos", body.kilos);
      return {
        headers: { location: "/flour" },
        body: { bought: body.kilos },
        facts: [emit(FlourMade, { farmer: params.farmer, kilos: body.kilos })],
      };
    },
    look: async ({ query }, { state }) => ({ body: { [query.unit]: await state.sold.get("kilos") } }),
    burn: async () => ({ status: 204 }),
    buyTwice: async (_request, talk) => {
      for (const kilos of [1, 2])
        await talk.transact(async ({ state }) => {
          state.sold.add("kilos", kilos);
          state.diary.append("all", `${kilos}`);
          return { value: kilos, facts: [emit(FlourMade, { farmer: talk.newId(), kilos })] };
        });
      return { body: { entries: await talk.follow("diary", "all", 0, 1_000), at: talk.now() } };
    },
  },
});

type Key = keyof typeof shop.routes;
const ADMINISTRATOR: Caller = { kind: "administrator" };

function asking({ context }: Surroundings, key: Key, incoming: Partial<Incoming> = {}) {
  const asked: Incoming = {
    params: { farmer: "ada" },
    query: {},
    body: { kilos: 5 },
    headers: {},
    caller: { kind: "anonymous" },
    signal: new AbortController().signal,
    ...incoming,
  };
  const handler = service.routes[key];
  if (!handler) throw new Error(`There is no route ${key}.`);
  return answer({ key, route: shop.routes[key], handler, context, outboxLimit: 10 }, asked);
}
const inShop = () => surroundings({ declaration: shop });
const soldIn = ({ store }: Surroundings) => store.dump("sold").counters.get("kilos") ?? 0;
const keyed = (key: string) => ({ headers: { "idempotency-key": key } });

describe("a request", () => {
  test("is answered as its route says, and what it did is stored with what follows from it", async () => {
    const around = inShop();
    expect(await asking(around, "buy")).toEqual({ status: 202, headers: { location: "/flour" }, body: { bought: 5 } });
    expect(soldIn(around)).toBe(5);
    expect(around.relayed).toMatchObject([{ type: "FlourMade", data: { farmer: "ada", kilos: 5 } }]);
  });

  test("starts a chain of its own, in the trace that it came with", async () => {
    const around = inShop();
    const traceparent = "00-11111111111111111111111111111111-2222222222222222-01";
    await asking(around, "buy", { headers: { traceparent } });
    await asking(around, "buy");
    const [first, second] = around.relayed;
    expect(first?.causationid).toBe(first?.correlationid);
    expect(first?.correlationid).not.toBe(second?.correlationid);
    expect(first?.traceparent.slice(0, 36)).toBe(traceparent.slice(0, 36));
    expect(second?.traceparent.slice(0, 36)).not.toBe(traceparent.slice(0, 36));
  });

  test("that does not fit names every field, and does nothing", async () => {
    const around = inShop();
    const errors = expect.arrayContaining([expect.objectContaining({ field: "kilos" })]);
    await expect(asking(around, "buy", { body: { kilos: 0 } })).rejects.toMatchObject({
      code: "request-invalid",
      details: { errors },
    });
    await expect(asking(around, "buy", { body: undefined })).rejects.toMatchObject({ code: "request-invalid" });
    await expect(asking(around, "look", { query: { unit: ["a", "b"] } })).rejects.toMatchObject({ status: 422 });
    expect(soldIn(around)).toBe(0);
  });

  test("gets the defaults of its query", async () => {
    expect((await asking(inShop(), "look")).body).toEqual({ kilos: 0 });
  });

  test("for administrators needs one", async () => {
    await expect(asking(inShop(), "burn")).rejects.toMatchObject({ code: "administrator-only" });
    expect(await asking(inShop(), "burn", { caller: ADMINISTRATOR })).toMatchObject({ status: 204 });
  });

  test("is refused while too much waits to be published", async () => {
    const around = inShop();
    for (let at = 0; at < 10; at++) await asking(around, "buy");
    await expect(asking(around, "buy")).rejects.toMatchObject({ code: "outbox-full" });
    expect((await asking(around, "look")).body).toEqual({ kilos: 50 });
  });

  test("that converses makes several commits, and reads what others append", async () => {
    const around = inShop();
    const { body } = await asking(around, "buyTwice");
    expect(body).toMatchObject({ entries: [{ value: "1" }, { value: "2" }], at: around.clock.now() });
    expect(soldIn(around)).toBe(3);
    expect(around.relayed).toHaveLength(2);
  });
});

describe("an Idempotency-Key", () => {
  test("makes the second request get the first one's answer, and do nothing", async () => {
    const around = inShop();
    const first = await asking(around, "buy", keyed("a"));
    expect(await asking(around, "buy", keyed("a"))).toEqual(first);
    expect([soldIn(around), around.relayed.length]).toEqual([5, 1]);
    await expect(asking(around, "buy", { ...keyed("a"), body: { kilos: 6 } })).rejects.toMatchObject({
      code: "idempotency-key-reused",
    });
    await asking(around, "buy", keyed("b"));
    expect(soldIn(around)).toBe(10);
  });

  test("lets one of several at once do the work", async () => {
    const around = inShop();
    const answers = await Promise.allSettled([1, 2, 3].map(() => asking(around, "buy", keyed("a"))));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(soldIn(around)).toBe(5);
  });

  test("is free again after a request that was refused", async () => {
    const around = inShop();
    before = () => Promise.reject(new Error("It failed."));
    await expect(asking(around, "buy", keyed("a"))).rejects.toThrow("It failed.");
    before = async () => {};
    expect(await asking(around, "buy", { ...keyed("a"), body: { kilos: 7 } })).toMatchObject({ status: 202 });
    expect(soldIn(around)).toBe(7);
  });

  test("that is no key is refused by name", async () => {
    const around = inShop();
    for (const key of ["", "a b", "ä", "x".repeat(256), "a\u0000"])
      await expect(asking(around, "buy", keyed(key))).rejects.toMatchObject({
        details: { errors: [{ field: "Idempotency-Key" }] },
      });
    expect(soldIn(around)).toBe(0);
  });

  test("is of no account to routes that do not know it", async () => {
    const around = inShop();
    await asking(around, "burn", { ...keyed("a b"), caller: ADMINISTRATOR });
  });

  test("holds also when a request takes so long that another took its key over", async () => {
    const around = inShop();
    let isFirst = true;
    before = async () => {
      const isSlow = isFirst;
      isFirst = false;
      if (isSlow) await new Promise<void>((resolve) => void around.clock.setTimer(40_000, resolve));
    };
    const slow = asking(around, "buy", keyed("a"));
    const refused = expect(slow).rejects.toMatchObject({ code: "request-in-progress" });
    await around.clock.pass(35_000);
    const first = await asking(around, "buy", keyed("a"));
    await around.clock.pass(10_000);
    await refused;
    before = async () => {};
    expect(await asking(around, "buy", keyed("a"))).toEqual(first);
    expect([soldIn(around), around.relayed.length]).toEqual([5, 1]);
  });

  test("is not freed by a request that failed after another took it over", async () => {
    const around = inShop();
    let isFirst = true;
    before = async () => {
      const isSlow = isFirst;
      isFirst = false;
      if (!isSlow) return;
      await new Promise<void>((resolve) => void around.clock.setTimer(40_000, resolve));
      throw new Error("It failed.");
    };
    const refused = expect(asking(around, "buy", keyed("a"))).rejects.toThrow("It failed.");
    await around.clock.pass(35_000);
    await asking(around, "buy", keyed("a"));
    await around.clock.pass(10_000);
    await refused;
    await asking(around, "buy", keyed("a"));
    expect(soldIn(around)).toBe(5);
  });
});
